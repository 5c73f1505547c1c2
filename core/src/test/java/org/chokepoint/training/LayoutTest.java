package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chokepoint.machine.Group;
import org.junit.jupiter.api.Test;

/** Which layers stand in which chunk, and which chunks on which rank. */
final class LayoutTest {
    /** Llama 3.1 8B has 32 layers. */
    private static Layout layout(String... words) {
        Strategy s = Trial.strategy(words);
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

    private static Layout mixtral(String placement) {
        Map<String, String> words = Map.of(
                "tensor_parallel", "8", "pipeline_parallel", "4", "expert_parallel", "8", "stage_placement", placement);
        Job job = new Job(Trial.network("mixtral-8x7b"), 32, 64, 4096);
        return Layout.of(
                Trial.strategy(words), job, Trial.machine("dgx-h100").cluster().scaleUp());
    }

    @Test
    void expertsWithinATensorParallelBlockStayThereWhereverStagesStand() {
        Layout inside = mixtral("pipeline-inside");
        assertThat(inside.expert().domains()).isEqualTo(1);
        assertThat(inside.expert()).isEqualTo(mixtral("data-inside").expert());
    }

    /** Ranks numbered one by one, and the members of the first group that stand in the first domain counted. */
    @Test
    void groupsStandWhereTheirRanksAreNumbered() {
        int runs = 0;
        for (int i = 0; i < 500; i++) {
            Trial trial = Trial.draw("places", i);
            Strategy s = trial.strategy();
            int block = s.tensorParallel() * s.contextParallel();
            int experts = s.expertParallel() * s.expertTensorParallel();
            if (block % experts != 0 && experts % block != 0) {
                continue;
            }
            Layout layout = Layout.of(s, trial.job(), trial.machine().cluster().scaleUp());
            boolean inside = s.stagePlacement() == StagePlacement.PIPELINE_INSIDE;
            int between = inside ? s.pipelineParallel() : 1;
            int domain = layout.tensor().domain().domain();
            counted(layout.tensor(), 1, block, between, domain);
            counted(layout.context(), s.tensorParallel(), block, between, domain);
            counted(layout.data(), s.tensorParallel(), block, between, domain);
            if (block % s.expertTensorParallel() == 0 || s.expertTensorParallel() % block == 0) {
                counted(layout.expertTensor(), 1, block, between, domain);
                counted(layout.expert(), s.expertTensorParallel(), block, between, domain);
                counted(layout.expertData(), experts, block, between, domain);
            }
            runs += layout.data().run() < layout.data().size() ? 1 : 0;
        }
        assertThat(runs).as("groups in runs").isGreaterThan(20);
    }

    private static void counted(Group group, int stride, int block, int between, int domain) {
        if (group.stride() <= domain && domain % group.stride() != 0) {
            // groups of a kind begin at different places of a domain: fewer than the first has lie together on average
            return;
        }
        int near = 0;
        for (int member = 0; member < group.size(); member++) {
            int ofStage = member * stride;
            int rank = ofStage / block * block * between + ofStage % block;
            near += rank < domain ? 1 : 0;
        }
        assertThat(group.perDomain()).as("%s", group).isEqualTo(Math.max(1, near));
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
