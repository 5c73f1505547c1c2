package org.chokepoint.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;
import org.chokepoint.model.Storage;
import org.chokepoint.validation.ServedRow.Client;
import org.chokepoint.validation.ServedRow.Drafts;
import org.chokepoint.validation.ServedRow.Phase;
import org.chokepoint.validation.ServedRow.Pool;
import org.junit.jupiter.api.Test;

/** Rows of tables of served requests as published ones word them, and what each means. */
final class InferenceTableTest {
    private static final Catalog CATALOG = Checkout.catalog();
    private static final String HEAD = String.join(",", InferenceTable.NEEDED) + "\n";

    private static final String R1 = "DeepSeek-R1,H200,8,8,,,,fp8,sglang 0.5.9,mixed,1024,1024,64,";
    private static final String TPOT = "tpot,20,ms,";

    private static InferenceTable.Read read(String row) {
        Csv table = Csv.read("t.csv", HEAD + "a-1,2026-03-27," + row + "\n");
        return new InferenceTable(CATALOG).read(table).get(0);
    }

    private static ServedRow served(String row) {
        InferenceTable.Read read = read(row);
        assertThat(read.skippedBecause()).isEmpty();
        return read.served().orElseThrow();
    }

    private static ServedRow noted(String notes) {
        return served(R1 + TPOT + "\"" + notes + "\"");
    }

    private static String why(String row) {
        return read(row).skippedBecause();
    }

    @Test
    void a1ColumnsDescribeOneInstance() {
        ServedRow row = served(R1 + TPOT);
        assertThat(row.source()).isEqualTo("a");
        assertThat(row.model()).isEqualTo("deepseek-v3");
        assertThat(row.network().layers()).isEqualTo(61);
        assertThat(row.accelerator().id()).isEqualTo("h200-sxm-141gb");
        assertThat(row.engine()).isEqualTo(new ServedRow.Engine("sglang", "0.5.9"));
        assertThat(row.date()).hasToString("2026-03-27");
        assertThat(row.phase()).isEqualTo(Phase.MIXED);
        assertThat(row.pool()).isEqualTo(new Pool(1, 8, 1, 1, 1));
        assertThat(row.prefill()).isEmpty();
        assertThat(row.load().client()).isEqualTo(Client.CLOSED_LOOP);
        assertThat(row.load().concurrency()).hasValue(64);
        assertThat(row.value()).isEqualTo(0.02);
        assertThat(row.metric().isRate()).isFalse();
    }

    @Test
    void a2ExpertsAreSplitOverTheSameGpus() {
        assertThat(served(R1.replace(",8,8,,,", ",8,8,4,1,") + TPOT).pool()).isEqualTo(new Pool(1, 8, 1, 4, 1));
        assertThat(served(R1.replace(",8,8,,,", ",32,1,32,32,") + TPOT).pool()).isEqualTo(new Pool(1, 1, 32, 32, 1));
    }

    @Test
    void a3MoreGpusThanAnInstanceHasAreMoreInstances() {
        assertThat(served(R1.replace(",8,8,,,", ",16,4,,,2") + TPOT).pool()).isEqualTo(new Pool(2, 4, 1, 1, 2));
    }

    @Test
    void a4RanksWithRequestsOfTheirOwnHoldExpertsOfTheirOwnWhereNothingElseIsSaid() {
        assertThat(served(R1.replace(",8,8,,,", ",8,2,,4,") + TPOT).pool()).isEqualTo(new Pool(1, 2, 4, 8, 1));
    }

