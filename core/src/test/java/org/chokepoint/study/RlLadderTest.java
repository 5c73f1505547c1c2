package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.chokepoint.Checkout;
import org.chokepoint.evidence.Fault;
import org.junit.jupiter.api.Test;

/** Post-training on a row of chips. */
final class RlLadderTest {
    private static RlLadderAnswer ask(String run, String rungs, Optional<String> gpus) {
        return new Chokepoint(Checkout.catalog())
                .ask(new RlLadderQuestion(run, Optional.of(rungs), gpus), Progress.NONE);
    }

    @Test
    void rungsAreWhatTheRunTakesOnThem() {
        Optional<String> none = Optional.empty();
        RlLadderAnswer answer = ask("r1", "h20, h800,h100", none);
        List<RlLadderAnswer.Rung> rungs = answer.rungs();
        assertThat(rungs)
                .extracting(RlLadderAnswer.Rung::accelerator)
                .containsExactly("h20-96gb", "h800-sxm5-80gb", "h100-sxm5-80gb");
        PostTrainAnswer published = new Chokepoint(Checkout.catalog())
                .ask(new PostTrainQuestion("deepseek-r1", none, none, none), Progress.NONE);
        double hours = published.run().gpuHoursProductive();
        assertThat(rungs.get(1).gpuHours().orElseThrow()).isCloseTo(hours, within(1e-9 * hours));
        assertThat(answer.accelerators()).isEqualTo(published.machine().accelerators());
        assertThat(rungs.get(2).run()).hasValue(1);
        assertThat(rungs.get(2).rollouts()).hasValue(1);
        assertThat(rungs.get(2).equivalents()).hasValue(1);
        assertThat(rungs.get(0).run().orElseThrow())
                .isGreaterThan(rungs.get(1).run().orElseThrow());
        assertThat(rungs).allSatisfy(rung -> assertThat(rung.obstacle()).isEmpty());
    }

    @Test
    void aChipOnWhichTheRunDoesNotFitSaysWhy() {
        List<RlLadderAnswer.Rung> rungs =
                ask("deepseek-r1", "l40s,a100", Optional.empty()).rungs();
        assertThat(rungs.get(0).obstacle().orElseThrow()).contains("need", "L40S");
        assertThat(rungs.get(1).obstacle().orElseThrow()).contains("no fp8 rate");
        assertThat(rungs).allSatisfy(rung -> assertThat(rung.run()).isEmpty());
    }

    @Test
    void onlyPostTrainingRunsAreAsked() {
        assertThatThrownBy(() -> ask("deepseek-r11", "h20", Optional.empty()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("deepseek-r1");
    }
}
