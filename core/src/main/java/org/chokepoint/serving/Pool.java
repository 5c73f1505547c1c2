package org.chokepoint.serving;

/**
 * Equal instances of an engine.
 *
 * @param time seconds of an iteration of an instance; asked by as many threads as a run has
 * @param scheduler how an instance batches
 * @param instances number
 * @param dispatch which of them gets a request
 */
public record Pool(IterationTime time, Scheduler scheduler, int instances, Dispatch dispatch) {
    public Pool {
        if (instances < 1) {
            throw new IllegalArgumentException("a pool has an instance at least");
        }
    }

    /** The same with other instances. */
    public Pool with(int number) {
        return new Pool(time, scheduler, number, dispatch);
    }

    /** The same with iterations timed otherwise. */
    Pool with(IterationTime other) {
        return new Pool(other, scheduler, instances, dispatch);
    }
}
