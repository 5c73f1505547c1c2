package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.chokepoint.Checkout;
import org.junit.jupiter.api.Test;

/** What cuts cost a model. */
final class ControlsDerateTest {
    private static ControlsDerateAnswer ask(String die, String rule, String model, String objective) {
        Optional<String> none = Optional.empty();
        return new Chokepoint(Checkout.catalog())
                .ask(
                        new ControlsDerateQuestion(
                                die,
                                Optional.of(rule),
                                Optional.of(model),
                                none,
                                none,
                                none,
                                Optional.of(objective),
                                none,
                                true),
                        Progress.NONE);
    }

    @Test
    void h20CostsFiveTimesTheTrainingAndTwiceTheDecodingOfH100() {
        ControlsDerateAnswer answer = ask("gh100", "us-2023-11-17", "deepseek-v3", "train");
        ControlsDerateAnswer.Cut h20 = answer.products().get(0);
        assertThat(h20.accelerator()).isEqualTo("h20-96gb");
        assertThat(h20.trainingTimes().orElseThrow()).isCloseTo(5.3, within(0.8));
        assertThat(h20.decodeTimes().orElseThrow()).isCloseTo(2.0, within(0.4));
        assertThat(answer.best().trainingTimes().orElseThrow())
                .isLessThanOrEqualTo(h20.trainingTimes().orElseThrow());
        assertThat(answer.notice()).contains("not legal advice");
    }

    @Test
    void decodingLosesLessThanTraining() {
        ControlsDerateAnswer answer = ask("gh100", "us-2023-11-17", "llama-3.1-8b", "decode");
        ControlsDerateAnswer.Cut h20 = answer.products().get(0);
        assertThat(h20.decodeTimes().orElseThrow())
                .isLessThan(h20.trainingTimes().orElseThrow() / 1.5);
    }

    @Test
    void objectivesMayChooseDifferentCuts() {
        ControlsDerateAnswer train = ask("gh100", "us-2025-04-09", "llama-3.1-8b", "train");
        ControlsDerateAnswer decode = ask("gh100", "us-2025-04-09", "llama-3.1-8b", "decode");
        assertThat(train.best().trainingTimes().orElseThrow())
                .isLessThanOrEqualTo(decode.best().trainingTimes().orElseThrow());
        assertThat(decode.best().decodeTimes().orElseThrow())
                .isLessThanOrEqualTo(train.best().decodeTimes().orElseThrow());
    }

    @Test
    void whereNoCutIsLegalTheNearestIsNamed() {
        assertThatThrownBy(() -> ask("gh100", "cn-2025-11-05", "llama-3.1-8b", "train"))
                .isInstanceOf(Infeasible.class)
                .hasMessageContaining("without a licence")
                .hasMessageContaining("Nearest: another --rule");
    }

    @Test
    void moreAreaBuysMoreComputeBelowTheLinesOfDensity() {
        List<ControlsDerateAnswer.Made> made =
                ask("gh100", "us-2023-11-17", "llama-3.1-8b", "train").newDies();
        assertThat(made.get(0).tpp()).hasValue(2399);
        ControlsDerateAnswer.Made largest = made.get(made.size() - 1);
        assertThat(largest.tpp().orElseThrow()).isCloseTo(1.6 * largest.squareMeters() * 1e6, within(1.0));
        assertThat(largest.extraUsd()).isPositive();
        for (int i = 1; i < made.size(); i++) {
            assertThat(made.get(i).tpp().orElseThrow())
                    .isGreaterThanOrEqualTo(made.get(i - 1).tpp().orElseThrow());
            assertThat(made.get(i).extraUsd()).isPositive();
        }
    }
}
