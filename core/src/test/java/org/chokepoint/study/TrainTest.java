package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.training.RunPreset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published runs, asked from the real catalog. */
final class TrainTest {
    private static final Catalog CATALOG = Checkout.catalog();

    static List<String> runs() {
        return CATALOG.all(RunPreset.KIND).stream().map(e -> e.id()).toList();
    }

    private static TrainAnswer ask(TrainQuestion question) {
        return new Chokepoint(CATALOG).ask(question, Progress.NONE);
    }

    static TrainQuestion question(String model, String on, String tokens, Map<String, String> strategy) {
        Optional<String> none = Optional.empty();
        return TrainQuestion.of(model, Optional.of(on), Optional.of(tokens), none, none, none, strategy, none, none);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void partsAddUp(String run) {
        TrainAnswer answer = ask(TrainQuestion.of(run));
        close(sum(answer.step().breakdown()), answer.step().seconds());
        close(sum(answer.memory().breakdown()), answer.memory().peakAllocatedBytes());
        assertThat(answer.memory().peakReservedBytes())
                .isGreaterThanOrEqualTo(answer.memory().peakAllocatedBytes());
        assertThat(answer.memory().peakDeviceBytes())
                .isGreaterThanOrEqualTo(answer.memory().peakReservedBytes());
        assertThat(answer.memory().fits()).isTrue();
        answer.step()
                .breakdown()
                .forEach((cause, seconds) -> assertThat(seconds).as(cause).isNotNegative());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void phasesAddUpToTheRun(String run) {
        TrainAnswer answer = ask(TrainQuestion.of(run));
        double hours = 0;
        double tokens = 0;
        double steps = 0;
        for (TrainAnswer.Phase phase : answer.run().phases()) {
            if (!phase.beside()) {
                hours += phase.gpuHoursProductive().orElseThrow();
                tokens += phase.tokens();
                steps += phase.steps();
            }
        }
        close(hours, answer.run().gpuHoursProductive());
        close(tokens, answer.run().tokens());
        close(steps, answer.run().steps());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theRunIsLongerThanItsProductivePart(String run) {
        TrainAnswer.Run answer = ask(TrainQuestion.of(run)).run();
        assertThat(answer.gpuHours()).isGreaterThan(answer.gpuHoursProductive());
        close(
                answer.gpuHours(),
                answer.gpuHoursProductive() * (1 + answer.failures().overheadShare()));
        assertThat(answer.gpuHoursProductive())
                .isBetween(answer.gpuHoursProductiveLow(), answer.gpuHoursProductiveHigh());
        assertThat(answer.gpuHoursProductiveLow()).isLessThan(answer.gpuHoursProductiveHigh());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void utilisationIsAShare(String run) {
        TrainStep step = ask(TrainQuestion.of(run)).step();
        assertThat(step.mfuCausalBf16peak()).isBetween(0.05, 1.0);
        assertThat(step.mfuFullAttentionBf16peak()).isGreaterThanOrEqualTo(step.mfuCausalBf16peak());
        assertThat(step.hfuCausalBf16peak()).isGreaterThanOrEqualTo(step.mfuCausalBf16peak() * (1 - 1e-9));
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        for (String run : runs()) {
            assertThat(ask(TrainQuestion.of(run))).isEqualTo(ask(TrainQuestion.of(run)));
        }
    }

    @Test
    void theAnswerSaysWhatItRestsOn() {
        TrainAnswer answer = ask(TrainQuestion.of("deepseek-v3"));
        assertThat(answer.headline().answer()).endsWith(".");
        assertThat(answer.headline().flips()).endsWith(".");
        assertThat(answer.published().orElseThrow().rows()).isNotEmpty();
        assertThat(answer.machine().accelerators()).isEqualTo(2048);
        assertThat(answer.run().tokens()).isEqualTo(14.8e12);
        assertThat(answer.run().phases())
                .anySatisfy(phase -> assertThat(phase.beside()).isTrue());
    }

    @Test
    void moreTokensTakeProportionallyLonger() {
        TrainAnswer one = ask(question("llama-3.1-8b", "64xH100", "1T", Map.of("zero_stage", "3")));
        TrainAnswer two = ask(question("llama-3.1-8b", "64xH100", "2T", Map.of("zero_stage", "3")));
        close(two.run().gpuHoursProductive(), 2 * one.run().gpuHoursProductive());
        close(two.step().seconds(), one.step().seconds());
    }

    private static double sum(Map<String, Double> parts) {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }
}
