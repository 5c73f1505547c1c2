package org.chokepoint.serving;

/**
 * Continuous batching in its steady state. Iterations carry the sequences that generate, and prompts up to the engine's budget of
 * tokens. While a sequence answers, as many prompts come as sequences generate (Little's law on those), so the mean iteration is one of
 * decodes and a share of prompts. Derived in {@code docs/model/serving.md}.
 */
public final class SteadyState {
    /** Halvings after which the number that generates is known to a thousandth. */
    private static final int HALVINGS = 20;

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
        double low = 0;
        double high = Math.min(concurrency, most());
        Operation full = generating(high);
        if (full.concurrency() <= concurrency) {
            double waiting = concurrency - full.concurrency();
            return full.waiting(waiting);
        }
        Operation operation = full;
        for (int i = 0; i < HALVINGS && high - low > concurrency / 1000; i++) {
            double middle = (low + high) / 2;
            operation = generating(middle);
            if (operation.concurrency() < concurrency) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return operation;
    }

    /** The instance while so many sequences generate. */
    public Operation generating(double decoding) {
        int groups = instance.parts();
        int own = (int) Math.max(1, Math.round(decoding / groups));
        double cached = load.meanCached();
        double plain = pass.seconds(own, cached, 0, 0, 0);
        boolean waits = !engine.mixed();
        double budget = Math.max(1, engine.chunkTokens() - (waits ? 0 : own));
        double chunks = Math.ceil(load.computed() / budget);
        // chunks of prompts that a group takes in while a sequence answers
        double arriving = decoding / instance.dataParallel() * chunks;
        double together = Math.max(1, arriving / iterations);
        double tokens = load.computed() / chunks;
        double past = load.inputTokens() - load.computed() + (load.computed() - tokens) / 2;
        double mixed = pass.seconds(
                waits ? 0 : own,
                cached,
                (int) Math.max(1, Math.round(tokens * together)),
                (int) Math.max(1, Math.round(together)),
                past);
        double more = waits ? mixed : mixed - plain;
        // one group with a prompt holds up all groups, with which it shares experts
        double mixes = Math.min(iterations, arriving * instance.dataParallel());
        double answer = iterations * plain + mixes * more;
        double tpot = load.outputTokens() > 1 ? answer / (load.outputTokens() - 1) : 0;
        double ttft = engine.requestSeconds().value() + answer / iterations / 2 + chunks * mixed;
        double rate = decoding / answer;
        return new Operation(decoding + rate * ttft, ttft, tpot, rate, decoding);
    }
}
