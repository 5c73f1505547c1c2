package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.catalog.Csv;

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

    /** What layouts of a sweep have in common. */
    private record Common(String source, String job) {
        static Common of(Measured each) {
            Csv.Row row = each.row();
            String layers =
                    row.said("layers").map(count -> " of " + count + " layers").orElse("");
            return new Common(
                    each.outcome().source(),
                    row.text("model") + layers + ", " + row.text("heads") + " heads, on " + row.text("n_gpus") + " "
                            + row.text("accelerator") + ", batch " + row.text("global_batch_seqs") + " × "
                            + row.text("seq_len"));
        }
    }

    /** The sweeps among rows, in order of the table. */
    static List<Sweep> of(List<Measured> rows) {
        Map<Common, Map<String, Measured>> jobs = new LinkedHashMap<>();
        for (Measured each : rows) {
            if (each.scored() && each.row().said("global_batch_seqs").isPresent()) {
                jobs.computeIfAbsent(Common.of(each), common -> new LinkedHashMap<>())
                        .putIfAbsent(each.outcome().group(), each);
            }
        }
        List<Sweep> sweeps = new ArrayList<>();
        jobs.forEach((common, layouts) -> {
            if (layouts.size() >= LEAST) {
                sweeps.add(sweep(common, new ArrayList<>(layouts.values())));
            }
        });
        return sweeps;
    }

    private static Sweep sweep(Common common, List<Measured> layouts) {
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
        double concordance = pairs == 0 ? 1 : (double) right / pairs;
        return new Sweep(
                common.source(), common.job(), layouts.size(), pairs, concordance, found.measuredSeconds() / best - 1);
    }
}
