package org.chokepoint.serving;

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
        PassTime prompts = model.pass(reading);
        double hit = load.inputTokens() - load.computed();
        int chunk = (int) Math.min(model.engine().chunkTokens(), Math.max(1, Math.round(load.computed())));
        double chunks = Math.ceil(load.computed() / chunk);
        double past = hit + (load.computed() - chunk) / 2;
        this.prefillSeconds = chunks * prompts.seconds(0, 0, chunk, 1, Math.max(0, past));
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
        double low = 0;
        double high = Math.min(concurrency, most());
        Operation full = generating(high);
        if (full.concurrency() <= concurrency) {
            return full.waiting(concurrency - full.concurrency());
        }
        Operation operation = full;
        while (high - low > Math.max(0.01, concurrency / 1000)) {
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

    private Operation at(double decoding) {
        int groups = generating.parts() * deployment.instances();
        int own = (int) Math.max(1, Math.round(decoding / groups));
        double iteration = pass.seconds(own, load.meanCached(), 0, 0, 0);
        double tpot = iteration / generating.speculation().tokens();
        double rate = decoding / Math.max(iteration, (load.outputTokens() - 1) * tpot);
        double busy = Math.min(MOST_BUSY, rate / prefillRate);
        double queue = prefillSeconds * busy / (2 * (1 - busy));
        double ttft =
                model.engine().requestSeconds().value() + queue + prefillSeconds + transferSeconds + iteration / 2;
        return new Operation(decoding + rate * ttft, ttft, tpot, rate, decoding);
    }
}
