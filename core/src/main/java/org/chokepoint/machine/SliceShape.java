package org.chokepoint.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of the slice that a job gets in a torus: the most compact box, of whole rings where there is one. That gives the
 * shapes that Google lists for TPU v4 and v5p (4×4×8 for 128 chips, 8×8×16 for 1,024) and for v5e and v6e (8×16 for 128).
 */
final class SliceShape {
    private SliceShape() {}

    /** Dimensions of a box of {@code chips}, smallest first; empty if none fits. */
    static List<Integer> of(int chips, List<Integer> most, int wrap) {
        List<Integer> limits = new ArrayList<>(most);
        limits.sort(null);
        List<Integer> whole = compact(chips, limits, limits.size() - 1, chips, wrap);
        return whole.isEmpty() ? compact(chips, limits, limits.size() - 1, chips, 1) : whole;
    }

    /** Boxes whose largest side, then the next, is as small as can be; sides are multiples of {@code unit}. */
    private static List<Integer> compact(int chips, List<Integer> limits, int side, int longest, int unit) {
        int limit = Math.min(limits.get(side), longest);
        if (side == 0) {
            return chips <= limit && chips % unit == 0 ? List.of(chips) : List.of();
        }
        for (int length = unit; length <= limit; length += unit) {
            if (chips % length == 0) {
                List<Integer> rest = compact(chips / length, limits, side - 1, length, unit);
                if (!rest.isEmpty()) {
                    List<Integer> box = new ArrayList<>(rest);
                    box.add(length);
                    return box;
                }
            }
        }
        return List.of();
    }
}
