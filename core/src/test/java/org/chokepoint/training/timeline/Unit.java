package org.chokepoint.training.timeline;

import java.util.Arrays;

/** Times for tests: even chunks without sends, host or data-parallel communication, to be changed one by one. */
final class Unit {
    private Unit() {}

    /** Chunks that all take the same; a pair takes as long as its forward and its backward. */
    static Times even(Placement placement, double forward, double inputGradient, double weightGradient) {
        int chunks = placement.chunks();
        double[] none = new double[chunks];
        return new Times(
                filled(chunks, forward),
                filled(chunks, inputGradient),
                filled(chunks, weightGradient),
                filled(chunks * chunks, forward + inputGradient + weightGradient),
                filled(chunks * chunks, forward + inputGradient + weightGradient),
                none,
                none,
                none,
                new double[placement.places()],
                false,
                noData(placement));
    }

    static Times.Data noData(Placement placement) {
        int[] units = new int[placement.chunks()];
        Arrays.fill(units, 1);
        double[] chunks = new double[placement.chunks()];
        double[] ranks = new double[placement.ranks()];
        return new Times.Data(units, chunks, chunks, false, false, true, true, 0, ranks, 0, 0);
    }

    static double[] filled(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }
}
