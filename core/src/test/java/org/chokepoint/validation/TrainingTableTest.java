package org.chokepoint.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.Shelf;
import org.chokepoint.evidence.Fault;
import org.chokepoint.model.Block;
import org.junit.jupiter.api.Test;

/** Rows of training measurements become jobs on machines, or say why not. */
final class TrainingTableTest {
    private static final Catalog CATALOG = new Catalog(Shelf.of(Checkout.path("catalog")), List.of());
    private static final String HEAD =
            "id,source,model,accelerator,n_gpus,nodes_gpus,nic_gbps_per_gpu,stack,tp,pp,vpp,ep,"
                    + "zero_stage,microbatch,global_batch_seqs,seq_len,precision,recompute,recompute_ops,metric,value,"
                    + "layers,hidden,heads,kv_heads,ffn,vocab,experts,topk,moe_ffn,task,dropped,force_balanced\n";
    private static final String LLAMA = ",32,4096,32,8,14336,128256,,,,,,";
    private static final String JOB = "H100,8,8,,megatron-core@0.14,1,1,,,1,1,128,8192,bf16,none,,";

    private static Measured row(String text) {
        Csv table = Csv.read("t.csv", HEAD + text + "\n");
        return new TrainingTable(CATALOG).predict(table, share -> {}).get(0);
    }

    private static MeasuredStep step(String text) {
        return row(text).step().orElseThrow();
    }

    private static String why(String text) {
        return row(text).outcome().skippedBecause();
    }

    @Test
    void columnsDescribeAnUnknownModel() {
        MeasuredStep step = step("a-1,s,GPT-X,A100,8,8,,megatron-lm@2021-04,2,1,,,,4,64,2048,,full,,step_time_s,9,"
                + "24,2048,16,,,51200,,,,,,");
        assertThat(step.job().network().layers()).isEqualTo(24);
        assertThat(step.job().network().parameters().total()).isBetween(1.2e9, 1.4e9);
        assertThat(step.machine().stack().id()).isEqualTo("megatron-lm-2021");
        assertThat(step.strategy().flashAttention()).isFalse();
        assertThat(step.strategy().recompute()).containsExactly("layer");
        assertThat(step.strategy().precision().label()).isEqualTo("fp16");
    }

    @Test
    void cutModelsKeepTheirShareOfEachKindOfLayer() {
        MeasuredStep step =
                step("a-1,s,deepseekv3 (4 layers),B200,8,8,,megatron-core@0.14,1,1,,8,1,1,32,4096,bf16,,none,"
                        + "step_time_s,1,4,7168,128,,18432,129280,256,8,2048,,1,");
        List<Block> blocks = step.job().network().blocks();
        assertThat(blocks).hasSize(4);
        assertThat(blocks.stream().filter(Block::routed)).hasSize(3);
        assertThat(step.strategy().capacityFactor()).isEqualTo(1);
    }

    @Test
    void embeddingAndLossTakeThePlaceOfLayersWhereOthersDontDivide() {
        MeasuredStep step =
                step("a-1,s,Llama3.1-405B,H100,1024,8,400,megatron-bridge@25.09,8,8,8,,1,1,512,8192,fp8-cs,,,"
                        + "tokens_per_s_per_gpu,300,126,16384,128,8,53248,128256,,,,,,");
        List<Integer> layers = step.strategy().stageLayers();
        assertThat(layers).hasSize(64);
        assertThat(List.of(layers.get(0), layers.get(1), layers.get(63))).containsExactly(1, 2, 1);
    }

    @Test
    void stacksStandForGenerationsFromTheirOwnOn() {
        for (String each :
                List.of("25.11>megatron-bridge-25", "26.04>megatron-bridge", "26.08>megatron-bridge-26.06")) {
            String[] parts = each.split(">", -1);
            MeasuredStep step = step("a-1,s,Llama3-8B,B200,8,8,,megatron-bridge@" + parts[0]
                    + ",1,1,,,1,1,128,8192,fp8-mx,,,tokens_per_s_per_gpu,300" + LLAMA);
            assertThat(step.machine().stack().id()).isEqualTo(parts[1]);
        }
    }

    @Test
    void ratesAreReadAsTimes() {
        Measured time = row("a-1,s,Llama3-8B," + JOB + "step_time_s,16" + LLAMA);
        Measured rate = row("a-2,s,Llama3-8B," + JOB + "tokens_per_s_per_gpu,8192" + LLAMA);
        assertThat(rate.error()).isCloseTo(time.error(), Offset.offset(1e-12));
        assertThat(rate.measuredSeconds()).isCloseTo(16, Offset.offset(1e-9));
    }

    @Test
    void whatCantBePredictedSaysWhy() {
        String time = "step_time_s,15";
        assertThat(why("a,s,X," + JOB.replace("H100", "Tetra-9") + time + LLAMA))
                .contains("no chip named 'Tetra-9'");
        assertThat(why("a,s,X," + JOB + time + ",32,4096,32,8,14336,128256,,,,lora,,"))
                .contains("LoRA");
        assertThat(why("a,s,X," + JOB.replace("0.14,1,1", "0.14,3,1") + time + LLAMA))
                .contains("tensor × pipeline");
        assertThat(why("a,s,X," + JOB + "layer_forward_ms,15" + LLAMA)).contains("no figure of a whole step");
        assertThat(why("a,s,X," + JOB + time + ",,,,,,,,,,,,")).contains("layers is not stated");
    }

    @Test
    void runsOutOfMemoryAreRightWhereTheyDontFit() {
        Measured fits = row("a-1,s,Llama3-8B," + JOB.replace("0.14,1,1", "0.14,8,1") + "oom," + LLAMA);
        Measured not = row("a-2,s,Llama3-8B," + JOB.replace("1,128,8192", "16,128,8192") + "oom,1" + LLAMA);
        assertThat(fits.outcome().predicted()).isLessThan(1);
        assertThat(not.outcome().predicted()).isGreaterThan(1);
        assertThat(fits.scored()).isFalse();
        Validation both = Validation.ofRows(List.of(fits, not));
        assertThat(both.outOfMemory()).isEqualTo(2);
        assertThat(both.outOfMemoryFound()).hasValue(0.5);
        assertThat(both.pooled().groups()).isZero();
        assertThat(Validation.ofRows(List.of(row("a-3,s,Llama3-8B," + JOB + "step_time_s,16" + LLAMA)))
                        .outOfMemoryFound())
                .isEmpty();
        assertThatThrownBy(() -> row("a-4,s,Llama3-8B," + JOB + "oom,80" + LLAMA))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("t.csv:2:1")
                .hasMessageContaining("value: expected 1 or nothing, found '80'");
    }

    @Test
    void wrongCellsHavePlaces() {
        assertThatThrownBy(() -> row("a,s,X," + JOB.replace("H100,8", "H100,eight") + "step_time_s,15" + LLAMA))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("t.csv:2:1")
                .hasMessageContaining("n_gpus: expected a number, found 'eight'");
        TrainingTable rows = new TrainingTable(CATALOG);
        Csv other = Csv.read("t.csv", "id,model\na,b\n");
        assertThatThrownBy(() -> rows.predict(other, share -> {}))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("'accelerator' is missing");
    }
}
