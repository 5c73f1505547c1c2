package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which layers stand in which chunk, and which chunks on which rank. */
final class LayoutTest {
    /** Llama 3.1 8B has 32 layers. */
    private static Layout layout(String... words) {
        Map<String, String> strategy = new LinkedHashMap<>();
        for (String word : words) {
            strategy.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        Strategy s = Trial.strategy(strategy);
        Job job = new Job(Trial.network("llama-3.1-8b"), s.pipelineParallel(), 16 * s.pipelineParallel(), 4096);
        assertThat(StrategyCheck.problems(s, job, Trial.machine("dgx-h100"))).isEmpty();
        return Layout.of(s, job, Trial.machine("dgx-h100").cluster().scaleUp());
    }

    @Test
    void withoutACountEarlierChunksTakeWhatIsLeftOver() {
        assertThat(layout("pipeline_parallel=5").stageLayers()).containsExactly(7, 7, 6, 6, 6);
        Layout chunks = layout("pipeline_parallel=3", "virtual_stages=3", "schedule=interleaved");
        assertThat(chunks.chunkLayers()).containsExactly(4, 4, 4, 4, 4, 3, 3, 3, 3);
        assertThat(chunks.stageLayers()).containsExactly(11, 11, 10);
    }

    @Test
    void layersOfARankAreSpreadOverItsChunks() {
        Layout layout =
                layout("pipeline_parallel=4", "virtual_stages=2", "schedule=interleaved", "stage_layers=7,9,9,7");
        // the embedding's chunk and the head's have one fewer
        assertThat(layout.chunkLayers()).containsExactly(3, 5, 5, 4, 4, 4, 4, 3);
        assertThat(layout.stageLayers()).containsExactly(7, 9, 9, 7);
    }

    @Test
    void chunksMayBeListedAndEmpty() {
        Layout layout =
                layout("pipeline_parallel=2", "virtual_stages=2", "schedule=interleaved", "stage_layers=0,8,8,16");
        assertThat(layout.chunkLayers()).containsExactly(0, 8, 8, 16);
        assertThat(layout.stageLayers()).containsExactly(8, 24);
    }

    @Test
    void aVGoesDownTheRanksAndBackUp() {
        Layout layout = layout("pipeline_parallel=4", "schedule=dualpipe-v", "stage_layers=3,4,4,4,4,4,4,5");
        assertThat(layout.chunkLayers()).isEqualTo(List.of(3, 4, 4, 4, 4, 4, 4, 5));
        assertThat(layout.stageLayers()).containsExactly(8, 8, 8, 8);
    }

    @Test
    void everyLayerIsRunOnceWhateverTheSchedule() {
        for (String run : Trial.publishedRuns()) {
            Trial trial = Trial.published(run);
            Layout layout = Layout.of(
                    trial.strategy(), trial.job(), trial.machine().cluster().scaleUp());
            int layers = trial.job().network().layers();
            assertThat(layout.chunkLayers().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(layers);
            assertThat(layout.stageLayers().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(layers);
        }
    }
}
