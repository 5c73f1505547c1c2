package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.chokepoint.machine.Switched;
import org.chokepoint.model.Block;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.Network;
import org.chokepoint.model.Operator;
import org.chokepoint.model.Operators;
import org.chokepoint.model.Shard;
import org.junit.jupiter.api.Test;

/**
 * Splitting work loses none and makes none: what the ranks of a tensor × context parallel group do, less what they repeat,
 * is what one rank would do alone. Held over every kind of layer of the catalog and random valid layouts.
 */
final class ConservationTest {
    private static final int CASES = 400;

    /** What every tensor-parallel rank holds whole, by design: norms, routers, latent and scoring projections, mixing. */
    private static final List<String> WHOLE = List.of(
            "ffn_hyper_mix",
            "ffn_hyper_proj",
            "ffn_norm",
            "ffn_post_norm",
            "gated_norm",
            "gates_down_proj",
            "index_compressor_pool",
            "index_compressor_proj",
            "index_k_norm",
            "index_k_proj",
            "index_q_proj",
            "index_weights_proj",
            "compressor_pool",
            "compressor_proj",
            "kv_down_proj",
            "kv_latent_norm",
            "kv_norm",
            "kv_proj",
            "latent_down",
            "latent_up",
            "mixer_hyper_mix",
            "mixer_hyper_proj",
            "mixer_norm",
            "mixer_post_norm",
            "q_down_proj",
            "q_latent_norm",
            "qk_norm",
            "router",
            "shared_gate");

    /** Products behind which partial sums are reduced: each rank holds the whole bias. */
    private static final List<String> SUMMED = List.of("o_proj", "mlp_down", "expert_down", "out_proj");

    /** Operators whose input several ranks of a tensor-parallel group keep. */
    private static final List<String> SHARED = List.of("attention", "decay_up_proj", "output_gate_up_proj", "qk_norm");

    @Test
    void flopsAreConserved() {
        List<ToDoubleFunction<Operator>> counts =
                List.of(Operator::flops, Operator::fullFlops, Operator::backwardFlops);
        each((name, shard, whole, parts) -> {
            double ranks = shard.tensorParallel() * (double) shard.contextParallel();
            for (ToDoubleFunction<Operator> count : counts) {
                double one = whole.stream().mapToDouble(count).sum();
                double all = parts.stream()
                        .mapToDouble(o -> ranks * count.applyAsDouble(o) / o.replicas())
                        .sum();
                close(name, all, one);
            }
        });
    }

    @Test
    void keptActivationsAreConservedWithSequenceParallelism() {
        each((name, shard, whole, parts) -> {
            if (shard.tensorParallel() > 1 && !shard.sequenceParallel()) {
                return;
            }
            double ranks = shard.tensorParallel() * (double) shard.contextParallel();
            double one = whole.stream().mapToDouble(Operator::savedBytes).sum();
            double all = parts.stream()
                    .mapToDouble(o -> ranks * o.savedBytes() / o.replicas())
                    .sum();
            if (name.endsWith("_up") && name.startsWith("expert")) {
                // tokens are gathered for the ranks that split an expert, and each keeps them
                close(name, all, one * shard.expertTensorParallel());
            } else if (SHARED.contains(name)) {
                // keys, values and gates before their heads, which several ranks share, are kept by each
                assertThat(all).as(name).isBetween(one * (1 - 1e-12), one * shard.tensorParallel());
            } else {
                close(name, all, one);
            }
        });
    }

    @Test
    void weightsAreSplitOrWhole() {
        each((name, shard, whole, parts) -> {
            double one = whole.stream().mapToDouble(Operator::weights).sum();
            double held = parts.stream().mapToDouble(Operator::weights).sum();
            boolean expert = whole.stream().anyMatch(Operator::expert);
            int ranks = expert ? shard.expertParallel() * shard.expertTensorParallel() : shard.tensorParallel();
            double all = parts.stream()
                    .mapToDouble(o -> ranks * o.weights() / o.replicas())
                    .sum();
            if (WHOLE.contains(name) && held == one) {
                return;
            }
            if (SUMMED.contains(name)) {
                int copies = expert ? shard.expertTensorParallel() : ranks;
                long columns = parts.get(0).n();
                double bias = one
                        - whole.get(0).groups()
                                * (double) columns
                                * whole.get(0).k();
                assertThat(all).as(name).isEqualTo(one + (copies - 1) * bias);
                return;
            }
            assertThat(all).as(name).isEqualTo(one);
        });
    }

    @Test
    void embeddingAndHeadAreConserved() {
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("vocabulary", i);
            Network network = trial.job().network();
            Shard shard = shard(trial);
            Shard alone = alone(shard);
            int tp = shard.tensorParallel();
            double ranks = tp * (double) shard.contextParallel();
            double padding = (tp - 1.0) / network.vocabulary();
            double one = sum(network.head(alone), Operator::flops);
            assertThat(ranks * sum(network.head(shard), Operator::flops)).isBetween(one, one * (1 + padding));
            double table = (double) network.vocabulary() * network.hidden();
            assertThat(tp * sum(network.embedding(shard), o -> o.name().equals("embedding") ? o.weights() : 0))
                    .isCloseTo(
                            table + tp * (double) network.learnedPositions() * network.hidden(), within(1e-9 * table));
        }
    }

    /** A look at operators of the same name in one kind of layer, whole and on one rank. */
    private interface Look {
        void at(String name, Shard shard, List<Operator> whole, List<Operator> parts);
    }

    private static void each(Look look) {
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("conservation", i);
            Shard shard = shard(trial);
            int hidden = trial.job().network().hidden();
            for (Block block : LayerCosts.Kinds.of(trial.job().network()).kinds()) {
                Map<String, List<Operator>> whole = byName(block.describe(alone(shard), hidden));
                Map<String, List<Operator>> parts = byName(block.describe(shard, hidden));
                assertThat(parts.keySet()).isEqualTo(whole.keySet());
                whole.forEach((name, operators) -> look.at(name, shard, operators, parts.get(name)));
            }
        }
    }

    private static Shard shard(Trial trial) {
        Layout layout = Layout.of(trial.strategy(), trial.job(), new Switched(8));
        return LayerKey.of(trial.strategy(), layout, trial.job(), trial.machine(), 1)
                .shard();
    }

    private static Shard alone(Shard s) {
        return new Shard(
                s.sequences(),
                s.sequenceLength(),
                1,
                false,
                1,
                ContextAlgorithm.RING,
                1,
                1,
                s.precision(),
                s.narrowActivations(),
                s.flashAttention());
    }

    /** Operators by name; what is split off where heads are shared counts with what it is split from. */
    private static Map<String, List<Operator>> byName(Operators part) {
        List<String> names = part.list().stream().map(Operator::name).toList();
        Map<String, List<Operator>> byName = new TreeMap<>();
        for (Operator o : part.list()) {
            String name = o.name().replace("bc_proj", "in_proj");
            if (names.contains("qkv_proj") || !names.contains("kv_norm") && !names.contains("kv_down_proj")) {
                name = name.replaceFirst("^(q|kv)_proj", "qkv_proj");
            }
            byName.computeIfAbsent(name, k -> new ArrayList<>()).add(o);
        }
        return byName;
    }

    private static double sum(Operators part, ToDoubleFunction<Operator> value) {
        return part.list().stream().mapToDouble(value).sum();
    }

    private static void close(String name, double all, double one) {
        assertThat(all).as(name).isCloseTo(one, within(1e-9 * one));
    }
}
