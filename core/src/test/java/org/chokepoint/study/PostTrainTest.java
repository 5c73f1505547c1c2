package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.chokepoint.Checkout;
import org.chokepoint.evidence.Fault;
import org.junit.jupiter.api.Test;

/** Post-training runs as questions. */
final class PostTrainTest {
    private static final Optional<String> NONE = Optional.empty();

    private static PostTrainAnswer ask(String run, Optional<String> on, Optional<String> overlap) {
        return new Chokepoint(Checkout.catalog()).ask(new PostTrainQuestion(run, on, NONE, overlap), Progress.NONE);
    }

    @Test
    void whatR1AddsIsHeldAgainstWhatIsPublished() {
        PostTrainAnswer r1 = ask("r1", NONE, NONE);
        TrainAnswer.Comparison published = r1.published().orElseThrow();
        assertThat(published.rows())
                .extracting(TrainAnswer.Row::figure)
                .containsExactly(
                        "run.gpu_hours_productive",
                        "run.cost_usd",
                        "together.DeepSeek-R1-Zero",
                        "together.DeepSeek-R1",
                        "together.data for fine-tuning");
        for (TrainAnswer.Row row : published.rows()) {
            assertThat(row.relativeError()).isCloseTo(row.ours() / row.reported() - 1, within(1e-12));
            assertThat(AnswerTree.find(r1, row.figure()).orElseThrow().value()).contains(row.ours());
        }
        assertThat(published.rows().get(0).reported()).isEqualTo(147_000);
        assertThat(r1.headline().answer()).contains("147k", "80 % band");
        double zero = ask("r1-zero", NONE, NONE).run().gpuHoursProductive();
        assertThat(r1.together().get("DeepSeek-R1-Zero")).isCloseTo(zero, within(1e-6 * zero));
    }

    @Test
    void partsAndStagesAddUp() {
        PostTrainAnswer answer = ask("deepseek-r1", NONE, NONE);
        double hours = answer.run().gpuHoursProductive();
        assertThat(sum(answer.parts().values())).isCloseTo(hours, within(1e-9 * hours));
        assertThat(sum(answer.together().values())).isCloseTo(hours, within(1e-9 * hours));
        for (PostTrainAnswer.Stage stage : answer.stages()) {
            assertThat(sum(stage.parts().values())).isCloseTo(stage.gpuHours(), within(1e-9 * stage.gpuHours()));
        }
        assertThat(answer.run().gpuHoursProductiveLow()).isLessThan(hours);
        assertThat(answer.run().gpuHoursProductiveHigh()).isGreaterThan(hours);
        assertThat(answer.run().gpuHours()).isGreaterThan(hours);
        for (PostTrainAnswer.Range range : answer.ranges()) {
            assertThat(range.lowGpuHours()).isLessThanOrEqualTo(hours).isGreaterThanOrEqualTo(0);
            assertThat(range.highGpuHours()).isGreaterThanOrEqualTo(hours);
        }
    }

    private static double sum(Iterable<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    @Test
    void rolloutsBesideUpdatesHaveNoTail() {
        Optional<String> on = Optional.of("512xH200");
        PostTrainAnswer turns = ask("deepseek-r1-zero", on, NONE);
        PostTrainAnswer beside = ask("deepseek-r1-zero", on, Optional.of("asynchronous"));
        assertThat(turns.published()).isEmpty();
        assertThat(beside.run().gpuHoursProductive()).isLessThan(turns.run().gpuHoursProductive());
        assertThat(beside.parts().get("tail")).isZero();
        assertThat(turns.parts().get("waiting")).isZero();
        assertThat(beside.parts().get("waiting")).isPositive();
        assertThat(beside.machine().rolloutAccelerators()).isBetween(32, 480);
        assertThat(beside.evidence().command())
                .isEqualTo("./chokepoint train deepseek-r1-zero --on 512xH200 --overlap asynchronous");
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        assertThatThrownBy(() -> ask("deepseek-r1", NONE, Optional.of("asynchronous")))
                .isInstanceOf(Infeasible.class)
                .hasMessageContaining("GB on a chip")
                .hasMessageContaining("--on");
        assertThatThrownBy(() -> ask("deepseek-r1", Optional.of("100xH800"), NONE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("96");
        assertThatThrownBy(() -> ask("deepseek-r1", NONE, Optional.of("both")))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("synchronous and asynchronous");
        assertThatThrownBy(() -> ask("deepseek-r3", NONE, NONE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("deepseek-r1");
    }

    @Test
    void theHoursCanBeExplained() {
        PostTrainAnswer answer = ask("deepseek-r1-zero", NONE, NONE);
        assertThat(Explainer.explain(answer, "run.gpu_hours").inputs()).isNotEmpty();
        assertThat(Explainer.explain(answer, "stages[0].outputs").inputs()).isNotEmpty();
        assertThat(Explainer.explain(answer, "run.usd_per_gpu_hour").inputs()).isNotEmpty();
    }
}