    @Test
    void b1PoolsAreListed() {
        String r1 = R1.replace(",8,8,,,", ",48,1,32,32,");
        ServedRow row = served(r1 + TPOT
                + "\"c9; disaggregated 2 prefill x(tp1,dp8) + 1 decode x(tp1,dp32,ep32); no MTP flag in the file (rows"
                + " chosen to exclude MTP)\"");
        assertThat(row.pool()).isEqualTo(new Pool(1, 1, 32, 32, 1));
        assertThat(row.prefill()).contains(new Pool(2, 1, 8, 8, 1));
        assertThat(row.accelerators()).isEqualTo(48);
        assertThat(why(R1.replace(",8,8,,,", ",50,1,32,32,") + TPOT
                        + "\"disaggregated 2 prefill x(tp1,dp8) + 1 decode x(tp1,dp32,ep32)\""))
                .isEqualTo("the pools add up to 48 GPUs, not 50");
    }

    @Test
    void b2PoolsAreCountedWithGpusOfAWorker() {
        ServedRow row = served("gpt-oss-120b,H200,8,2,,,,mxfp4,SGLang PD,mixed,128,2048,128,ttft_mean,386,ms,"
                + "\"1P3D; mean actual output 682 tokens; xPyD workers on one 8xH200 node (2 GPUs per worker; 1P1D uses"
                + " fewer)\"");
        assertThat(row.pool()).isEqualTo(new Pool(3, 2, 1, 1, 1));
        assertThat(row.prefill()).contains(new Pool(1, 2, 1, 1, 1));
        assertThat(row.lengths().meanOutput()).hasValue(682);
        assertThat(row.engine()).isEqualTo(new ServedRow.Engine("sglang", ""));
        assertThat(row.metric().isFirstToken()).isTrue();
    }

    @Test
    void b3PoolsAreCountedWithTheirLayouts() {
        ServedRow row = served(
                R1.replace(",8,8,,,", ",64,1,32,32,") + TPOT + "\"2P1D on 4 nodes, prefill DP2+TP8, decode DP32+TP1\"");
        assertThat(row.prefill()).contains(new Pool(2, 8, 2, 16, 1));
        assertThat(row.pool()).isEqualTo(new Pool(1, 1, 32, 32, 1));
    }

    @Test
    void b4PoolsThatAreNotTold() {
        assertThat(why(R1 + TPOT + "disaggregated")).contains("the pools are not stated");
        assertThat(why(R1 + TPOT + "2P1D on 4 nodes")).contains("the pools' layouts are not stated");
        assertThat(why(R1.replace("sglang 0.5.9", "SGLang PD") + TPOT)).contains("the pools are not stated");
    }

    @Test
    void c1LengthsAreUniform() {
        assertThat(noted("actual lengths uniform in [0.8L, L] (mean ~0.9 nominal)")
                        .lengths()
                        .meanInput())
                .hasValueCloseTo(921.6, within(1e-9));
        ServedRow.Lengths around = noted("150 requests, lengths +-15%").lengths();
        assertThat(around.meanOutput()).hasValue(1024);
        assertThat(List.of(around.least(), around.most())).containsExactly(0.85, 1.15);
    }

    @Test
    void c2RequestsOfTheWholeRun() {
        assertThat(noted("~10x concurrency requests").load().requests()).hasValue(640);
        assertThat(noted("150 requests, lengths ±15%").load().requests()).hasValue(150);
    }

    @Test
    void c3RequestsForEachGpu() {
        String decode = "DeepSeek-V3/R1,H100,72,1,72,72,,fp8,SGLang,decode,2000,,256,output_tok_s_per_node,22282,"
                + "tok/s/node(8 GPU),";
        ServedRow row = served(decode + "256 requests per GPU");
        assertThat(row.load().concurrency()).hasValue(72 * 256);
        assertThat(row.metric()).isEqualTo(ServedMetric.OUTPUT_RATE_PER_GPU);
        assertThat(row.value()).isEqualTo(22282 / 8.0);
        assertThat(row.lengths().output()).isEmpty();
        assertThat(served(decode).load().concurrency()).hasValue(72 * 256);
        assertThat(served(decode + "128 req/GPU").load().concurrency()).hasValue(72 * 128);
    }

