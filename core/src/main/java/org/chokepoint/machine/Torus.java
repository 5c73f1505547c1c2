package org.chokepoint.machine;

import java.util.List;

/**
 * A torus (TPU slices): a group laid along one dimension uses that dimension's two links of each chip; larger groups use
 * more dimensions.
 *
 * @param dimensions chips along each dimension
 */
public record Torus(List<Integer> dimensions) implements Topology {
    @Override
    public int domain() {
        return dimensions.stream().reduce(1, (a, b) -> a * b);
    }

    @Override
    public double usable(int size) {
        int covered = 1;
        int used = 0;
        for (int dimension : dimensions) {
            if (covered < size) {
                covered *= dimension;
                used++;
            }
        }
        return Math.max(1, used) / (double) dimensions.size();
    }
}
