package org.chokepoint.serving;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Seconds of iterations looked up on a grid and interpolated, linear in each coordinate. A node is computed when it is first needed,
 * and the same whoever needs it, so threads may share a grid ({@code RequestBenchmark}). Coordinates of decodes alone are their
 * number and the mean of what they hold; with prompts, all rows of the iteration, decodes, the mean of what these hold, and the
 * mean of keys that a prompt's token sees. A full token budget is always the same number of rows, so tiles of products are not
 * interpolated over where it counts.
 */
final class TimeGrid implements IterationTime {
    private static final GridAxis DECODES = new GridAxis(10, 1 << 16);
    private static final GridAxis HELD = new GridAxis(3, 1 << 20);
    private static final double HELD_UNIT = 16;

    private static final GridAxis ROWS = new GridAxis(5, 1 << 22);
    private static final GridAxis BESIDE = new GridAxis(4, 1 << 16);
    private static final GridAxis KEYS = new GridAxis(2, 1 << 14);
    private static final double KEYS_UNIT = 64;

    private final IterationTime time;
    private final AtomicLongArray decodes = new AtomicLongArray(DECODES.size() * HELD.size());
    private final AtomicReferenceArray<AtomicLongArray> mixed = new AtomicReferenceArray<>(ROWS.size() * BESIDE.size());

    private TimeGrid(IterationTime time) {
        this.time = time;
    }

    /** A grid over iterations; one that is a grid stays it. */
    static TimeGrid of(IterationTime time) {
        return time instanceof TimeGrid grid ? grid : new TimeGrid(time);
    }

    @Override
    public double seconds(int number, double cached, int promptTokens, double promptPairs) {
        double held = number == 0 ? 0 : Math.max(0, cached / number - 1);
        if (promptTokens == 0) {
            return decode(number, held / HELD_UNIT);
        }
        double keys = Math.max(0, promptPairs / promptTokens - 1);
        return mixed(number + promptTokens, number, held / KEYS_UNIT, keys / KEYS_UNIT);
    }

    private double decode(int number, double held) {
        int i = DECODES.below(number);
        int j = HELD.below(held);
        double way = HELD.way(j, held);
        double more = DECODES.way(i, number);
        double low = between(i, j, way);
        return more == 0 ? low : low + more * (between(i + 1, j, way) - low);
    }

    private double between(int i, int j, double way) {
        double low = decodeNode(i, j);
        return way == 0 ? low : low + way * (decodeNode(i, j + 1) - low);
    }

    private double decodeNode(int i, int j) {
        int place = i * HELD.size() + j;
        long bits = decodes.getOpaque(place);
        if (bits == 0) {
            double number = DECODES.node(i);
            double seconds = time.seconds((int) number, number * (1 + HELD_UNIT * HELD.node(j)), 0, 0);
            bits = Double.doubleToRawLongBits(seconds);
            decodes.setOpaque(place, bits);
        }
        return Double.longBitsToDouble(bits);
    }

    private double mixed(int rows, int number, double held, double keys) {
        int i = ROWS.below(rows);
        int j = BESIDE.below(number);
        int k = KEYS.below(held);
        int l = KEYS.below(keys);
        double beside = BESIDE.way(j, number);
        double holding = KEYS.way(k, held);
        double seeing = KEYS.way(l, keys);
        double more = ROWS.way(i, rows);
        double low = rows(i, j, k, l, beside, holding, seeing);
        return more == 0 ? low : low + more * (rows(i + 1, j, k, l, beside, holding, seeing) - low);
    }

    private double rows(int i, int j, int k, int l, double beside, double holding, double seeing) {
        double low = plane(i, j, k, l, holding, seeing);
        return beside == 0 ? low : low + beside * (plane(i, j + 1, k, l, holding, seeing) - low);
    }

    private double plane(int i, int j, int k, int l, double holding, double seeing) {
        int place = i * BESIDE.size() + j;
        AtomicLongArray plane = mixed.get(place);
        if (plane == null) {
            mixed.compareAndSet(place, null, new AtomicLongArray(KEYS.size() * KEYS.size()));
            plane = mixed.get(place);
        }
        double low = keys(plane, i, j, k, l, seeing);
        return holding == 0 ? low : low + holding * (keys(plane, i, j, k + 1, l, seeing) - low);
    }

    private double keys(AtomicLongArray plane, int i, int j, int k, int l, double seeing) {
        double low = mixedNode(plane, i, j, k, l);
        return seeing == 0 ? low : low + seeing * (mixedNode(plane, i, j, k, l + 1) - low);
    }

    /** Where more decode than there are rows, no prompt is beside them. */
    private double mixedNode(AtomicLongArray plane, int i, int j, int k, int l) {
        int place = k * KEYS.size() + l;
        long bits = plane.getOpaque(place);
        if (bits == 0) {
            double number = BESIDE.node(j);
            double prompt = Math.max(0, ROWS.node(i) - number);
            double cached = number * (1 + KEYS_UNIT * KEYS.node(k));
            double pairs = prompt * (1 + KEYS_UNIT * KEYS.node(l));
            bits = Double.doubleToRawLongBits(time.seconds((int) number, cached, (int) prompt, pairs));
            plane.setOpaque(place, bits);
        }
        return Double.longBitsToDouble(bits);
    }
}
