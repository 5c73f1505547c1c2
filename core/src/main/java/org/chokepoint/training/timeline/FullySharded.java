package org.chokepoint.training.timeline;

/**
 * A turn whose parameters are sharded (FSDP, ZeRO-3): units are gathered one ahead of compute, once more for the backward, and
 * gradients are scattered behind it, all on one communication stream (Zhao et al. 2023, "PyTorch FSDP", sections 3.3 and 4).
 * The unit at which a backward begins is still there from the forward. Where either doesn't run beside compute, compute waits for
 * it.
 */
final class FullySharded {
    private final int rank;
    private final int chunk;
    private final Recorder recorder;

    FullySharded(int rank, int chunk, Recorder recorder) {
        this.rank = rank;
        this.chunk = chunk;
        this.recorder = recorder;
    }

    /**
     * End of a turn's compute, with communication beside it.
     *
     * @param start when compute may begin
     * @param units equal units of the turn, in the order in which they run
     * @param compute seconds of compute of all units
     * @param gather seconds of gathering all units
     * @param reduce seconds of reducing the gradients of all units; 0 in a forward
     * @param held whether the first unit need not be gathered
     * @param stream when each rank's communication stream is free; updated for this rank
     */
    double beside(
            double start, int units, double compute, double gather, double reduce, boolean held, double[] stream) {
        double each = compute / units;
        double in = gather / units;
        double out = reduce / units;
        double free = stream[rank];
        double ready = start;
        if (in > 0 && !held) {
            free = gathered(0, Math.max(free, start), in);
            ready = free;
        }
        double end = start;
        for (int unit = 0; unit < units; unit++) {
            double begin = Math.max(end, ready);
            if (in > 0 && unit + 1 < units) {
                // the next unit is asked for as this one begins
                free = gathered(unit + 1, Math.max(free, begin), in);
                ready = free;
            }
            end = begin + each;
            if (out > 0) {
                free = reduced(unit, Math.max(free, end), out);
            }
        }
        stream[rank] = free;
        return end;
    }

    /** End of gathering a unit, or −1 for all. */
    double gathered(int unit, double start, double seconds) {
        recorder.gather(rank, chunk, unit, start, start + seconds);
        return start + seconds;
    }

    /** End of reducing a unit's gradients, or with −1 those of all. */
    double reduced(int unit, double start, double seconds) {
        recorder.reduce(rank, chunk, unit, start, start + seconds);
        return start + seconds;
    }
}
