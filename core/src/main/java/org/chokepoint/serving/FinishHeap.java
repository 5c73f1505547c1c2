package org.chokepoint.serving;

import java.util.Arrays;

/**
 * Sequences by the token clock at which they finish, soonest first ({@code RequestBenchmark}). Entries of sequences that were
 * preempted stay until they come up.
 */
final class FinishHeap {
    private long[] entries = new long[256];
    private int size;

    void add(int clock, int request) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        long entry = (long) clock << Integer.SIZE | request;
        int at = size++;
        while (at > 0 && entries[(at - 1) >>> 1] > entry) {
            entries[at] = entries[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        entries[at] = entry;
    }

    /** Whether the soonest finishes at a clock or before. */
    boolean due(int clock) {
        return size > 0 && entries[0] >>> Integer.SIZE <= clock;
    }

    int soonest() {
        return (int) entries[0];
    }

    int soonestClock() {
        return (int) (entries[0] >>> Integer.SIZE);
    }

    void removeSoonest() {
        long last = entries[--size];
        int at = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && entries[child + 1] < entries[child]) {
                child++;
            }
            if (entries[child] >= last) {
                break;
            }
            entries[at] = entries[child];
            at = child;
            child = 2 * at + 1;
        }
        entries[at] = last;
    }
}
