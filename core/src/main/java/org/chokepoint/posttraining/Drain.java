package org.chokepoint.posttraining;

import java.util.Arrays;
import java.util.PriorityQueue;
import org.chokepoint.serving.IterationTime;

/** An instance that works off a queue of outputs: as many as it may have are under way, and each that ends makes room for the next. */
final class Drain {
    /** Change of what is under way over which an iteration's time is taken as constant. */
    private static final double ALIKE = 0.02;

    private final IterationTime time;
    private final double tokensPerIteration;
    private final double promptTokens;

    private double clock;
    private double begins;
    private int live;
    private double seconds;

    Drain(IterationTime time, double tokensPerIteration, double promptTokens) {
        this.time = time;
        this.tokensPerIteration = tokensPerIteration;
        this.promptTokens = promptTokens;
    }

    /** Seconds until the last of the outputs, given by lengths in the order in which they start, has ended. */
    double seconds(double[] lengths, int mostLive) {
        clock = 0;
        begins = 0;
        live = 0;
        seconds = 0;
        PriorityQueue<double[]> running = new PriorityQueue<>((one, other) -> Double.compare(one[0], other[0]));
        int next = 0;
        while (next < lengths.length || live > 0) {
            while (live < mostLive && next < lengths.length) {
                running.add(new double[] {clock + iterations(lengths[next]), clock});
                begins += clock;
                live++;
                next++;
            }
            // of many under way, a few that end one after another count as ending together
            int together = Math.max(1, (int) (ALIKE * live));
            double ends = 0;
            double begun = 0;
            for (int i = 0; i < together; i++) {
                double[] ended = running.poll();
                ends += ended[0];
                begun += ended[1];
            }
            advance(ends / together);
            begins -= begun;
            live -= together;
        }
        return seconds;
    }

    private double iterations(double tokens) {
        return Math.ceil(tokens / tokensPerIteration);
    }

    /** Iterations until a moment; the caches grow evenly, so those at the middle stand for all. */
    private void advance(double until) {
        double rest = until - clock;
        while (rest > 0) {
            double age = live * clock - begins;
            double step = Math.min(rest, Math.max(1, ALIKE * (age + live * (promptTokens + 1)) / live));
            double cached = live * promptTokens + tokensPerIteration * (age + live * step / 2);
            seconds += step * time.seconds(live, cached, 0, 0);
            clock += step;
            rest = until - clock;
        }
    }

    /** Lengths in an order in which every stretch has short and long ones; as they are where all start at once. */
    static double[] mixed(double[] sorted, int mostLive) {
        int n = sorted.length;
        if (n <= mostLive) {
            return sorted;
        }
        Integer[] places = new Integer[n];
        double[] keys = new double[n];
        double golden = (Math.sqrt(5) - 1) / 2;
        for (int i = 0; i < n; i++) {
            places[i] = i;
            keys[i] = (i * golden) % 1;
        }
        Arrays.sort(places, (one, other) -> Double.compare(keys[one], keys[other]));
        double[] order = new double[n];
        for (int i = 0; i < n; i++) {
            order[i] = sorted[places[i]];
        }
        return order;
    }
}
