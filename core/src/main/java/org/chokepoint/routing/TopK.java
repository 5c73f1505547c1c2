package org.chokepoint.routing;

/** The highest of some scores. */
final class TopK {
    private TopK() {}

    /**
     * Writes the places of the highest scores, highest first; of equal ones the earlier.
     *
     * @param picks as many places as it holds; there are at least so many scores
     * @return sum of their scores
     */
    static double select(double[] scores, int[] picks) {
        add(scores, 0, scores.length, picks, 0);
        double sum = 0;
        for (int i : picks) {
            sum += scores[i];
        }
        return sum;
    }

    /**
     * Adds a range to what was selected before.
     *
     * @param from first place looked at
     * @param to the one behind the last
     * @param held picks so far
     * @return picks then
     */
    static int add(double[] scores, int from, int to, int[] picks, int held) {
        int most = picks.length;
        int now = held;
        double least = now == most ? scores[picks[now - 1]] : Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double score = scores[i];
            if (score > least || now < most) {
                int at = now == most ? now - 1 : now++;
                while (at > 0 && scores[picks[at - 1]] < score) {
                    picks[at] = picks[at - 1];
                    at--;
                }
                picks[at] = i;
                least = now == most ? scores[picks[now - 1]] : Double.NEGATIVE_INFINITY;
            }
        }
        return now;
    }
}
