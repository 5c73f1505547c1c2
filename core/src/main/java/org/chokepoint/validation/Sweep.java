package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layouts of one job, measured by one source: whether we put them in their order. Same source, model, chips, batch and sequence,
 * and at least five layouts.
 *
 * @param source key of the source
 * @param job model, chips, batch and sequence in words
 * @param layouts layouts measured
 * @param pairs pairs whose measured times are more than 5 % apart
 * @param concordance share of those that we put in the measured order; 1 if there are none
 * @param regret measured time of the layout that we find best over the best measured one, minus 1
 */
public record Sweep(String source, String job, int layouts, int pairs, double concordance, double regret) {
    private static final int LEAST = 5;
    private static final double APART = 1.05;

    /** The sweeps among rows, in order of the table. */
    static List<Sweep> of(List<Measured> rows) {
        Map<String, Map<String, Measured>> jobs = new LinkedHashMap<>();
        for (Measured each : rows) {
            if (each.scored() && each.row().said("global_batch_seqs").isPresent()) {
                jobs.computeIfAbsent(key(each), key -> new LinkedHashMap<>())
                        .putIfAbsent(each.outcome().group(), each);
            }
        }
        List<Sweep> sweeps = new ArrayList<>();
        for (Map.Entry<String, Map<String, Measured>> job : jobs.entrySet()) {
            if (job.getValue().size() >= LEAST) {
                sweeps.add(sweep(job.getKey(), new ArrayList<>(job.getValue().values())));
            }
        }
        return sweeps;
    }

    private static String key(Measured each) {
        String model = each.row().text("model");
        String layers = each.row().text("layers");
        return each.outcome().source() + "\t" + model + (layers.isEmpty() ? "" : " of " + layers + " layers") + ", "
                + each.row().text("heads") + " heads, on "
                + each.row().text("n_gpus") + " " + each.row().text("accelerator") + ", batch "
                + each.row().text("global_batch_seqs") + " × " + each.row().text("seq_len");
    }

    private static Sweep sweep(String key, List<Measured> layouts) {
        int pairs = 0;
        int right = 0;
        Measured found = layouts.get(0);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < layouts.size(); i++) {
            Measured one = layouts.get(i);
            found = one.seconds() < found.seconds() ? one : found;
            best = Math.min(best, one.measuredSeconds());
            for (int j = 0; j < i; j++) {
                Measured other = layouts.get(j);
                double ratio = one.measuredSeconds() / other.measuredSeconds();
                if (ratio > APART || ratio < 1 / APART) {
                    pairs++;
                    right += one.seconds() > other.seconds() == ratio > 1 ? 1 : 0;
                }
            }
        }
        String[] parts = key.split("\t", 2);
        double concordance = pairs == 0 ? 1 : (double) right / pairs;
        return new Sweep(parts[0], parts[1], layouts.size(), pairs, concordance, found.measuredSeconds() / best - 1);
    }
}
