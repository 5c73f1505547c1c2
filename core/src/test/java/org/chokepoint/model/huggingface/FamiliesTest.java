package org.chokepoint.model.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chokepoint.model.Block;
import org.chokepoint.model.CompressedAttention;
import org.chokepoint.model.Exchange;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.IndexedSparseAttention;
import org.chokepoint.model.Mixer;
import org.chokepoint.model.Network;
import org.chokepoint.model.Operator;
import org.chokepoint.model.Shard;
import org.chokepoint.model.SlidingAttention;
import org.junit.jupiter.api.Test;

/** Which layers of a family are of which kind. */
class FamiliesTest {
    @Test
    void slidingLayersFollowTheFamily() {
        assertThat(kinds("mistral-7b")).isEqualTo("s".repeat(32));
        assertThat(kinds("mixtral-8x7b")).isEqualTo("f".repeat(32));
        assertThat(kinds("qwen2.5-7b")).isEqualTo("f".repeat(28));
        assertThat(kinds("gemma-2-2b")).isEqualTo("sf".repeat(13));
        assertThat(kinds("gemma-3-1b")).isEqualTo("sssssf".repeat(4) + "ss");
        assertThat(kinds("gpt-oss-20b")).isEqualTo("sf".repeat(12));
        assertThat(kinds("olmo-3-7b")).isEqualTo("sssf".repeat(8));
        assertThat(kinds("llama-4-scout")).isEqualTo("sssf".repeat(12));
    }

    @Test
    void qwenSlidesOnlyAboveTheNamedLayer() {
        String json = Fixtures.text("/configs/qwen2.5-0.5b.json")
                .replace("\"use_sliding_window\": false", "\"use_sliding_window\": true")
                .replace("\"max_window_layers\": 24", "\"max_window_layers\": 20");
        assertThat(kinds(HuggingFaceImport.read("a.json", json).network())).isEqualTo("f".repeat(20) + "ssss");
    }

    @Test
    void expertsFollowTheFamily() {
        assertThat(routed("deepseek-v3")).isEqualTo("ddd" + "E".repeat(58));
        assertThat(routed("kimi-k2")).isEqualTo("d" + "E".repeat(60));
        assertThat(routed("llama-4-maverick")).isEqualTo("dE".repeat(24));
        assertThat(routed("qwen3-30b-a3b")).isEqualTo("E".repeat(48));
    }

    @Test
    void compressionRatiosArePerLayer() {
        Network flash = Fixtures.network("deepseek-v4-flash");
        List<Integer> ratios = flash.blocks().stream()
                .map(block -> ((CompressedAttention) block.mixer()).ratio())
                .toList();
        assertThat(ratios).startsWith(0, 0, 4, 128, 4).hasSize(43);
        assertThat(flash.nextToken().count()).isEqualTo(1);
    }

    @Test
    void sharedIndexersAreCountedOnce() {
        Network glm = Fixtures.network("glm-5.2");
        long scored = glm.blocks().stream()
                .filter(block -> ((IndexedSparseAttention) block.mixer()).indexHeads() > 0)
                .count();
        assertThat(scored).isEqualTo(21);
    }

    @Test
    void predictionModulesAreCountedApart() {
        Network v3 = Fixtures.network("deepseek-v3");
        assertThat(v3.nextToken().count()).isEqualTo(1);
        assertThat(v3.parameters().nextToken()).isBetween(11.4e9, 11.7e9);
        assertThat(Fixtures.network("kimi-k2").nextToken().count()).isZero();
    }

    @Test
    void latentExpertsTravelAndWorkInTheirOwnWidth() {
        Network nemotron = Fixtures.network("nemotron-3-super-120b-a12b");
        Block latent = nemotron.blocks().get(1);
        String text = Fixtures.text("/configs/nemotron-3-super-120b-a12b.json");
        String full = text.replace("\"moe_latent_size\": 1024", "\"moe_latent_size\": null");
        Block plain = HuggingFaceImport.read("a.json", full).network().blocks().get(1);
        Shard shard = Shard.whole(4096);
        assertThat(bytes(latent, shard) * 4).isEqualTo(bytes(plain, shard));
        assertThat(weights(latent, shard, "expert_up") * 4).isEqualTo(weights(plain, shard, "expert_up"));
        assertThat(weights(latent, shard, "latent_down")).isEqualTo(4096.0 * 1024);
        assertThat(weights(latent, shard, "latent_up")).isEqualTo(4096.0 * 1024);
        assertThat(nemotron.nextToken().block().mixer()).isInstanceOf(FullAttention.class);
        assertThat(nemotron.nextToken().block().routed()).isTrue();
    }

    private static double bytes(Block block, Shard shard) {
        return block.describe(shard, 4096).exchanges().stream()
                .filter(exchange -> exchange.name().equals("dispatch"))
                .mapToDouble(Exchange::forwardBytes)
                .sum();
    }

    private static double weights(Block block, Shard shard, String name) {
        return block.describe(shard, 4096).list().stream()
                .filter(operator -> operator.name().equals(name))
                .mapToDouble(Operator::weights)
                .sum();
    }

    @Test
    void everyFixtureSaysWhatItLeavesOut() {
        for (String name : List.of(
                "llama-3-8b", "deepseek-v4-pro", "kimi-linear-48b-a3b", "phi-3.5-moe", "mpt-7b", "baichuan2-7b")) {
            assertThat(Fixtures.imported(name).warnings()).as(name).isEmpty();
        }
        assertThat(Fixtures.imported("gemma-3-4b").warnings()).hasSize(5).anyMatch(w -> w.contains("default of 256"));
    }

    private static String kinds(String fixture) {
        return kinds(Fixtures.network(fixture));
    }

    private static String kinds(Network network) {
        StringBuilder kinds = new StringBuilder();
        for (Block block : network.blocks()) {
            Mixer mixer = block.mixer();
            kinds.append(mixer instanceof SlidingAttention ? 's' : mixer instanceof FullAttention ? 'f' : '?');
        }
        return kinds.toString();
    }

    private static String routed(String fixture) {
        StringBuilder kinds = new StringBuilder();
        for (Block block : Fixtures.network(fixture).blocks()) {
            kinds.append(block.routed() ? 'E' : 'd');
        }
        return kinds.toString();
    }
}
