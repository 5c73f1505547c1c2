package org.chokepoint.serving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.model.Block;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Network;

/**
 * The instances that a number of chips can hold: splits of heads, sequences, stages and experts that a network allows. What is ruled out
 * is counted by the reason.
 */
final class DeploymentSpace {
    /** Stages beyond which serving is not split: each adds its time to every token. */
    private static final int MOST_STAGES = 16;

    private final ServedModel model;
    private final int chips;
    private final Limits limits;
    private final Map<String, Integer> ruledOut = new LinkedHashMap<>();

    /**
     * What a user fixes.
     *
     * @param tensorParallel ranks that split heads
     * @param dataParallel groups with sequences of their own
     * @param pipelineParallel stages
     * @param expertParallel ranks that split experts
     */
    record Limits(
            Optional<Integer> tensorParallel,
            Optional<Integer> dataParallel,
            Optional<Integer> pipelineParallel,
            Optional<Integer> expertParallel) {
        static boolean allows(Optional<Integer> limit, int value) {
            return limit.isEmpty() || limit.get() == value;
        }
    }

    DeploymentSpace(ServedModel model, int chips, Limits limits) {
        this.model = model;
        this.chips = chips;
        this.limits = limits;
    }

    Map<String, Integer> ruledOut() {
        return ruledOut;
    }

    /** Instances of at most all chips. */
    List<Instance> instances(Formats formats, Speculation speculation, double expertLoad, boolean overlap) {
        List<Instance> all = new ArrayList<>();
        for (int tp = 1; tp <= chips; tp *= 2) {
            for (int dp = 1; tp * dp <= chips; dp *= 2) {
                for (int pp = 1; tp * dp * pp <= chips && pp <= MOST_STAGES; pp *= 2) {
                    for (int ep : expertSplits(tp * dp)) {
                        // ranks that split each expert's width have the same to do
                        double busiest = ep > 1 ? expertLoad : 1;
                        add(all, new Instance(tp, dp, pp, ep, formats, speculation, busiest, overlap && dp > 1));
                    }
                }
            }
        }
        return all;
    }

    /** Experts are split in width over all ranks, or each rank has experts of its own. */
    private List<Integer> expertSplits(int ranks) {
        return ranks > 1 && model.network().routed() ? List.of(1, ranks) : List.of(1);
    }

    private void add(List<Instance> all, Instance instance) {
        if (!Limits.allows(limits.tensorParallel(), instance.tensorParallel())
                || !Limits.allows(limits.dataParallel(), instance.dataParallel())
                || !Limits.allows(limits.pipelineParallel(), instance.pipelineParallel())
                || !Limits.allows(limits.expertParallel(), instance.expertParallel())) {
            return;
        }
        Optional<String> problem = problem(model.network(), instance);
        if (problem.isEmpty()) {
            all.add(instance);
        } else {
            ruledOut.merge(problem.get(), 1, Integer::sum);
        }
    }

    private Optional<String> problem(Network network, Instance instance) {
        int tp = instance.tensorParallel();
        if (tp > model.machine().cluster().scaleUp().domain()) {
            return Optional.of("tensor parallelism leaves the scale-up domain");
        }
        if (instance.pipelineParallel() > network.layers()) {
            return Optional.of("more stages than layers");
        }
        for (Block block : network.blocks()) {
            if (block.mixer().heads() > 0 && block.mixer().heads() % tp != 0) {
                return Optional.of("heads don't divide by tensor parallelism");
            }
            if (block.feedForward() instanceof MixtureOfExperts moe) {
                int slices = instance.stageRanks() / instance.expertParallel();
                if (moe.experts() % instance.expertParallel() != 0 || moe.width() % slices != 0) {
                    return Optional.of("experts don't divide by their ranks");
                }
            } else if (block.feedForward().width() % tp != 0) {
                return Optional.of("widths don't divide by tensor parallelism");
            }
        }
        // without routed experts a group of ranks is an instance by itself
        if (!network.routed() && instance.dataParallel() > 1) {
            return Optional.of("without experts, groups of ranks are instances of their own");
        }
        return Optional.empty();
    }
}
