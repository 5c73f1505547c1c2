package org.chokepoint.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Points of which none is at least as good as another in every respect and better in one; smaller is better. */
public final class ParetoFront {
    private ParetoFront() {}

    /**
     * The front of some points, in their order; of equal points the first.
     *
     * @param respects what a point measures, in the same order for all
     */
    public static <P> List<P> of(List<P> points, Function<P, double[]> respects) {
        List<P> front = new ArrayList<>();
        List<double[]> measured = points.stream().map(respects).toList();
        for (int i = 0; i < points.size(); i++) {
            boolean beaten = false;
            for (int j = 0; j < points.size() && !beaten; j++) {
                beaten = j != i && beats(measured.get(j), measured.get(i), j < i);
            }
            if (!beaten) {
                front.add(points.get(i));
            }
        }
        return front;
    }

    private static boolean beats(double[] a, double[] b, boolean first) {
        boolean better = first;
        for (int k = 0; k < a.length; k++) {
            if (!(a[k] <= b[k])) {
                return false;
            }
            better |= a[k] < b[k];
        }
        return better;
    }
}
