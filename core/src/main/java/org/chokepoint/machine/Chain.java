package org.chokepoint.machine;

/**
 * Hops that data takes one after the other, cut in chunks: the next chunk starts while the last is on its way. Data that
 * takes t on the slowest hop and in k chunks passes hops of t_i needs max t + Σ t_i / k + k·o with o the overhead of a
 * chunk, least at k = √(Σ t_i / o): max t + 2·√(o·Σ t_i). Derived in {@code docs/model/collectives.md}.
 */
final class Chain {
    private final Calibration.Fabric fabric;
    private double latency;
    private double slowest;
    private double hops;

    Chain(Calibration.Fabric fabric) {
        this.fabric = fabric;
        this.latency = fabric.launchSeconds().value();
    }

    /** Hops over links, each busy for {@code seconds}, of which {@code waits} are waited for one after the other. */
    void near(int hops, int waits, double seconds) {
        add(hops, waits * fabric.scaleUpLatencySeconds().value(), seconds);
    }

    /** Hops over the network, each busy for {@code seconds}. */
    void far(int hops, double seconds) {
        add(hops, hops * fabric.scaleOutLatencySeconds().value(), seconds);
    }

    double seconds() {
        return latency + slowest + 2 * Math.sqrt(fabric.chunkSeconds().value() * hops);
    }

    private void add(int hops, double waited, double seconds) {
        latency += waited;
        slowest = Math.max(slowest, seconds);
        this.hops += hops * seconds;
    }
}
