package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chokepoint.DocBlock;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;

/** The estimate in closed form against the executed timeline, over random valid strategies of all networks and clusters. */
final class EstimateTest {
    private static final int CASES = 1000;

    /** How far an estimate lies off. */
    private record Off(String schedule, double error, Trial trial) {
        double size() {
            return Math.abs(error);
        }
    }

    @Test
    void estimatesComeCloseToTheTimeline() {
        List<Off> all = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("estimate", i);
            StepCost estimate =
                    new ClosedForm(trial.job().network(), trial.machine(), 1.2).step(trial.job(), trial.strategy());
            StepCost executed =
                    new ExecutedStep(trial.job().network(), trial.machine(), 1.2).step(trial.job(), trial.strategy());
            double sum = 0;
            for (double seconds : executed.byCause()) {
                sum += seconds;
            }
            assertThat(sum).as("case " + i).isCloseTo(executed.seconds(), within(1e-9 * executed.seconds()));
            boolean pairs =
                    trial.strategy().expertOverlap() && executed.schedule().pairs(trial.strategy());
            String schedule = executed.schedule().word() + (pairs ? ", pairs" : "");
            boolean single = trial.strategy().pipelineParallel() == 1;
            String zero = single ? "one stage, ZeRO " + trial.strategy().zeroStage() : schedule;
            all.add(new Off(zero, StrictMath.log(estimate.seconds() / executed.seconds()), trial));
        }
        all.sort(Comparator.comparingDouble(Off::size));
        DocBlock.check("docs/model/timeline.md", "estimates", table(all));
        assertThat(all.get(CASES / 2).size()).as("median").isLessThanOrEqualTo(0.03);
        assertThat(all.get(CASES * 95 / 100).size()).as("95th percentile").isLessThanOrEqualTo(0.10);
    }

    private static String table(List<Off> all) {
        Map<String, List<Off>> groups = new TreeMap<>();
        all.forEach(off ->
                groups.computeIfAbsent(off.schedule, key -> new ArrayList<>()).add(off));
        StringBuilder out = new StringBuilder("| layouts | cases | median | 95th percentile | worst |\n");
        out.append("| --- | ---: | ---: | ---: | ---: |\n");
        groups.forEach((name, group) -> row(out, name, group));
        row(out, "all", all);
        Off worst = all.get(all.size() - 1);
        Strategy s = worst.trial.strategy();
        return out.append("\nThe worst: ")
                .append(worst.trial.job().network().id())
                .append(" on ")
                .append(worst.trial.machine().cluster().id())
                .append(", ")
                .append(worst.schedule)
                .append(" on ")
                .append(s.pipelineParallel())
                .append(" stages.\n")
                .toString();
    }

    private static void row(StringBuilder out, String name, List<Off> sorted) {
        out.append("| ").append(name).append(" | ").append(sorted.size());
        for (int index : List.of(sorted.size() / 2, sorted.size() * 95 / 100, sorted.size() - 1)) {
            out.append(" | ").append(Figure.percent(Math.rint(sorted.get(index).size() * 1e4) / 1e4, 3));
        }
        out.append(" |\n");
    }
}
