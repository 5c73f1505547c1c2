package org.chokepoint.training;

import org.chokepoint.machine.FlashKernel;
import org.chokepoint.machine.Group;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.Module;
import org.chokepoint.model.Operators;
import org.chokepoint.model.Shard;

/**
 * All that the costs of a layer depend on besides network and machine. Strategies that differ in anything else (stages,
 * batch, data parallelism, ZeRO) share their layer costs.
 *
 * @param shard tensor, expert and context parallelism, micro-batch, sequence, precision
 * @param tensor where the tensor-parallel ranks stand
 * @param context where the context-parallel ranks stand
 * @param expert where the expert-parallel ranks stand
 * @param expertTensor where the expert-tensor-parallel ranks stand
 * @param recompute parts recomputed, one bit per module
 * @param communicationUnits compute units that communication occupies
 * @param tensorOverlap whether tensor-parallel communication is cut up and overlapped
 * @param nodeDeduplication whether tokens cross the network once per domain
 * @param cudaGraphs whether launches are free
 * @param flashKernel generation of attention kernels
 * @param gradientBytes what weight-gradient products write, and read where they add up, for each parameter
 * @param accumulatedBytes traffic of adding up gradients in a kernel of its own, for each parameter; 0 where products do it
 * @param expertLoad rows of the busiest expert-parallel rank over the mean, as far as capacity lets them through
 * @param hostBytesPerSecond rate at which activations are copied to host memory; 0: they stay
 * @param expertRows rows that experts keep over the mean: the capacity where buffers are filled up to it
 * @param domainsPerToken domains that a token is sent to; 0: as if its experts were drawn evenly
 */
record LayerKey(
        Shard shard,
        Group tensor,
        Group context,
        Group expert,
        Group expertTensor,
        int recompute,
        int communicationUnits,
        boolean tensorOverlap,
        boolean nodeDeduplication,
        boolean cudaGraphs,
        FlashKernel flashKernel,
        double gradientBytes,
        double accumulatedBytes,
        double expertLoad,
        double hostBytesPerSecond,
        double expertRows,
        double domainsPerToken) {

    static LayerKey of(Strategy s, Layout layout, Job job, Machine machine, double expertLoad) {
        return of(s, layout, job, machine, expertLoad, 0);
    }

    static LayerKey of(Strategy s, Layout layout, Job job, Machine machine, double expertLoad, double domainsPerToken) {
        Stack stack = machine.stack();
        Shard shard = new Shard(
                s.microBatch(),
                job.sequenceLength(),
                s.tensorParallel(),
                s.sequenceParallel() && s.tensorParallel() > 1,
                s.contextParallel(),
                s.contextParallel() > 1 ? s.contextAlgorithm() : ContextAlgorithm.RING,
                s.expertParallel(),
                s.expertTensorParallel(),
                s.precision(),
                s.narrowActivations(),
                s.flashAttention());
        // from ZeRO-2 on gradients leave the rank after each micro-batch
        boolean keeps = s.zeroStage() < 2;
        return new LayerKey(
                shard,
                layout.tensor(),
                layout.context(),
                layout.expert(),
                layout.expertTensor(),
                bits(s),
                s.communicationUnits(),
                s.tensorOverlap(),
                s.nodeDeduplication(),
                s.cudaGraphs(),
                s.flashKernel(),
                keeps && !stack.addsGradients() ? 2 * s.gradientPrecision().bytes() : Operators.ACTIVATION_BYTES,
                keeps && stack.addsGradients() ? accumulated(s) : 0,
                load(s, expertLoad),
                s.offload() == Offload.ACTIVATIONS ? machine.cluster().hostLinkBytesPerSecond() : 0,
                s.capacityPadding() ? s.capacityFactor() : 1,
                domainsPerToken);
    }

    /** A new gradient is read, and what it is added to is read and written. */
    private static double accumulated(Strategy s) {
        return Operators.ACTIVATION_BYTES + 2 * s.gradientPrecision().bytes();
    }

    private static double load(Strategy s, double expertLoad) {
        if (s.capacityFactor() == 0) {
            return expertLoad;
        }
        return s.capacityPadding() ? s.capacityFactor() : Math.min(expertLoad, s.capacityFactor());
    }

    private static int bits(Strategy s) {
        int bits = 0;
        for (String word : s.recompute()) {
            bits |= Module.bits(word);
        }
        return bits;
    }

    boolean recomputes(Module module) {
        return (recompute & 1 << module.ordinal()) != 0;
    }

    /** Whether the whole layer is recomputed, so that only its input is kept. */
    boolean recomputesLayer() {
        return Module.layer().stream().allMatch(this::recomputes);
    }
}
