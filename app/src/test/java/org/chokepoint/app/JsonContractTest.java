package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chokepoint.catalog.JsonTree;
import org.chokepoint.catalog.Tree;
import org.junit.jupiter.api.Test;

/** What programs may rely on in {@code train --format json}. */
final class JsonContractTest {
    private static final Tree ANSWER = json("train deepseek-v3 --format json");

    private static Tree json(String command) {
        Cli cli = Cli.run(Cli.words(command));
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).endsWith("}\n");
        return JsonTree.read("answer", cli.out());
    }

    private static List<String> keys(Tree object) {
        return new ArrayList<>(object.entries().keySet());
    }

    private static Tree at(String key) {
        return ANSWER.entries().get(key);
    }

    @Test
    void theAnswerHasItsParts() {
        assertThat(keys(ANSWER))
                .containsExactly(
                        "version",
                        "headline",
                        "run",
                        "step",
                        "memory",
                        "work",
                        "machine",
                        "strategy",
                        "layout",
                        "published",
                        "timeline",
                        "evidence");
        assertThat(keys(at("run")))
                .contains("gpu_hours_productive", "gpu_hours", "seconds", "cost_usd", "energy_joules", "phases");
        assertThat(keys(at("step")))
                .contains(
                        "seconds",
                        "tokens_per_second_per_gpu",
                        "mfu_causal_bf16peak",
                        "mfu_full_attention_bf16peak",
                        "hfu_causal_bf16peak",
                        "breakdown",
                        "ranks",
                        "binds");
        assertThat(keys(at("memory")))
                .contains("peak_allocated_bytes", "peak_device_bytes", "capacity_bytes", "breakdown");
    }

    @Test
    void breakdownsAddUp() {
        assertAddsUp(at("step").entries().get("breakdown"), at("step").entries().get("seconds"));
        assertAddsUp(
                at("memory").entries().get("breakdown"), at("memory").entries().get("peak_allocated_bytes"));
    }

    @Test
    void ranksAndElasticitiesAddUp() {
        double step = Double.parseDouble(at("step").entries().get("seconds").text());
        for (Tree rank : at("step").entries().get("ranks").items()) {
            double sum = -Double.parseDouble(rank.entries().get("rank").text());
            for (Tree part : rank.entries().values()) {
                sum += Double.parseDouble(part.text());
            }
            assertThat(Math.abs(sum / step - 1)).isLessThan(1e-9);
        }
        double elasticity = 0;
        for (Tree bound : at("step").entries().get("binds").items()) {
            elasticity += Double.parseDouble(bound.entries().get("elasticity").text());
        }
        assertThat(Math.abs(elasticity + 1)).isLessThan(1e-6);
    }

    private static void assertAddsUp(Tree parts, Tree whole) {
        double sum = 0;
        for (Tree part : parts.entries().values()) {
            sum += Double.parseDouble(part.text());
        }
        double total = Double.parseDouble(whole.text());
        assertThat(Math.abs(sum / total - 1)).isLessThan(1e-12);
    }

    @Test
    void strategiesAreWrittenAsFilesWriteThem() {
        Map<String, Tree> strategy = at("strategy").entries();
        assertThat(strategy.get("schedule").text()).isEqualTo("dualpipe");
        assertThat(strategy.get("precision").text()).isEqualTo("fp8");
        assertThat(strategy.get("expert_load").kind()).isEqualTo(Tree.Kind.NULL);
        assertThat(strategy.get("recompute").items()).isNotEmpty();
    }

    @Test
    void explanationsStandBehindTheAnswer() {
        Tree explained = json("train deepseek-v3 --format json --explain step.seconds --explain run.cost_usd");
        List<String> expected = keys(ANSWER);
        expected.add("explanations");
        assertThat(keys(explained)).containsExactlyElementsOf(expected);
        List<Tree> explanations = explained.entries().get("explanations").items();
        assertThat(explanations)
                .extracting(tree -> tree.entries().get("path").text())
                .containsExactly("step.seconds", "run.cost_usd");
    }

    @Test
    void flagsArriveInTheStrategy() {
        Tree changed = json("train deepseek-v3 --format json --no-cuda-graphs --sp=false --tensor-overlap "
                + "--recompute layer,moe"
                + " --expert-load 1.3");
        Map<String, Tree> strategy = changed.entries().get("strategy").entries();
        assertThat(strategy.get("cuda_graphs").text()).isEqualTo("false");
        assertThat(strategy.get("sequence_parallel").text()).isEqualTo("false");
        assertThat(strategy.get("tensor_overlap").text()).isEqualTo("true");
        assertThat(strategy.get("recompute").items()).extracting(Tree::text).containsExactly("layer", "moe");
        assertThat(strategy.get("expert_load").text()).isEqualTo("1.3");
        assertThat(changed.entries().get("published").kind()).isEqualTo(Tree.Kind.NULL);
    }
}