    @Test
    void c4AllAtOnce() {
        String run = R1.replace(",64,", ",%s,") + "total_tok_s,%s,tok/s (input+output),\"%s\"";
        ServedRow batch = served(run.formatted("64", "1000", "batch submitted at once; elapsed 131.1 s"));
        assertThat(batch.load().client()).isEqualTo(Client.BATCH);
        assertThat(batch.load().requests()).hasValue(64);
        assertThat(why(run.formatted("64", "2000", "batch submitted at once; elapsed 131.1 s")))
                .isEqualTo("the rate is not that of batch, lengths and elapsed time");
        ServedRow queue = served(run.formatted("", "1000", "offline max-throughput run, all requests queued"));
        assertThat(queue.load().client()).isEqualTo(Client.QUEUE);
        assertThat(queue.load().concurrency()).isEmpty();
        assertThat(served(run.formatted("1", "100", "batch 1")).load().client()).isEqualTo(Client.SINGLE);
    }

    @Test
    void c5PromptsAlone() {
        ServedRow row = served("DeepSeek-V3,H100,32,1,32,32,,fp8,SGLang,prefill,4096,,,input_tok_s_per_node,50302,"
                + "tok/s/node(8 GPU),\"16,384 tokens per GPU per step, TBO on, simulated perfect expert balance\"");
        assertThat(row.phase()).isEqualTo(Phase.PREFILL);
        assertThat(row.stepPromptTokens()).hasValue(16_384);
        assertThat(row.twoBatchOverlap()).contains(true);
        assertThat(row.balancedExperts()).isTrue();
        assertThat(row.load().client()).isEqualTo(Client.QUEUE);
    }

    @Test
    void d1Drafts() {
        assertThat(noted("MTP drafts=3, mean accepted length 2.82").drafts())
                .isEqualTo(new Drafts(3, OptionalDouble.of(2.82)));
        assertThat(noted("MTP3, batch 1").drafts()).isEqualTo(new Drafts(3, OptionalDouble.empty()));
        assertThat(noted("simulated MTP (attention slowed x2), two-batch overlap OFF")
                        .drafts()
                        .count())
                .isEqualTo(1);
        for (String none : List.of("", "no speculation", "no MTP flag in the file (rows chosen to exclude MTP)")) {
            assertThat(noted(none).drafts()).isEqualTo(new Drafts(0, OptionalDouble.empty()));
        }
        assertThat(noted("two-batch overlap OFF").twoBatchOverlap()).contains(false);
    }

    @Test
    void e1FormatsStandForWhatAChipMultipliesIn() {
        assertThat(formats("DeepSeek-R1,B200", "fp4")).isEqualTo("FP4 ?");
        assertThat(formats("DeepSeek-R1,H200", "fp4")).isEqualTo("FP4 ?");
        assertThat(formats("DeepSeek-R1,A100", "fp8")).isEqualTo("FP8 ?");
        assertThat(formats("gpt-oss-120b,H200", "fp4")).isEqualTo("MXFP4 ?");
        assertThat(formats("gpt-oss-120b,B200", "mxfp4")).isEqualTo("MXFP4 ?");
        assertThat(formats("Kimi-K2.5,H200", "int4")).isEqualTo("INT4 ?");
        assertThat(formats("Qwen3-32B,Ascend 910B", "int8 (w8a8)")).isEqualTo("INT8 ?");
        assertThat(formats("Qwen3-32B,H20-96G", "bfloat16")).isEqualTo("BF16 ?");
    }

    @Test
    void e2FormatsOfTheCacheAloneLeaveWeightsAsPublished() {
        assertThat(formats("Llama-3.1-8B,H100", "kv fp8")).isEqualTo("BF16 FP8");
        assertThat(formats("gpt-oss-20b,H100", "kv bf16")).isEqualTo("MXFP4 BF16");
        assertThat(formats("DeepSeek-V3,H200", "")).isEqualTo("FP8 ?");
        assertThat(noted("attention-DP8/EP8, FP8 KV cache").formats().cache()).contains(Storage.FP8);
        assertThat(noted("attention-DP8/EP8, 16-bit KV cache").formats().cache())
                .contains(Storage.BF16);
    }

