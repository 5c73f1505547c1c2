package org.chokepoint.training.megatron;

import java.util.List;
import java.util.Optional;

/** What data-parallel ranks share, and what communication runs beside compute. */
final class ShardingArguments {
    /** In the order of ZeRO's stages. */
    static final List<String> STRATEGIES = List.of("no_shard", "optim", "optim_grads", "optim_grads_params");

    private final Arguments a;
    private final Choices choices;

    private ShardingArguments(Arguments a, Choices choices) {
        this.a = a;
        this.choices = choices;
    }

    static void read(Arguments a, int accelerators, Choices choices) {
        ShardingArguments reader = new ShardingArguments(a, choices);
        int stage = reader.stage();
        reader.overlap(stage);
        reader.group(stage, accelerators);
        a.require(Argument.TP_COMM_OVERLAP, Argument.SEQUENCE_PARALLEL);
        choices.setSwitch("tensor_overlap", a.get(Argument.TP_COMM_OVERLAP));
    }

    private int stage() {
        a.exclude(Argument.USE_DISTRIBUTED_OPTIMIZER, Argument.USE_TORCH_FSDP2);
        a.exclude(Argument.USE_MEGATRON_FSDP, Argument.USE_TORCH_FSDP2);
        a.exclude(Argument.USE_DISTRIBUTED_OPTIMIZER, Argument.ZERO_STAGE);
        a.exclude(Argument.USE_MEGATRON_FSDP, Argument.ZERO_STAGE);
        a.exclude(Argument.USE_TORCH_FSDP2, Argument.ZERO_STAGE);
        a.require(Argument.TORCH_FSDP2_NO_RESHARD_AFTER_FORWARD, Argument.USE_TORCH_FSDP2);
        a.require(Argument.DATA_PARALLEL_SHARDING_STRATEGY, Argument.USE_MEGATRON_FSDP);
        Optional<Given> from = a.first(
                Argument.TORCH_FSDP2_NO_RESHARD_AFTER_FORWARD,
                Argument.USE_TORCH_FSDP2,
                Argument.DATA_PARALLEL_SHARDING_STRATEGY,
                Argument.USE_MEGATRON_FSDP,
                Argument.ZERO_STAGE,
                Argument.DEEPSPEED,
                Argument.USE_DISTRIBUTED_OPTIMIZER);
        int stage = from.map(ShardingArguments::stage).orElse(0);
        if (stage == 0 && a.has(Argument.ZERO_STAGE) && a.has(Argument.BF16)) {
            choices.note("DeepSpeed's BF16 optimizer splits its state at --zero-stage 0, too; computed as ZeRO 1");
            stage = 1;
        }
        choices.set("zero_stage", from, stage);
        return stage;
    }

    private static int stage(Given given) {
        switch (given.argument()) {
            case TORCH_FSDP2_NO_RESHARD_AFTER_FORWARD:
                return 2;
            case USE_TORCH_FSDP2:
                return 3;
            case DATA_PARALLEL_SHARDING_STRATEGY:
                return STRATEGIES.indexOf(given.word(STRATEGIES));
            case USE_MEGATRON_FSDP:
                return 0;
            case ZERO_STAGE:
                return given.whole();
            default:
                return 1;
        }
    }

    private void overlap(int stage) {
        Optional<Given> gradients = a.get(Argument.OVERLAP_GRAD_REDUCE);
        Optional<Given> parameters = a.get(Argument.OVERLAP_PARAM_GATHER);
        Optional<Given> sharded =
                a.has(Argument.ZERO_STAGE) && stage == 3 ? a.get(Argument.ZERO_STAGE) : a.get(Argument.USE_TORCH_FSDP2);
        if (parameters.isPresent()) {
            a.require(Argument.OVERLAP_PARAM_GATHER, Argument.OVERLAP_GRAD_REDUCE);
            if (stage == 0 && !a.has(Argument.USE_MEGATRON_FSDP)) {
                a.require(Argument.OVERLAP_PARAM_GATHER, Argument.USE_DISTRIBUTED_OPTIMIZER);
            }
        }
        choices.setSwitch("gradient_overlap", gradients.or(() -> sharded));
        choices.setSwitch("parameter_overlap", parameters.or(() -> sharded));
    }

    private void group(int stage, int accelerators) {
        Optional<Given> given = a.get(Argument.NUM_DISTRIBUTED_OPTIMIZER_INSTANCES);
        long instances = given.map(Given::whole).orElse(1);
        long shards = (long) a.whole(Argument.TENSOR_MODEL_PARALLEL_SIZE, 1)
                * a.whole(Argument.PIPELINE_MODEL_PARALLEL_SIZE, 1);
        if (instances == 1 || shards == 0 || accelerators % shards != 0) {
            choices.set("zero_group", given, 0);
            return;
        }
        if (stage == 0) {
            a.require(Argument.NUM_DISTRIBUTED_OPTIMIZER_INSTANCES, Argument.USE_DISTRIBUTED_OPTIMIZER);
        }
        long ranks = accelerators / shards;
        if (instances == 0 || ranks % instances != 0) {
            throw given.orElseThrow()
                    .fault(
                            "the " + ranks + " data-parallel ranks don't divide into " + instances + " instances.",
                            "use a power of two.");
        }
        choices.set("zero_group", given, ranks / instances);
    }
}
