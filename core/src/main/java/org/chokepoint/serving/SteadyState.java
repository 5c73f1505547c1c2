package org.chokepoint.serving;

/**
 * Continuous batching in its steady state: a fixed number of requests, each replaced when it is answered. Iterations carry the
 * sequences that generate, and prompts up to the engine's budget of tokens. In the time of one answer every request brings one prompt, so
 * the mean iteration is one of decodes and a share of prompts. Derived in {@code docs/model/serving.md}.
 */
public final class SteadyState {
    /** Rounds after which sequences that generate and those that wait are in balance. */
    private static final int ROUNDS = 12;

    private final PassTime pass;
    private final Engine engine;
    private final Instance instance;
    private final Load load;

    public SteadyState(PassTime pass, Engine engine, Instance instance, Load load) {
        this.pass = pass;
        this.engine = engine;
        this.instance = instance;
        this.load = load;
    }

    /** The instance with so many requests at once. */
    public Operation at(double concurrency) {
        double decoding = concurrency;
        Operation operation = null;
        for (int round = 0; round < ROUNDS; round++) {
            operation = with(concurrency, decoding);
            double answering = (load.outputTokens() - 1) * operation.tpotSeconds();
            double next = concurrency * answering / (answering + operation.ttftSeconds());
            if (Math.abs(next - decoding) < 0.001 * concurrency) {
                break;
            }
            decoding = Math.max(concurrency / 1000, (decoding + next) / 2);
        }
        return operation;
    }

    private Operation with(double concurrency, double decoding) {
        int groups = instance.parts();
        int own = (int) Math.max(1, Math.round(decoding / groups));
        double iterations =
                Math.max(1, (load.outputTokens() - 1) / instance.speculation().tokens());
        double plain = pass.seconds(own, load.meanCached(), 0, 0, 0);
        // prompts of a group in the time of an answer
        double prompts = concurrency / instance.dataParallel();
        double budget = engine.chunkTokens() == 0 ? load.computed() : Math.max(1, engine.chunkTokens() - own);
        double chunks = Math.max(1, Math.ceil(load.computed() / budget));
        double together = Math.max(1, prompts * chunks / iterations);
        double tokens = load.computed() / chunks;
        int promptTokens = (int) Math.max(1, Math.round(tokens * together));
        double hit = load.inputTokens() - load.computed();
        double past = hit + (load.computed() - tokens) / 2;
        boolean waits = engine.chunkTokens() == 0;
        double mixed = pass.seconds(
                        waits ? 0 : own, load.meanCached(), promptTokens, (int) Math.max(1, Math.round(together)), past)
                + (waits ? plain : 0);
        double mixes = Math.min(iterations, prompts * chunks);
        double answer = (iterations - mixes) * plain + mixes * mixed;
        double tpot = answer / (load.outputTokens() - 1);
        double wait = answer / iterations / 2;
        double ttft = engine.requestSeconds().value() + wait + chunks * mixed;
        return new Operation(
                concurrency, ttft, tpot, concurrency / (ttft + (load.outputTokens() - 1) * tpot), decoding);
    }
}
