package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.training.Schedule;
import org.junit.jupiter.api.Test;

/** Answers are read by the paths of their JSON. */
final class AnswerTreeTest {
    private record Inner(double stepSeconds, OptionalDouble gpuHours) {}

    private record Outer(String name, List<Inner> phases, Map<String, Double> breakdown, Schedule schedule) {}

    private static Outer answer() {
        Map<String, Double> breakdown = new LinkedHashMap<>();
        breakdown.put("weights", 2.0);
        breakdown.put("gradients", 1.0);
        List<Inner> phases = List.of(new Inner(1.5, OptionalDouble.of(7)), new Inner(2.5, OptionalDouble.empty()));
        return new Outer("run", phases, Collections.unmodifiableMap(breakdown), Schedule.ONE_F_ONE_B);
    }

    @Test
    void leavesStandInOrderUnderTheirPaths() {
        assertThat(AnswerTree.leaves(answer()))
                .extracting(AnswerTree.Node::path)
                .containsExactly(
                        "name",
                        "phases[0].step_seconds",
                        "phases[0].gpu_hours",
                        "phases[1].step_seconds",
                        "phases[1].gpu_hours",
                        "breakdown.weights",
                        "breakdown.gradients",
                        "schedule");
    }

    @Test
    void pathsLeadToValues() {
        assertThat(value("phases[1].step_seconds")).contains(2.5);
        assertThat(value("phases[0].gpu_hours")).contains(7.0);
        assertThat(value("phases[1].gpu_hours")).isEmpty();
        assertThat(value("breakdown.gradients")).contains(1.0);
        assertThat(AnswerTree.find(answer(), "phases[2].step_seconds")).isEmpty();
        assertThat(AnswerTree.find(answer(), "phases[0")).isEmpty();
        assertThat(AnswerTree.find(answer(), "nam")).isEmpty();
    }

    private static Optional<Object> value(String path) {
        return AnswerTree.find(answer(), path).orElseThrow().value();
    }

    @Test
    void constantsHaveTheWordOfFiles() {
        assertThat(AnswerTree.word(Schedule.ONE_F_ONE_B)).isEqualTo("1f1b");
    }

    @Test
    void numbersAreReadWithTheUnitOfTheirName() {
        assertThat(Readout.of("step_seconds", 19.94)).isEqualTo("19.9 s");
        assertThat(Readout.of("capacity_bytes", 80e9)).endsWith(" GB");
        assertThat(Readout.of("cost_usd", 5.576e6)).isEqualTo("$5.58M");
        assertThat(Readout.of("gpu_hours_productive", 2.664e6)).isEqualTo("2.66M GPU-hours");
        assertThat(Readout.of("mfu_causal_bf16peak", 0.4312)).isEqualTo("43.1 %");
        assertThat(Readout.of("bf16_peak_flops_per_second", 989.5e12)).isEqualTo("990 TFLOP/s");
        assertThat(Readout.of("usd_per_gpu_hour", 2.25)).isEqualTo("$2.25");
        assertThat(Readout.of("micro_batches", 8192)).isEqualTo("8192");
    }
}
