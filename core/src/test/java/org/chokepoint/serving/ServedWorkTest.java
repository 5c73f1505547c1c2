package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chokepoint.model.Block;
import org.chokepoint.model.Network;
import org.chokepoint.model.Operator;
import org.chokepoint.model.Precision;
import org.chokepoint.model.Served;
import org.chokepoint.model.Shard;
import org.chokepoint.model.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an iteration of serving computes and caches, against published sizes and the forward of training. */
class ServedWorkTest {
    @ParameterizedTest
    @CsvSource({
        // kilobytes of a token in 16 bits: DeepSeek-V3 report, table of the DeepSeek-V3 ISCA paper (arXiv:2505.09343,
        // table 1)
        "deepseek-v3, 70.272",
        "qwen2.5-72b, 327.680",
        "llama-3.1-405b, 516.096",
    })
    void s1_cachesAreAsPublished(String model, double kilobytes) {
        Network network = ServedModels.network(model);
        double bytes = 0;
        for (Block block : network.blocks()) {
            bytes += block.mixer().cacheBytes(1, 1, Storage.BF16);
        }
        assertThat(bytes / 1e3).isCloseTo(kilobytes, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "llama-3.1-8b, 4096",
        "llama-3.1-405b, 1024",
        "gemma-3-27b, 3000",
        "deepseek-v3, 2048",
        "gpt-oss-120b, 512"
    })
    void s2_aPromptDoesTheForwardOfTraining(String model, int length) {
        Network network = ServedModels.network(model);
        Served served = served(0, 0, length, 1, 0);
        double serving = flops(network, served);
        double training = flopsOfTraining(network, length);
        // sampling needs the last token only, which this leaves out
        assertThat(serving / training).isCloseTo(1, within(0.002));
    }

    @ParameterizedTest
    @CsvSource({"llama-3.1-8b, 1000", "llama-3.1-405b, 20000"})
    void s3_chunksOfAPromptDoTheWorkOfTheWhole(String model, int past) {
        Network network = ServedModels.network(model);
        int chunk = 500;
        double whole = flops(network, served(0, 0, past + chunk, 1, 0));
        double parts = flops(network, served(0, 0, past, 1, 0)) + flops(network, served(0, 0, chunk, 1, past));
        assertThat(parts / whole).isCloseTo(1, within(1e-9));
    }

    @Test
    void s4_generatingTokensReadExpertsThatTheyPick() {
        Network network = ServedModels.network("deepseek-v3");
        assertThat(groups(network, 1)).isEqualTo(8);
        // 256·(1 − (1 − 8/256)^64)
        assertThat(groups(network, 64)).isEqualTo(222);
        assertThat(groups(network, 4096)).isEqualTo(256);
    }

    @Test
    void s5_absorbedAttentionReadsTheLatent() {
        Network network = ServedModels.network("deepseek-v3");
        Operator attention = operator(network, served(10, 5000, 0, 0, 0), 4, "attention");
        double cached = 10 * 5001.0 * 576 * 2;
        double queries = 2 * 10 * 128 * (576 + 512.0);
        assertThat(attention.bytes()).isCloseTo(cached + queries, within(1.0));
        assertThat(attention.flops()).isCloseTo(2 * 10 * 128 * 5001.0 * (576 + 512), within(1.0));
    }

    private static int groups(Network network, int sequences) {
        return operator(network, served(sequences, 100, 0, 0, 0), 10, "expert_up")
                .groups();
    }

    private static Operator operator(Network network, Served served, int layer, String name) {
        Shard shard = Shard.serving(served.tokens(), 1, 1, 1, Precision.BF16, served);
        return network.blocks().get(layer).describe(shard, network.hidden()).list().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Served served(int decodes, double cached, int promptTokens, int prompts, double past) {
        return new Served(
                decodes,
                1,
                cached,
                promptTokens,
                prompts,
                past,
                1,
                Storage.BF16,
                Storage.BF16,
                Precision.BF16,
                Storage.BF16,
                1);
    }

    private static double flops(Network network, Served served) {
        Shard shard = Shard.serving(served.tokens(), 1, 1, 1, Precision.BF16, served);
        double sum = 0;
        for (Block block : network.blocks()) {
            for (Operator o : block.describe(shard, network.hidden()).list()) {
                sum += o.flops();
            }
        }
        return sum;
    }

    private static double flopsOfTraining(Network network, int length) {
        double sum = 0;
        for (Block block : network.blocks()) {
            for (Operator o :
                    block.describe(Shard.whole(length), network.hidden()).list()) {
                sum += o.flops();
            }
        }
        return sum;
    }
}
