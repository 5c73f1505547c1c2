package org.chokepoint.training;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.machine.Group;

/**
 * What follows from a strategy and a number of chips: data-parallel sizes, micro-batches, layers of each stage, and where
 * the ranks of each group stand.
 *
 * @param dataParallel replicas of the dense part
 * @param expertDataParallel replicas of each expert
 * @param microBatches micro-batches of a step on one data-parallel rank
 * @param stageLayers layers of each pipeline stage
 * @param tensor tensor-parallel group
 * @param context context-parallel group
 * @param expert expert-parallel group
 * @param expertTensor expert-tensor-parallel group
 * @param data ranks that reduce dense gradients (data times context parallel)
 * @param expertData ranks that reduce expert gradients
 * @param stagesNear whether neighbouring pipeline stages share a domain
 */
public record Layout(
        int dataParallel,
        int expertDataParallel,
        int microBatches,
        List<Integer> stageLayers,
        Group tensor,
        Group context,
        Group expert,
        Group expertTensor,
        Group data,
        Group expertData,
        boolean stagesNear) {

    /**
     * Lays a checked strategy out.
     *
     * @param domain chips of a scale-up domain
     */
    static Layout of(Strategy s, Job job, int domain) {
        int dp = job.accelerators() / (s.tensorParallel() * s.pipelineParallel() * s.contextParallel());
        int expertRanks = s.expertParallel() * s.expertTensorParallel();
        int dense = s.tensorParallel() * s.contextParallel() * dp;
        int expertData = Math.max(1, dense / expertRanks);
        int microBatches = job.globalBatch() / (dp * s.microBatch());
        boolean pipelineInside = s.stagePlacement() == StagePlacement.PIPELINE_INSIDE;
        int inner = s.tensorParallel() * (pipelineInside ? s.pipelineParallel() : 1);
        int stageStride = pipelineInside ? s.tensorParallel() : dense;
        int expertStride = s.expertTensorParallel() * (pipelineInside ? s.pipelineParallel() : 1);
        return new Layout(
                dp,
                expertData,
                microBatches,
                s.stageLayers().isEmpty() ? even(job.network().layers(), s) : s.stageLayers(),
                Group.strided(s.tensorParallel(), 1, domain),
                Group.strided(s.contextParallel(), inner, domain),
                Group.strided(s.expertParallel(), expertStride, domain),
                Group.strided(s.expertTensorParallel(), 1, domain),
                Group.strided(dp * s.contextParallel(), inner, domain),
                Group.strided(expertData, expertRanks * (pipelineInside ? s.pipelineParallel() : 1), domain),
                2 * stageStride <= domain);
    }

    /** As even as possible; where layers are left over, the earlier stages take one more and the last ones fewer. */
    private static List<Integer> even(int layers, Strategy s) {
        int stages = s.pipelineParallel();
        List<Integer> list = new ArrayList<>(stages);
        for (int stage = 0; stage < stages; stage++) {
            list.add(layers / stages + (stage < layers % stages ? 1 : 0));
        }
        return list;
    }
}
