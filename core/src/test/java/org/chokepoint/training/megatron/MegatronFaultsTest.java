package org.chokepoint.training.megatron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chokepoint.evidence.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts get wrong: place, what is wrong, remedy. Behind {@code --bf16} on 64 chips; lines are apart by {@code /}. */
final class MegatronFaultsTest {
    private static void refused(String model, String arguments, String where, String what, String maybe) {
        String text = "--bf16\n" + arguments.replace(" / ", "\n");
        assertThatThrownBy(() -> {
                    MegatronFile file = MegatronFile.read("a.sh", text);
                    file.strategy(Scripts.network(model), 64);
                    file.sequenceLength();
                    file.globalBatch();
                    file.ramp(4096);
                    file.tokens(4096, 64);
                })
                .as(arguments)
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.at()).as(fault.getMessage()).hasToString("a.sh:" + where);
                    assertThat(fault.what()).contains(what).endsWith(".");
                    assertThat(fault.maybe()).contains(maybe).endsWith(".");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                // values that can't be read
                "--tensor-model-parallel-size eight      # 2:30 # must be a whole number, found 'eight' # slip",
                "--tensor-model-parallel-size -8         # 2:30 # must be a whole number, found '-8' # sign",
                "--tensor-model-parallel-size 2.0        # 2:30 # whole number # slip",
                "--tensor-model-parallel-size 99999999999 # 2:30 # below 2^31 # digit",
                "--tensor-model-parallel-size            # 2:1  # needs a value # lost with a line",
                "--tensor-model-parallel-size --fp8-format hybrid # 2:1 # needs a value # slip",
                "--tensor-model-parallel-size 8 4        # 2:32 # takes one value, and '4' follows # dashes",
                "--sequence-parallel true                # 2:21 # takes no value, and 'true' follows # dashes",
                "--tensor-model-parallel-size $TP        # 2:30 # needs $TP, which the file does not set # set it",
                "--tensor-model-parallel-size=$((TP*2))  # 2:30 # needs $((TP*2)), which needs $TP # set it",
                "--fp8-format e5m2                       # 2:14 # one of e4m3, hybrid # one of",
                "--cp-comm-type p3p                      # 2:16 # one of p2p, all_gather # p2p",
                "--recompute-granularity ful             # 2:25 # one of full, selective # you meant full",
                "--recompute-granularity selective --recompute-modules core_atn # 2:35 # no 'core_atn' # core_attn",
                "--attention-backend flsh                # 2:21 # one of flash # you meant flash",
                "--data-parallel-sharding-strategy optim_grad --use-megatron-fsdp # 2:35 # one of # optim_grads",
                "--moe-expert-capacity-factor lots       # 2:30 # must be a number # 1.25",
                "--exp-avg-dtype int8                    # 2:17 # one of fp32 # one of",
                "--normalization batch                   # 2:17 # RMSNorm or LayerNorm # slip",
                "--moe-layer-freq ([0]*3+[1]*            # 2:18 # a number or a list # ([0]*3+[1]*58)",
                "--pipeline-model-parallel-layout Ex|L   # 2:34 # stages of E, t, m and L # Et*3",
                "--pipeline-model-parallel-layout Et*999999999L # 2:34 # ordinary length # factor",
                "--rampup-batch-size 64 --global-batch-size 128 # 2:21 # three numbers # lost",
                "--rampup-batch-size 60 16 1000 --global-batch-size 128 # 2:1 # can't grow from 60 to 128 by 16 # slip",
                "--global-batch-size 0                   # 2:21 # above zero # digit",
                "--train-iters 0                         # 2:15 # above zero # digit",
                // contradictions
                "--fp16                                  # 2:1  # --fp16 and --bf16 in line 1 exclude each other # removed",
                "--micro-batch-size 1 / --micro-batch-size 2 # 3:1 # contradicts --micro-batch-size 1 in line 2 # removed",
                "--fp8-format hybrid --fp4-format e2m1   # 2:21 # exclude each other # removed",
                "--num-layers-per-virtual-pipeline-stage 2 / --num-virtual-stages-per-pipeline-rank 2 # 3:1 # exclude # removed",
                "--train-iters 5 --train-samples 6       # 2:17 # exclude # removed",
                "--use-torch-fsdp2 --use-distributed-optimizer # 2:1 # exclude # removed",
                "--zero-stage 1 --use-distributed-optimizer # 2:1 # exclude # removed",
                "--grad-reduce-in-bf16 --accumulate-allreduce-grads-in-fp32 # 2:1 # exclude # removed",
                "--use-flash-attn --attention-backend unfused # 2:18 # exclude # removed",
                "--enable-cuda-graph --external-cuda-graph # 2:21 # exclude # removed",
                "--context-parallel-size 2 --ds-sequence-parallel-size 2 # 2:27 # exclude # removed",
                "--overlap-param-gather                  # 2:1  # needs --overlap-grad-reduce # add",
                "--overlap-param-gather --overlap-grad-reduce # 2:1 # needs --use-distributed-optimizer # add",
                "--tp-comm-overlap                       # 2:1  # needs --sequence-parallel # add",
                "--moe-enable-deepep                     # 2:1  # needs --moe-token-dispatcher-type flex # add",
                "--exp-avg-dtype bf16 --exp-avg-sq-dtype bf16 # 2:1 # needs --use-precision-aware-optimizer # add",
                "--data-parallel-sharding-strategy optim # 2:1  # needs --use-megatron-fsdp # add",
                "--num-distributed-optimizer-instances 2 # 2:1  # needs --use-distributed-optimizer # add",
                "--recompute-granularity full            # 2:1  # needs --recompute-method # uniform",
                "--recompute-granularity full --recompute-method block # 2:30 # number of layers # add",
                "--recompute-granularity selective --recompute-method uniform # 2:35 # exclude # removed",
                "--model-parallel-size 8                 # 2:1  # no longer valid # --tensor-model-parallel-size",
                "--batch-size 8                          # 2:1  # no longer valid # --micro-batch-size",
                // what no strategy can express
                "--context-parallel-size 4 --cp-comm-type a2a+p2p # 2:27 # can't be expressed # p2p",
                "--cp-comm-type p2p a2a                  # 2:1  # can't be expressed # one value",
                "--use-precision-aware-optimizer --exp-avg-dtype bf16 # 2:33 # two formats (bf16 and fp32) # the same",
                "--use-precision-aware-optimizer --main-params-dtype fp16 # 2:33 # other than fp32 # fp32",
                "--cpu-offloading-num-layers 2 --optimizer-cpu-offload # 2:31 # can't be expressed together # one",
                // 32 layers over stages
                "--pipeline-model-parallel-size 5        # 2:1  # the 32 layers don't divide over 5 stages # layout",
                "--pipeline-model-parallel-size 4 --num-layers-per-virtual-pipeline-stage 3 # 2:34 # the 8 layers # 8",
                "--pipeline-model-parallel-size 4 --num-virtual-stages-per-pipeline-rank 3 # 2:34 # (8, 8, 8, 8) # divisor",
                "--num-virtual-stages-per-pipeline-rank 2 # 2:1 # need pipeline stages # raise",
                "--pipeline-model-parallel-size 4 --decoder-first-pipeline-num-layers 7 # 2:34 # other 25 of 32 # layout",
                "--pipeline-model-parallel-size 2 --pipeline-model-parallel-layout Et*16|t*15L # 2:34 # has 31 layers # factor",
                "--pipeline-model-parallel-size 2 --pipeline-model-parallel-layout Et*16|t*8|t*8L # 2:34 # 3 stages # |",
                "--pipeline-model-parallel-size 2 --pipeline-model-parallel-layout t*16|t*16L # 2:34 # one E # Et*16|t*16L",
                "--pipeline-model-parallel-size 2 --pipeline-model-parallel-layout Et*16|t*16mL # 2:34 # 1 multi-token # m",
                "--use-distributed-optimizer --num-distributed-optimizer-instances 3 # 2:29 # 64 data-parallel # power",
                // the model
                "--num-layers 80                         # 2:1  # contradicts the model llama-3.1-8b, which has 32 # names",
                "--hidden-size 8192                      # 2:1  # which has 4096 # another model",
                "--num-attention-heads 64                # 2:1  # which has 32 # another model",
                "--num-query-groups 4                    # 2:1  # which has 8 # another model",
                "--kv-channels 64                        # 2:1  # which has 128 # another model",
                "--ffn-hidden-size 11008                 # 2:1  # which has 14336 # another model",
                "--num-experts 8                         # 2:1  # --num-experts 8 contradicts # another model",
                "--moe-ffn-hidden-size 2048              # 2:1  # which has none # another model",
                "--squared-relu                          # 2:1  # which has a gate # another model",
                "--multi-latent-attention                # 2:1  # which has no latent attention # another model",
                "--mtp-num-layers 1                      # 2:1  # which has 0 # another model",
                "--normalization LayerNorm               # 2:1  # which has RMS norms # another model",
                "--position-embedding-type learned_absolute # 2:1 # which has no table # another model",
                "--vocab-size 32000                      # 2:1  # which has 128256 token types # another model",
                "--moe-layer-freq 2                      # 2:1  # experts in 0 of its layers # another model"
            })
    void eachFaultHasItsPlaceAndRemedy(String arguments, String where, String what, String maybe) {
        refused("llama-3.1-8b", arguments, where, what, maybe);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "deepseek-v3  # --num-experts 160            # which has 256",
                "deepseek-v3  # --moe-router-topk 6          # which has 8",
                "deepseek-v3  # --q-lora-rank 1024           # which has 1536",
                "deepseek-v3  # --moe-layer-freq ([0]*1+[1]*60) # experts in 58 of its layers",
                "deepseek-v3  # --ffn-hidden-size 14336      # which has 2048 and 18432",
                "gpt-3-175b   # --swiglu                     # which has no gate",
                "gpt-2-xl     # --untie-embeddings-and-output-weights # which has tied embeddings",
                "gpt-3-175b   # --position-embedding-type rope # which has a table of positions"
            })
    void modelsContradict(String model, String arguments, String what) {
        refused(model, arguments, "2:1", what, "another model");
    }

    @Test
    void processesMustBeTheChips() {
        MegatronFile file =
                MegatronFile.read("a.sh", "NODES=16\ntorchrun --nnodes $NODES --nproc-per-node 8 train.py --bf16");
        assertThat(file.strategy(Scripts.network("llama-3.1-8b"), 128).fields()).isNotEmpty();
        assertThatThrownBy(() -> file.strategy(Scripts.network("llama-3.1-8b"), 64))
                .isInstanceOf(Fault.class)
                .hasMessage("a.sh:1:7: the script starts 16 × 8 = 128 processes, and the question has 64 chips."
                        + "\nMaybe change this number, or --on.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "~~                        # a.sh     # gives no argument that is known",
                "ls -l                     # a.sh     # gives no argument that is known",
                "--lr 1e-4                 # a.sh     # gives no argument that is known",
                "--bf16 'x                 # a.sh:1:8 # quote that opens here is not closed"
            })
    void whatIsNoListOfArgumentsIsRefused(String text, String where, String what) {
        assertThatThrownBy(() -> MegatronFile.read("a.sh", text)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.at()).hasToString(where);
            assertThat(fault.what()).contains(what);
        });
    }

    @Test
    void yamlIsAsStrict() {
        assertThatThrownBy(() -> MegatronFile.read("a.yaml", "MODEL_ARGS:\n  --bf16: 1\n"))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("a.yaml:2:11: --bf16 takes no value, and '1' follows.");
        assertThatThrownBy(() -> MegatronFile.read("a.yaml", "MODEL_ARGS:\n  --bf16: true\n  --bf16: true\n"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("twice");
    }
}
