package org.chokepoint.training.timeline;

import java.util.Arrays;

/**
 * The static order in which each rank's compute stream takes its turns. Turns of all ranks stand in one row; those of rank r
 * are {@code from[r]} (inclusive) to {@code from[r + 1]} (exclusive).
 *
 * @param placement where chunks stand
 * @param from first turn of each rank, and the number of all turns
 * @param turn {@link Turn} by ordinal
 * @param forward place and micro-batch that go forward, as place × micro-batches + micro-batch; −1 if none
 * @param backward the same for what goes backward
 */
public record Order(Placement placement, int[] from, byte[] turn, int[] forward, int[] backward) {
    /** Turns of all ranks. */
    public int turns() {
        return turn.length;
    }

    /** What happens at a turn. */
    public Turn turn(int index) {
        return Turn.of(turn[index]);
    }

    /** Micro-batch of an entry of {@code forward} or {@code backward}. */
    public int microBatch(int entry) {
        return entry % placement.microBatches();
    }

    /** Place of an entry of {@code forward} or {@code backward}. */
    public int place(int entry) {
        return entry / placement.microBatches();
    }

    /** Collects the turns of one rank after the other. */
    static final class Turns {
        private final Placement placement;
        private final int[] from;
        private byte[] turn = new byte[256];
        private int[] forward = new int[256];
        private int[] backward = new int[256];
        private int count;
        private int rank;

        Turns(Placement placement) {
            this.placement = placement;
            this.from = new int[placement.ranks() + 1];
        }

        /** Ends a rank's turns. */
        void endRank() {
            rank++;
            from[rank] = count;
        }

        void forward(int place, int microBatch) {
            add(Turn.FORWARD, placement.at(place, microBatch), -1);
        }

        void backward(int place, int microBatch) {
            add(Turn.BACKWARD, -1, placement.at(place, microBatch));
        }

        void inputGradient(int place, int microBatch) {
            add(Turn.INPUT_GRADIENT, -1, placement.at(place, microBatch));
        }

        void weightGradient(int place, int microBatch) {
            add(Turn.WEIGHT_GRADIENT, -1, placement.at(place, microBatch));
        }

        void pair(int forwardPlace, int forwardMicroBatch, int backwardPlace, int backwardMicroBatch) {
            int there = placement.at(forwardPlace, forwardMicroBatch);
            add(Turn.PAIR, there, placement.at(backwardPlace, backwardMicroBatch));
        }

        private void add(Turn what, int there, int back) {
            if (count == turn.length) {
                turn = Arrays.copyOf(turn, 2 * count);
                forward = Arrays.copyOf(forward, 2 * count);
                backward = Arrays.copyOf(backward, 2 * count);
            }
            turn[count] = (byte) what.ordinal();
            forward[count] = there;
            backward[count] = back;
            count++;
        }

        Order order() {
            return new Order(
                    placement,
                    from,
                    Arrays.copyOf(turn, count),
                    Arrays.copyOf(forward, count),
                    Arrays.copyOf(backward, count));
        }
    }
}
