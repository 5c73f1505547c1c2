package org.chokepoint.model.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.chokepoint.model.Network;
import org.chokepoint.model.StateSpace;
import org.chokepoint.model.TokenFlops;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Training FLOPs of one token, three times the forward, against those that NVIDIA's performance tables imply (TFLOP/s
 * divided by tokens/s): Megatron-Bridge 25.09 to 26.08 counts causal attention, NeMo 24.07 counts it in full. Both leave
 * norms, activations and the embedding out and count the output head.
 */
class FlopsPerTokenTest {
    private static final Percentage TOLERANCE = Percentage.withPercentage(1);

    @ParameterizedTest(name = "{0} at {1}: {2} GFLOP")
    @CsvSource({
        "llama-3-8b, 8192, 51.5",
        "llama-3.1-70b, 8192, 449",
        "llama-3.1-405b, 8192, 2524",
        "qwen3-30b-a3b, 4096, 23.0",
        "qwen3-235b-a22b, 4096, 148",
        "kimi-k2, 4096, 204",
        "deepseek-v3, 4096, 250",
    })
    void causalAttention(String fixture, int sequence, double publishedGigaflop) {
        TokenFlops flops = Fixtures.network(fixture).flopsPerToken(sequence);
        assertThat(3 * flops.causal() / 1e9).isCloseTo(publishedGigaflop, TOLERANCE);
    }

    @ParameterizedTest(name = "{0} at {1}: {2} GFLOP")
    @CsvSource({"llama-3-8b, 8192, 57.9"})
    void fullAttention(String fixture, int sequence, double publishedGigaflop) {
        TokenFlops flops = Fixtures.network(fixture).flopsPerToken(sequence);
        assertThat(3 * flops.full() / 1e9).isCloseTo(publishedGigaflop, TOLERANCE);
    }

    @ParameterizedTest(name = "{0} at {1} with MTP: {2} GFLOP")
    @CsvSource({"deepseek-v3, 4096, 260"})
    void withNextTokenModules(String fixture, int sequence, double publishedGigaflop) {
        TokenFlops flops = Fixtures.network(fixture).flopsPerToken(sequence);
        assertThat(3 * (flops.causal() + flops.nextToken()) / 1e9).isCloseTo(publishedGigaflop, TOLERANCE);
    }

    /** Its count of hybrid networks takes attention in full, 7 operations per element of state, and heads of MTP only. */
    @ParameterizedTest(name = "{0} at {1} with {2} heads more: {3} GFLOP")
    @CsvSource({
        "nemotron-3-nano-30b-a3b, 8192, 0, 22.28",
        "nemotron-3-super-120b-a12b, 8192, 2, 84.7",
        "nemotron-3-ultra-550b-a55b, 8192, 2, 361"
    })
    void hybrids(String fixture, int sequence, int heads, double publishedGigaflop) {
        Network network = Fixtures.network(fixture);
        double states = network.blocks().stream()
                .filter(block -> block.mixer() instanceof StateSpace)
                .map(block -> (StateSpace) block.mixer())
                .mapToDouble(scan -> (double) scan.heads() * scan.headDim() * scan.state())
                .sum();
        double more = 7 * states + 2.0 * heads * network.hidden() * network.vocabulary();
        double forward = network.flopsPerToken(sequence).full() + more;
        assertThat(3 * forward / 1e9).isCloseTo(publishedGigaflop, Percentage.withPercentage(1.5));
    }
}
