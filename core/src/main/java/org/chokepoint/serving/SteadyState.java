package org.chokepoint.serving;

import java.util.List;

/**
 * Continuous batching in its steady state. Iterations carry the sequences that generate, and prompts up to the engine's budget of
 * tokens. While a sequence answers, as many prompts come as sequences generate (Little's law on those), so the mean iteration is one of
 * decodes and a share of prompts. Derived in {@code docs/model/serving.md}.
 */
public final class SteadyState {
    /** Part of a number of requests to which that of sequences that generate is found. */
    private static final double PARTS = 1000;

    private final PassTime pass;
    private final Engine engine;
    private final Instance instance;
    private final Load load;
    private final double iterations;
    private final int room;

    /** @param room sequences of a group of ranks whose caches fit */
    public SteadyState(PassTime pass, Engine engine, Instance instance, Load load, int room) {
        this.pass = pass;
        this.engine = engine;
        this.instance = instance;
        this.load = load;
        this.iterations =
                Math.max(1, (load.outputTokens() - 1) / instance.speculation().tokens());
        this.room = room;
    }

    /** Sequences that generate at once at most. */
    public double most() {
        return (double) room * instance.parts();
    }

    /** The instance with so many requests at once, of which those wait that don't fit. */
    public Operation at(double concurrency) {
        return Operation.holding(concurrency, most(), concurrency / PARTS, this::generating);
    }

    /**
     * Iterations while a sequence answers.
     *
     * @param plain those in which sequences only generate
     * @param mixed those that read prompts too, or instead
     * @param mixes how many of these come
     * @param chunks parts in which a prompt is read
     */
    private record Mix(Iteration plain, Iteration mixed, double mixes, double chunks) {}

    private Mix mix(double decoding) {
        int own = (int) Math.max(1, Math.round(decoding / instance.parts()));
        Iteration plain = Iteration.decode(own, load.meanCached());
        double budget = Math.max(1, engine.chunkTokens() - (waits() ? 0 : own));
        double chunks = Math.ceil(load.computed() / budget);
        // chunks of prompts that a group takes in while a sequence answers
        double arriving = decoding / instance.dataParallel() * chunks;
        double together = Math.max(1, arriving / iterations);
        double tokens = load.computed() / chunks;
        double past = load.inputTokens() - load.computed() + (load.computed() - tokens) / 2;
        Iteration alone = waits() ? Iteration.decode(0, load.meanCached()) : plain;
        Iteration mixed = alone.with(
                (int) Math.max(1, Math.round(tokens * together)), (int) Math.max(1, Math.round(together)), past);
        // one group with a prompt holds up all groups, with which it shares experts
        double mixes = Math.min(iterations, arriving * instance.dataParallel());
        return new Mix(plain, mixed, mixes, chunks);
    }

    /** Whether sequences that generate wait while prompts are read. */
    private boolean waits() {
        return !engine.mixed();
    }

    /** Kinds of iteration while so many sequences generate, and what their time is spent on. */
    public List<IterationShare> iterations(double decoding) {
        Mix mix = mix(decoding);
        double plains = waits() ? iterations : iterations - mix.mixes();
        return List.of(
                share("sequences generate", mix.plain(), plains),
                share(waits() ? "prompts are read" : "prompts are read beside", mix.mixed(), mix.mixes()));
    }

    private IterationShare share(String what, Iteration iteration, double times) {
        return new IterationShare(what, iteration, pass.seconds(iteration), times, pass.spent(iteration));
    }

    /** The instance while so many sequences generate. */
    public Operation generating(double decoding) {
        Mix mix = mix(decoding);
        double plain = pass.seconds(mix.plain());
        double mixed = pass.seconds(mix.mixed());
        double more = waits() ? mixed : mixed - plain;
        double answer = iterations * plain + mix.mixes() * more;
        double tpot = load.outputTokens() > 1 ? answer / (load.outputTokens() - 1) : 0;
        double ttft = engine.requestSeconds().value() + answer / iterations / 2 + mix.chunks() * mixed;
        double rate = decoding / answer;
        return new Operation(decoding + rate * ttft, ttft, tpot, rate, decoding);
    }
}
