package org.chokepoint.training.megatron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.model.Block;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The network that arguments describe. */
final class ModelArgumentsTest {
    private static final Catalog CATALOG = Checkout.catalog();

    private static Network read(String arguments) {
        return MegatronFile.read("args.txt", arguments).network(OptionalInt.empty(), new ArrayList<>());
    }

    /** Models of the catalog as one would give them to Megatron-LM. */
    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("llama-3.1-70b", """
                        --num-layers 80 --hidden-size 8192 --ffn-hidden-size 28672 --swiglu --num-attention-heads 64
                        --group-query-attention --num-query-groups 8 --normalization RMSNorm --position-embedding-type rope
                        --untie-embeddings-and-output-weights --disable-bias-linear --vocab-size 128256
                        """),
                Arguments.of("mixtral-8x7b", """
                        --num-layers 32 --hidden-size 4096 --ffn-hidden-size 14336 --swiglu --num-attention-heads 32
                        --group-query-attention --num-query-groups 8 --normalization RMSNorm --position-embedding-type rope
                        --num-experts 8 --moe-router-topk 2
                        --untie-embeddings-and-output-weights --disable-bias-linear --vocab-size 32000
                        """),
                Arguments.of("deepseek-v3", """
                        --num-layers 61 --hidden-size 7168 --ffn-hidden-size 18432 --swiglu --num-attention-heads 128
                        --multi-latent-attention --q-lora-rank 1536 --kv-lora-rank 512 --qk-head-dim 128
                        --qk-pos-emb-head-dim 64 --v-head-dim 128 --normalization RMSNorm --position-embedding-type rope
                        --num-experts 256 --moe-router-topk 8 --moe-ffn-hidden-size 2048 --moe-layer-freq ([0]*3+[1]*58)
                        --moe-shared-expert-intermediate-size 2048 --moe-router-enable-expert-bias --mtp-num-layers 1
                        --untie-embeddings-and-output-weights --disable-bias-linear --vocab-size 129280
                        """),
                Arguments.of("gpt-3-175b", """
                        --num-layers 96 --hidden-size 12288 --num-attention-heads 96 --seq-length 2048 --vocab-size 50257
                        --make-vocab-size-divisible-by 1
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void isThatOfTheCatalog(String model, String arguments) {
        ModelRecord entry =
                CATALOG.lookUp(ModelRecord.KIND, model).orElseThrow().value();
        Network network = HuggingFaceImport.read(model, entry.config()).network();
        Network described = read(arguments.replace("\n", " "));
        double total = network.parameters().total();
        assertThat(described.parameters().total()).isCloseTo(total, Percentage.withPercentage(0.1));
        assertThat(described.parameters().active())
                .isCloseTo(network.parameters().active(), Percentage.withPercentage(0.1));
        assertThat(described.flopsPerToken(2048).causal())
                .isCloseTo(network.flopsPerToken(2048).causal(), Percentage.withPercentage(0.1));
        assertThat(described.nextToken().count()).isEqualTo(network.nextToken().count());
        assertThat(described.blocks().stream().map(Block::routed).toList())
                .isEqualTo(network.blocks().stream().map(Block::routed).toList());
    }

    @Test
    void theProgramsDefaultsFillInWhatIsLeftOut() {
        List<String> notes = new ArrayList<>();
        Network network = MegatronFile.read(
                        "args.txt",
                        "--num-layers 2 --hidden-size 1024 --num-attention-heads 16 --swiglu --seq-length 512")
                .network(OptionalInt.empty(), notes);
        assertThat(network.blocks().get(0).feedForward().width()).isEqualTo(2688);
        assertThat(network.vocabulary()).isEqualTo(50_304);
        assertThat(network.tiedEmbeddings()).isTrue();
        assertThat(network.learnedPositions()).isEqualTo(512);
        assertThat(notes)
                .containsExactly("args.txt names no --vocab-size: the 50257 token types of GPT-2 were assumed");
    }

    @Test
    void whatTheProgramPaddedWins() {
        Network network = MegatronFile.read(
                        "a", "--num-layers 2 --hidden-size 64 --num-attention-heads 4 --vocab-size 9")
                .network(OptionalInt.of(1024), new ArrayList<>());
        assertThat(network.vocabulary()).isEqualTo(1024);
    }

    private static void refuses(String arguments, Location at, String what) {
        assertThatThrownBy(() -> read(arguments)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.at()).isEqualTo(at);
            assertThat(fault.what()).contains(what);
        });
    }

    @Test
    void argumentsThatDescribeNoModelAreRefused() {
        refuses("--micro-batch-size 1", Location.of("args.txt"), "it lacks --num-layers");
        refuses("--num-layers 2 --hidden-size 1024", Location.of("args.txt"), "it lacks --num-attention-heads");
        refuses(
                "--num-layers 2 --hidden-size 1000 --num-attention-heads 16",
                new Location("args.txt", 1, 35),
                "not divided by 16 heads");
        refuses(
                "--num-layers 2 --hidden-size 64 --num-attention-heads 4 --num-experts 4 --moe-router-topk 8",
                new Location("args.txt", 1, 73),
                "above the 4 experts");
        refuses("--num-layers 0 --hidden-size 64", new Location("args.txt", 1, 14), "above zero");
    }
}