    private static String formats(String of, String precision) {
        ServedRow.Formats formats = served(of + ",8,8,,,," + precision + ",vllm,mixed,128,128,8," + TPOT)
                .formats();
        return formats.weights() + " " + formats.cache().map(Enum::name).orElse("?");
    }

    @Test
    void f1MetricsInTheirUnits() {
        String llama = "Llama-3.1-8B,H100,1,1,,,,kv fp8,vLLM 0.19.1,decode,,,1,";
        ServedRow slope = served(llama + "itl_slope_per_cached_token,2.37e-05,ms/token,\"batch 1, fitted\"");
        assertThat(slope.metric()).isEqualTo(ServedMetric.ITL_PER_CACHED_TOKEN);
        assertThat(slope.value()).isEqualTo(2.37e-8);
        assertThat(slope.load().concurrency()).isEqualTo(OptionalInt.of(1));
        assertThat(served(llama + "itl_intercept,6.58,ms,").value()).isEqualTo(0.00658);
        assertThat(served(R1 + "prompt_plus_output_tok_s,133,tok/s,").metric().isRate())
                .isTrue();
    }

    @Test
    void g1WhatCantBePredictedSaysWhy() {
        assertThat(why("GEMM,H100,1,,,,,fp8,x,prefill,,,64,gemm_latency,9,us,")).contains("an operator by itself");
        assertThat(why("KV,storage,,,,,,,3FS,,,,,aggregate_read,6.6,TiB/s,")).isEqualTo("a figure of storage");
        assertThat(why(R1 + "eplb_speedup_decode,2.54,x,EPLB on vs off")).isEqualTo("a ratio of two runs");
        assertThat(why(R1 + "cost_per_M_output,0.2,USD/M tok,")).contains("a cost");
        assertThat(why(R1 + "joy,1,tok/s,")).isEqualTo("'joy' is no figure of serving");
        assertThat(why(R1 + "tpot,,ms,")).contains("no value above zero");
        assertThat(why(R1.replace("fp8", "fp8 or fp4 (check table header)") + TPOT))
                .contains("is not stated");
        assertThat(why(R1.replace("fp8", "nf4") + TPOT)).contains("'nf4' are not modelled");
        assertThat(why(R1.replace("DeepSeek-R1", "DeepSeek-X") + TPOT)).contains("no model 'DeepSeek-X'");
        assertThat(why(R1.replace("H200", "H2000") + TPOT)).contains("no accelerator 'H2000'");
        assertThat(why(R1.replace(",64,", ",,") + TPOT)).isEqualTo("batch_or_concurrency is not stated");
        assertThat(why(R1.replace(",1024,1024,", ",1024,,") + TPOT)).isEqualTo("output_len is not stated");
        assertThat(why(R1.replace(",8,8,,,", ",8,3,,,") + TPOT)).contains("no multiple of tp × dp × pp = 3");
        assertThat(why(R1.replace(",8,8,,,", ",8,8,3,,") + TPOT)).contains("ep = 3 does not divide");
        assertThat(why(R1.replace(",8,8,,,", ",8,,,,") + TPOT)).contains("how 8 GPUs share the work");
        assertThat(why(R1.replace("H200", "Ascend 910C") + TPOT + "n_gpus counts 64 GB dies"))
                .contains("counts dies");
        assertThat(why(R1 + TPOT + "average per card - card vs die not spelled out"))
                .contains("of a card, a die");
        assertThat(why(R1 + TPOT + "first unoptimised baseline")).contains("not optimised yet");
        assertThat(why(R1 + TPOT + "final incl. relaxed acceptance")).contains("relaxed rule");
        assertThat(why(R1 + TPOT + "suffix speculation 3 drafts")).contains("taken from the text before");
        assertThat(why(R1 + TPOT + "attention slowed x2")).contains("slowed on purpose");
    }

