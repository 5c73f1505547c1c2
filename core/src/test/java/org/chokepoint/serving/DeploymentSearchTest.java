package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.chokepoint.model.Storage;
import org.junit.jupiter.api.Test;

/** Deployments found under a level of service. */
class DeploymentSearchTest {
    private static final Load LOAD = new Load(4096, 1024, 0);

    private static FoundDeployments search(
            String model, String chip, int chips, Storage weights, Optional<Integer> tensor) {
        ServedModel served = ServedModels.of(model, chip, "vllm-0.8");
        Formats formats = Formats.of(
                weights, Storage.BF16, served.network(), served.machine().chip());
        Optional<Integer> open = Optional.empty();
        return DeploymentSearch.of(
                served,
                LOAD,
                chips,
                new DeploymentSearch.Space(formats, Speculation.NONE, 1, false, true, true, tensor, open, open, open));
    }

    @Test
    void d1_theBestKeepsTheLevelAndNoPointOfTheFrontThatDoesIsBetter() {
        ServiceLevel level = new ServiceLevel(2, 0.03);
        FoundDeployments found = search("llama-3.1-70b", "h200", 8, Storage.FP8, Optional.empty());
        ServingPoint best = found.kept(level).get(0);
        assertThat(level.kept(best.operation())).isTrue();
        assertThat(found.front())
                .filteredOn(point -> level.kept(point.operation()))
                .allMatch(point -> point.outputTokensPerSecond() <= best.outputTokensPerSecond());
    }

    @Test
    void d2_alongTheFrontUsersTradeWithChips() {
        FoundDeployments found = search("llama-3.1-8b", "h100", 4, Storage.FP8, Optional.empty());
        for (int i = 1; i < found.front().size(); i++) {
            ServingPoint slower = found.front().get(i - 1);
            ServingPoint faster = found.front().get(i);
            assertThat(faster.perUser()).isGreaterThanOrEqualTo(slower.perUser());
            assertThat(faster.outputTokensPerSecond()).isLessThan(slower.outputTokensPerSecond());
        }
    }

    @Test
    void d3_fixingAFieldIsNeverBetter() {
        ServiceLevel level = new ServiceLevel(2, 0.05);
        double open = search("llama-3.1-70b", "h200", 8, Storage.FP8, Optional.empty())
                .kept(level)
                .get(0)
                .outputTokensPerSecond();
        for (int tensor = 1; tensor <= 8; tensor *= 2) {
            Optional<ServingPoint> fixed =
                    search("llama-3.1-70b", "h200", 8, Storage.FP8, Optional.of(tensor)).kept(level).stream()
                            .findFirst();
            assertThat(fixed.map(ServingPoint::outputTokensPerSecond).orElse(0.0))
                    .isLessThanOrEqualTo(open);
        }
    }

    @Test
    void d4_whatDoesNotFitIsCounted() {
        FoundDeployments found = search("deepseek-v3", "h100", 8, Storage.FP8, Optional.empty());
        assertThat(found.points()).isEmpty();
        assertThat(found.ruledOut()).containsKey("the weights don't fit");
    }

    @Test
    void d5_whereNothingKeepsTheLevelTheNearestIsTold() {
        FoundDeployments found = search("llama-3.1-70b", "h200", 8, Storage.FP8, Optional.empty());
        assertThat(found.kept(new ServiceLevel(2, 0.001))).isEmpty();
        assertThat(found.least(Operation::tpotSeconds).orElseThrow().operation().tpotSeconds())
                .isGreaterThan(0.001);
    }
}
