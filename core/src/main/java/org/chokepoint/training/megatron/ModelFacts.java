package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.Block;
import org.chokepoint.model.Dense;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.IndexedSparseAttention;
import org.chokepoint.model.LatentAttention;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Network;
import org.chokepoint.model.SlidingAttention;

/**
 * What a model has of the things that arguments name.
 *
 * @param facts numbers, each a set since layers may differ
 * @param gated whether feed-forwards have a gate
 * @param grouped whether some layer has fewer key-value heads than query heads
 * @param latent whether some layer has latent attention
 */
record ModelFacts(List<Fact> facts, boolean gated, boolean grouped, boolean latent) {
    /**
     * Numbers that occur in a model.
     *
     * @param argument which names one of them
     * @param values those that occur
     * @param needed whether a model without any contradicts the argument; otherwise nothing is compared
     */
    record Fact(Argument argument, TreeSet<Integer> values, boolean needed) {
        String shown() {
            return values.isEmpty()
                    ? "none"
                    : values.stream().map(String::valueOf).collect(Collectors.joining(" and "));
        }
    }

    static ModelFacts of(Network network) {
        Collector all = new Collector();
        all.add(Argument.NUM_LAYERS, network.layers());
        all.add(Argument.HIDDEN_SIZE, network.hidden());
        all.add(Argument.MTP_NUM_LAYERS, network.nextToken().count());
        network.blocks().stream().distinct().forEach(all::block);
        boolean routed = network.routed();
        if (!routed) {
            all.add(Argument.NUM_EXPERTS, 0);
            all.add(Argument.NUM_EXPERTS, 1); // Megatron-DeepSpeed's word for a dense model
        }
        List<Fact> facts = new ArrayList<>();
        for (Argument argument : Collector.NUMBERS) {
            boolean needed = !Collector.HEADS.contains(argument);
            facts.add(new Fact(argument, all.values.getOrDefault(argument, new TreeSet<>()), needed));
        }
        return new ModelFacts(facts, all.gated, all.grouped, all.latent);
    }

    /** Gathers numbers from the layers. */
    private static final class Collector {
        private static final List<Argument> HEADS = List.of(
                Argument.NUM_ATTENTION_HEADS,
                Argument.NUM_QUERY_GROUPS,
                Argument.KV_CHANNELS,
                Argument.Q_LORA_RANK,
                Argument.KV_LORA_RANK,
                Argument.QK_HEAD_DIM,
                Argument.QK_POS_EMB_HEAD_DIM,
                Argument.V_HEAD_DIM,
                Argument.MOE_ROUTER_TOPK);

        private static final List<Argument> NUMBERS = new ArrayList<>(List.of(
                Argument.NUM_LAYERS,
                Argument.HIDDEN_SIZE,
                Argument.FFN_HIDDEN_SIZE,
                Argument.NUM_EXPERTS,
                Argument.MOE_FFN_HIDDEN_SIZE,
                Argument.MOE_SHARED_EXPERT_INTERMEDIATE_SIZE,
                Argument.MTP_NUM_LAYERS));

        static {
            NUMBERS.addAll(HEADS);
        }

        private final Map<Argument, TreeSet<Integer>> values = new TreeMap<>();
        private boolean gated;
        private boolean grouped;
        private boolean latent;

        void add(Argument argument, int value) {
            values.computeIfAbsent(argument, key -> new TreeSet<>()).add(value);
        }

        void block(Block block) {
            if (block.mixer() instanceof FullAttention full) {
                heads(full.shape());
            } else if (block.mixer() instanceof SlidingAttention sliding) {
                heads(sliding.shape());
            } else if (block.mixer() instanceof LatentAttention attention) {
                latent(attention);
            } else if (block.mixer() instanceof IndexedSparseAttention sparse) {
                latent(sparse.base());
            }
            if (block.feedForward() instanceof Dense dense) {
                add(Argument.FFN_HIDDEN_SIZE, dense.width());
                gated |= dense.gated();
            } else if (block.feedForward() instanceof MixtureOfExperts moe) {
                experts(moe);
            }
        }

        private void heads(AttentionHeads shape) {
            add(Argument.NUM_ATTENTION_HEADS, shape.queryHeads());
            add(Argument.NUM_QUERY_GROUPS, shape.keyValueHeads());
            add(Argument.KV_CHANNELS, shape.keyDim());
            grouped |= shape.keyValueHeads() < shape.queryHeads();
        }

        private void latent(LatentAttention attention) {
            latent = true;
            add(Argument.NUM_ATTENTION_HEADS, attention.heads());
            add(Argument.Q_LORA_RANK, attention.queryRank());
            add(Argument.KV_LORA_RANK, attention.keyValueRank());
            add(Argument.QK_HEAD_DIM, attention.nopeDim());
            add(Argument.QK_POS_EMB_HEAD_DIM, attention.ropeDim());
            add(Argument.V_HEAD_DIM, attention.valueDim());
        }

        private void experts(MixtureOfExperts moe) {
            add(Argument.NUM_EXPERTS, moe.experts());
            add(Argument.MOE_ROUTER_TOPK, moe.topK());
            add(Argument.MOE_FFN_HIDDEN_SIZE, moe.width());
            add(Argument.FFN_HIDDEN_SIZE, moe.width());
            add(Argument.MOE_SHARED_EXPERT_INTERMEDIATE_SIZE, moe.sharedWidth());
            gated |= moe.gated();
        }
    }
}