    @Test
    void h1WrongCellsHavePlaces() {
        fault(R1.replace("1024,64", "1024,many") + TPOT, "batch_or_concurrency: expected a number, found 'many'");
        fault(R1.replace("1024,64", "1024,0") + TPOT, "batch_or_concurrency: expected a number above zero, found '0'");
        fault(R1.replace(",8,8,", ",8,0,") + TPOT, "tp: expected a number above zero");
        fault(R1.replace("mixed", "mixd") + TPOT, "phase: expected prefill, decode or mixed, found 'mixd'");
        fault(R1 + "tpot,20,tok/s,", "unit: expected a unit of tpot, found 'tok/s'");
        fault(
                R1 + TPOT + "\"disaggregated 1 prefill x(tp4,zz1) + 1 decode x(tp4)\"",
                "notes: expected sizes of a pool like tp1,dp32,ep32");
        Csv dated = Csv.read("t.csv", HEAD + "a-1,March," + R1 + TPOT + "\n");
        assertThatThrownBy(() -> new InferenceTable(CATALOG).read(dated))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("date: expected a day like 2026-03-27 or a month like 2025-09, found 'March'");
        Csv other = Csv.read("t.csv", HEAD.replace("n_gpus", "n_gpu") + "a-1,2026-03-27," + R1 + TPOT + "\n");
        assertThat(InferenceTable.holds(other)).isTrue();
        assertThatThrownBy(() -> new InferenceTable(CATALOG).read(other))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("the column 'n_gpus' is missing")
                .hasMessageContaining("n_gpu");
    }

    private static void fault(String row, String message) {
        assertThatThrownBy(() -> read(row))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("t.csv:2:1")
                .hasMessageContaining(message);
    }

    @Test
    void i1TheCatalogsTable() {
        Csv table = Csv.read("inference.csv", CATALOG.table("measurements/inference.csv"));
        TreeMap<String, Integer> metrics = new TreeMap<>();
        TreeMap<String, Integer> reasons = new TreeMap<>();
        for (InferenceTable.Read each : new InferenceTable(CATALOG).read(table)) {
            each.served().ifPresent(row -> metrics.merge(row.metric().name(), 1, Integer::sum));
            if (each.served().isEmpty()) {
                reasons.merge(each.skippedBecause(), 1, Integer::sum);
            }
        }
        assertThat(metrics)
                .hasToString("{INPUT_RATE_PER_GPU=5, ITL_INTERCEPT=5, ITL_P50=4, ITL_PER_CACHED_TOKEN=5,"
                        + " OUTPUT_RATE=148, OUTPUT_RATE_PER_GPU=5, REQUEST_RATE=48, TOTAL_RATE=46, TPOT=242,"
                        + " TPOT_MEAN=18, TTFT=198, TTFT_MEAN=18, TTFT_P50=4, USER_RATE=8}");
        assertThat(reasons)
                .hasToString("{a ratio of two runs=2,"
                        + " drafts were accepted by a relaxed rule, and how many were is not stated=1,"
                        + " drafts were taken from the text before, and how many were accepted is not stated=6,"
                        + " n_gpus counts dies, and the chip is modelled as a whole=5,"
                        + " the engine was not optimised yet, which is not modelled=1,"
                        + " whether the figure is of a card, a die or the deployment is not stated=2,"
                        + " which format the weights have is not stated=2}");
    }

    @Test
    void i2FiguresOfOneRunShareAGroup() {
        Csv table = Csv.read("inference.csv", CATALOG.table("measurements/inference.csv"));
        long groups = new InferenceTable(CATALOG)
                .read(table).stream()
                        .flatMap(each -> each.served().stream())
                        .filter(row -> row.source().equals("infx"))
                        .map(ServedRow::group)
                        .distinct()
                        .count();
        assertThat(groups).isEqualTo(236);
    }
}
