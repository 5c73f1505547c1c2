package org.chokepoint.training;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.machine.Group;
import org.chokepoint.machine.Topology;

/**
 * What follows from a strategy and a number of chips: data-parallel sizes, micro-batches, layers of each stage, and where
 * the ranks of each group stand.
 *
 * @param dataParallel replicas of the dense part
 * @param expertDataParallel replicas of each expert
 * @param microBatches micro-batches of a step on one data-parallel rank
 * @param chunkLayers layers of each chunk in order of the model; a rank holds one, or several
 * @param stageLayers layers of each pipeline rank
 * @param tensor tensor-parallel group
 * @param context context-parallel group
 * @param expert expert-parallel group
 * @param expertTensor expert-tensor-parallel group
 * @param data ranks that reduce dense gradients (data times context parallel)
 * @param expertData ranks that reduce expert gradients
 * @param pipeline ranks of one replica's stages
 */
public record Layout(
        int dataParallel,
        int expertDataParallel,
        int microBatches,
        List<Integer> chunkLayers,
        List<Integer> stageLayers,
        Group tensor,
        Group context,
        Group expert,
        Group expertTensor,
        Group data,
        Group expertData,
        Group pipeline) {

    /**
     * Lays a checked strategy out.
     *
     * @param scaleUp how the chips of a domain are joined
     */
    static Layout of(Strategy s, Job job, Topology scaleUp) {
        Topology domain = scaleUp.fitted(job.accelerators());
        int dp = job.accelerators() / (s.tensorParallel() * s.pipelineParallel() * s.contextParallel());
        int expertRanks = s.expertParallel() * s.expertTensorParallel();
        int dense = s.tensorParallel() * s.contextParallel() * dp;
        int expertData = Math.max(1, dense / expertRanks);
        int microBatches = job.globalBatch() / (dp * s.microBatch());
        int block = s.tensorParallel() * s.contextParallel();
        boolean pipelineInside = s.stagePlacement() == StagePlacement.PIPELINE_INSIDE;
        int between = pipelineInside ? s.pipelineParallel() : 1;
        List<Integer> chunkLayers = chunkLayers(s, job.network().layers());
        return new Layout(
                dp,
                expertData,
                microBatches,
                chunkLayers,
                s.schedule().chunks(s) == 1 ? chunkLayers : stageLayers(s, chunkLayers),
                ofStage(s.tensorParallel(), 1, block, between, domain),
                ofStage(s.contextParallel(), s.tensorParallel(), block, between, domain),
                ofStage(s.expertParallel(), s.expertTensorParallel(), block, between, domain),
                ofStage(s.expertTensorParallel(), 1, block, between, domain),
                ofStage(dp * s.contextParallel(), s.tensorParallel(), block, between, domain),
                ofStage(expertData, expertRanks, block, between, domain),
                new Group(s.pipelineParallel(), pipelineInside ? block : dense, domain));
    }

    /**
     * A group of ranks of one stage. These come in blocks of tensor times context parallel ranks, between which those of other
     * stages may stand.
     *
     * @param stride ranks of the stage from one member to the next
     * @param between stages that lie side by side
     */
    private static Group ofStage(int size, int stride, int block, int between, Topology domain) {
        return between == 1 || stride >= block
                ? new Group(size, stride * between, domain)
                : new Group(size, stride, block / stride, block * between, domain);
    }

    /** Whether two pipeline ranks share a scale-up domain. */
    boolean near(int stage, int other) {
        int domain = pipeline.domain().domain();
        return (long) stage * pipeline.stride() / domain == (long) other * pipeline.stride() / domain;
    }

    /** The first and the last rank of a pipeline of several, which hold a tied embedding both. */
    Group ends() {
        return new Group(2, apart(0, pipeline.size() - 1), pipeline.domain());
    }

    /** Chips between two stages: so many that a domain holds both, or not, as it does where they stand. */
    private int apart(int stage, int other) {
        int chips = Math.abs(other - stage) * pipeline.stride();
        int domain = pipeline.domain().domain();
        return near(stage, other) ? Math.min(chips, domain / 2) : Math.max(chips, domain);
    }

    /**
     * A group of ranks of a stage together with those of the mirrored stage, which hold the same in DualPipe.
     *
     * @param own ranks of the stage alone, {@link #data} or {@link #expertData}
     */
    Group mirrored(Group own, int stage) {
        int mirror = pipeline.size() - 1 - stage;
        int apart = apart(stage, mirror);
        int size = 2 * own.size();
        int domain = own.domain().domain();
        if (own.run() == own.size() && own.size() * own.stride() <= Math.abs(mirror - stage) * pipeline.stride()) {
            return new Group(size, own.stride(), own.size(), Math.max(apart, own.size() * own.stride()), own.domain());
        }
        // stages lie inside: both have a run between the begin of one block of the stage and the next
        int run = own.run() == own.size() ? 1 : own.run();
        int period = run == 1 ? own.stride() : own.apart();
        return new Group(
                size,
                own.stride(),
                run,
                period <= domain ? period / 2 : Math.max(apart, run * own.stride()),
                own.domain());
    }

    /** Chunk that a rank holds in a round: round the ranks, or down and back up. */
    static int chunk(Strategy s, int rank, int round) {
        int ranks = s.pipelineParallel();
        boolean back = s.schedule() == Schedule.DUALPIPE_V && round == 1;
        return round * ranks + (back ? ranks - 1 - rank : rank);
    }

    /**
     * Layers of each chunk. {@code stage_layers} may list chunks, or ranks, whose layers are then spread evenly over their
     * chunks: where they don't divide, the chunks of embedding and head take fewer, then later ones.
     */
    private static List<Integer> chunkLayers(Strategy s, int layers) {
        int chunks = s.pipelineParallel() * s.schedule().chunks(s);
        if (s.stageLayers().isEmpty()) {
            return even(layers, chunks);
        }
        if (s.stageLayers().size() == chunks) {
            return s.stageLayers();
        }
        int each = s.schedule().chunks(s);
        Integer[] list = new Integer[chunks];
        for (int rank = 0; rank < s.pipelineParallel(); rank++) {
            int held = s.stageLayers().get(rank);
            for (int round = 0; round < each; round++) {
                // left-over layers go to the rank's earlier chunks, and to that of the embedding last
                int turn = Math.floorMod(round - (rank == 0 ? 1 : 0), each);
                list[chunk(s, rank, round)] = held / each + (turn < held % each ? 1 : 0);
            }
        }
        return List.of(list);
    }

    private static List<Integer> stageLayers(Strategy s, List<Integer> chunkLayers) {
        List<Integer> sums = new ArrayList<>(s.pipelineParallel());
        for (int rank = 0; rank < s.pipelineParallel(); rank++) {
            int sum = 0;
            for (int round = 0; round < s.schedule().chunks(s); round++) {
                sum += chunkLayers.get(chunk(s, rank, round));
            }
            sums.add(sum);
        }
        return sums;
    }

    /** As even as possible; where layers are left over, the earlier chunks take one more and the last ones fewer. */
    private static List<Integer> even(int layers, int chunks) {
        List<Integer> list = new ArrayList<>(chunks);
        for (int chunk = 0; chunk < chunks; chunk++) {
            list.add(layers / chunks + (chunk < layers % chunks ? 1 : 0));
        }
        return list;
    }
}
