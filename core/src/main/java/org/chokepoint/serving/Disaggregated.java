package org.chokepoint.serving;

import java.util.List;

/**
 * Prompts are read by instances of their own, and their caches sent to those that generate. Both stages run at the same rate of
 * requests: that of the slower one. Prompts come at random to an instance that reads them one behind the other, or as many as its budget
 * takes (Pollaczek-Khinchine for fixed times of service). Derived in {@code docs/model/serving.md}.
 */
public final class Disaggregated {
    /** Prompts keep an instance busy for so much of its time at most; closer to 1 they wait without end. */
    private static final double MOST_BUSY = 0.9;

    private final ServedModel model;
    private final Deployment deployment;
    private final Load load;
    private final Instance generating;
    private final PassTime pass;
    private final PassTime prompts;
    private final Iteration chunk;
    private final double chunks;
    private final double prefillSeconds;
    private final double prefillRate;
    private final double transferSeconds;
    private final int room;

    Disaggregated(ServedModel model, Deployment deployment, Load load) {
        this.model = model;
        this.deployment = deployment;
        this.load = load;
        this.generating = deployment.instance();
        Instance reading = deployment.prefill().orElseThrow();
        this.pass = model.pass(generating);
        this.prompts = model.pass(reading);
        double hit = load.inputTokens() - load.computed();
        int tokens = (int) Math.min(model.engine().chunkTokens(), Math.max(1, Math.round(load.computed())));
        this.chunks = Math.ceil(load.computed() / tokens);
        double past = hit + (load.computed() - tokens) / 2;
        this.chunk = new Iteration(0, 0, tokens, 1, Math.max(0, past));
        this.prefillSeconds = chunks * prompts.seconds(chunk);
        // each group of ranks reads a prompt of its own, and stages hold several at a time
        this.prefillRate = deployment.prefills() * reading.parts() / prefillSeconds;
        this.transferSeconds = model.transferSeconds(reading, load);
        this.room = model.room(generating, load);
    }

    /** Requests a second that the instances for prompts keep up with. */
    public double prefillRequestsPerSecond() {
        return MOST_BUSY * prefillRate;
    }

    /** Sequences that all instances generate at once at most. */
    public double most() {
        return (double) room * generating.parts() * deployment.instances();
    }

    /** All instances while so many sequences generate, if prompts come as fast; else as many as prompts allow. */
    public Operation generating(double decoding) {
        Operation operation = at(decoding);
        if (operation.requestsPerSecond() <= prefillRequestsPerSecond()) {
            return operation;
        }
        double low = 0;
        double high = decoding;
        while (high - low > Math.max(0.5, decoding / 1000)) {
            double middle = (low + high) / 2;
            operation = at(middle);
            if (operation.requestsPerSecond() < prefillRequestsPerSecond()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return at(low);
    }

    /** All instances with so many requests at once, of which those wait that neither stage takes. */
    public Operation with(double concurrency) {
        return Operation.holding(concurrency, most(), Math.max(0.01, concurrency / 1000), this::generating);
    }

    /** Kinds of iteration while so many sequences generate, and what their time is spent on. */
    public List<IterationShare> iterations(double decoding) {
        Iteration decode = decode(decoding);
        double answer =
                Math.max(1, (load.outputTokens() - 1) / generating.speculation().tokens());
        return List.of(
                new IterationShare("sequences generate", decode, pass.seconds(decode), answer, pass.spent(decode)),
                new IterationShare(
                        "prompts are read apart", chunk, prompts.seconds(chunk), chunks, prompts.spent(chunk)));
    }

    private Iteration decode(double decoding) {
        int groups = generating.parts() * deployment.instances();
        return Iteration.decode((int) Math.max(1, Math.round(decoding / groups)), load.meanCached());
    }

    private Operation at(double decoding) {
        double iteration = pass.seconds(decode(decoding));
        double tpot = iteration / generating.speculation().tokens();
        double rate = decoding / Math.max(iteration, (load.outputTokens() - 1) * tpot);
        double busy = Math.min(MOST_BUSY, rate / prefillRate);
        double queue = prefillSeconds * busy / (2 * (1 - busy));
        double ttft =
                model.engine().requestSeconds().value() + queue + prefillSeconds + transferSeconds + iteration / 2;
        return new Operation(decoding + rate * ttft, ttft, tpot, rate, decoding);
    }
}
