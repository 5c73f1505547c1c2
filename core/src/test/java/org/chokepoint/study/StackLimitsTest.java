package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.search.Axis;
import org.junit.jupiter.api.Test;

final class StackLimitsTest {
    private static List<SearchLimits> of(Emission stack, String... pairs) {
        Map<String, String> asked = new LinkedHashMap<>();
        Arrays.stream(pairs).map(pair -> pair.split("=", 2)).forEach(halves -> asked.put(halves[0], halves[1]));
        return StackLimits.of(stack, SearchLimits.of(asked), List.of(1, 2, 4));
    }

    private static List<Object> values(SearchLimits limits, Axis axis) {
        return limits.limits().values().get(axis);
    }

    @Test
    void aPipelineSumsOnceAStepAndFsdpAloneAfterEachMicroBatch() {
        List<SearchLimits> alternatives = of(Emission.TORCHTITAN);
        assertThat(alternatives).hasSize(2);
        assertThat(values(alternatives.get(0), Axis.PIPELINE_PARALLEL)).isEqualTo(List.of(1));
        assertThat(values(alternatives.get(0), Axis.ZERO_STAGE)).isEqualTo(List.of(2, 3));
        assertThat(values(alternatives.get(1), Axis.PIPELINE_PARALLEL)).isEqualTo(List.of(2, 4));
        assertThat(values(alternatives.get(1), Axis.ZERO_STAGE)).isEqualTo(List.of(1));
    }

    @Test
    void limitsOfTheUserStay() {
        List<SearchLimits> alternatives = of(Emission.TORCHTITAN, "pipeline_parallel=4", "recompute=layer");
        assertThat(alternatives).hasSize(1);
        assertThat(values(alternatives.get(0), Axis.RECOMPUTE)).isEqualTo(List.of(List.of("layer")));
        assertThat(values(of(Emission.MEGATRON, "schedule=1f1b,zb-h1").get(0), Axis.SCHEDULE))
                .hasSize(1);
    }

    @Test
    void whatNoStackRunsIsRefused() {
        assertThatThrownBy(() -> of(Emission.TORCHTITAN, "schedule=zb-h1"))
                .hasMessageStartingWith("--schedule: torchtitan runs none of these.");
        assertThatThrownBy(() -> of(Emission.MEGATRON, "schedule=dualpipe"))
                .hasMessageStartingWith("--schedule: megatron runs none of these.");
        assertThatThrownBy(() -> of(Emission.TORCHTITAN, "zero_stage=1", "pipeline_parallel=1"))
                .hasMessageStartingWith("--zero-stage: ");
    }
}
