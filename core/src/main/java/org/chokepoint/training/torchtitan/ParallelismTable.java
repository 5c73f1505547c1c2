package org.chokepoint.training.torchtitan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.training.Job;
import org.chokepoint.training.Layout;
import org.chokepoint.training.Schedule;
import org.chokepoint.training.StagePlacement;
import org.chokepoint.training.Strategy;

/** How the job is split: {@code [parallelism]}. */
final class ParallelismTable {
    private static final String TABLE = "parallelism";

    private final Strategy s;
    private final Job job;
    private final Layout layout;
    private final TomlLines lines;

    ParallelismTable(Strategy strategy, Job job, Layout layout, TomlLines lines) {
        this.s = strategy;
        this.job = job;
        this.layout = layout;
        this.lines = lines;
    }

    void write() {
        data();
        lines.number(TABLE, "tensor_parallel_degree", s.tensorParallel());
        lines.commentIf(s.tensorParallel() > 1 && !s.sequenceParallel(), "sequence_parallel", "false");
        if (s.tensorOverlap() && s.tensorParallel() > 1) {
            lines.on(TABLE, "enable_async_tensor_parallel");
            lines.on("compile", "enable"); // without effect otherwise
        }
        pipeline();
        context();
        if (job.network().routed()) {
            experts();
        }
        lines.commentIf(s.stagePlacement() == StagePlacement.PIPELINE_INSIDE, "stage_placement", "pipeline-inside");
    }

    /**
     * FSDP splits over data times context parallel ranks. In a pipeline it sums gradients after the last micro-batch and gathers
     * weights once, which is our ZeRO-1; without one it sums after each, which is ZeRO-2, or 3 where weights are freed again.
     */
    private void data() {
        int ranks = layout.dataParallel() * s.contextParallel();
        int group = s.zeroGroup() == 0 ? ranks : Math.min(ranks, s.zeroGroup());
        boolean replicated = s.zeroStage() == 0;
        boolean alone = s.tensorParallel() * s.pipelineParallel() * s.contextParallel() == 1;
        boolean whole = group % s.contextParallel() == 0;
        int shard =
                replicated && (alone || ranks == 1) ? 1 : whole ? group / s.contextParallel() : layout.dataParallel();
        lines.number(TABLE, "data_parallel_replicate_degree", layout.dataParallel() / shard);
        lines.number(TABLE, "data_parallel_shard_degree", shard);
        if (shard * s.contextParallel() > 1) {
            lines.word(TABLE, "fsdp_reshard_after_forward", s.zeroStage() == 3 ? "always" : "never");
        }
        boolean first = s.zeroStage() == 1 && s.pipelineParallel() == 1 && ranks > 1;
        boolean second = s.zeroStage() >= 2 && s.pipelineParallel() > 1;
        boolean none = replicated && !alone && ranks > 1; // DDP stands alone
        lines.commentIf(first || second || none, "zero_stage", String.valueOf(s.zeroStage()));
        lines.commentIf(!whole, "zero_group", String.valueOf(s.zeroGroup()));
        lines.commentIf(!s.gradientOverlap(), "gradient_overlap", "false");
        lines.commentIf(!s.parameterOverlap() && s.zeroStage() > 0, "parameter_overlap", "false");
    }

    private void pipeline() {
        lines.number(TABLE, "pipeline_parallel_degree", s.pipelineParallel());
        if (s.pipelineParallel() == 1) {
            return;
        }
        Optional<String> word = scheduleWord(s.schedule());
        word.ifPresent(known -> lines.word(TABLE, "pipeline_parallel_schedule", known));
        lines.commentIf(word.isEmpty(), "schedule", s.schedule().word());
        lines.number(TABLE, "pipeline_parallel_microbatch_size", s.microBatch());
        stages();
        int further = job.network().nextToken().count();
        lines.commentIf(further > 0, "next_token_prediction", further + " modules");
    }

    /** Names of PyTorch's schedules; ZB-H1 and DualPipe with both directions are not among them. */
    static Optional<String> scheduleWord(Schedule schedule) {
        switch (schedule) {
            case GPIPE:
                return Optional.of("GPipe");
            case ONE_F_ONE_B:
                return Optional.of("1F1B");
            case INTERLEAVED:
                return Optional.of("Interleaved1F1B");
            case DUALPIPE_V:
                return Optional.of("DualPipeV");
            default:
                return Optional.empty();
        }
    }

    /** Equal chunks follow from their layers, where embedding and head count as none; others are spelled out. */
    private void stages() {
        List<Integer> chunks = layout.chunkLayers();
        int layers = chunks.get(0);
        if (chunks.stream().allMatch(each -> each == layers)) {
            lines.number(TABLE, "pipeline_parallel_layers_per_stage", layers);
            lines.number(TABLE, "pipeline_parallel_first_stage_less_layers", 0);
            lines.number(TABLE, "pipeline_parallel_last_stage_less_layers", 0);
        } else {
            lines.put(TABLE, "module_fqns_per_model_part", modules());
        }
    }

    /** Modules of each chunk, in order of the model. */
    private String modules() {
        List<String> parts = new ArrayList<>();
        int layer = 0;
        int chunks = layout.chunkLayers().size();
        for (int chunk = 0; chunk < chunks; chunk++) {
            List<String> names = new ArrayList<>();
            if (chunk == 0) {
                names.add(TomlLines.quoted("tok_embeddings"));
            }
            for (int end = layer + layout.chunkLayers().get(chunk); layer < end; layer++) {
                names.add(TomlLines.quoted("layers." + layer));
            }
            if (chunk == chunks - 1) {
                names.add(TomlLines.quoted("norm"));
                names.add(TomlLines.quoted("output"));
            }
            parts.add("    [" + String.join(", ", names) + "],\n");
        }
        return "[\n" + String.join("", parts) + "]";
    }

    private void context() {
        lines.number(TABLE, "context_parallel_degree", s.contextParallel());
        if (s.contextParallel() > 1) {
            boolean ring = s.contextAlgorithm() == ContextAlgorithm.RING;
            lines.word(TABLE, "context_parallel_rotate_method", ring ? "alltoall" : "allgather");
            lines.commentIf(s.contextAlgorithm() == ContextAlgorithm.ULYSSES, "context_algorithm", "ulysses");
        }
    }

    /** Expert ranks are those of context and data parallelism, and of tensor parallelism where experts are whole. */
    private void experts() {
        lines.number(TABLE, "expert_parallel_degree", s.expertParallel());
        if (s.expertParallel() == 1) {
            return;
        }
        lines.number(TABLE, "expert_tensor_parallel_degree", s.expertTensorParallel());
        lines.word(TABLE, "expert_parallel_comm_backend", s.nodeDeduplication() ? "deepep" : "standard");
        int least = s.contextParallel() * (s.expertTensorParallel() == 1 ? s.tensorParallel() : 1);
        boolean fits = s.expertParallel() % least == 0;
        lines.commentIf(!fits, "expert_parallel", s.expertParallel() + ", no multiple of " + least);
        boolean overlaps = s.schedule() == Schedule.DUALPIPE_V && s.recompute().isEmpty();
        if (s.schedule() == Schedule.DUALPIPE_V) {
            lines.put(
                    TABLE, "pipeline_parallel_expert_parallel_overlap", String.valueOf(s.expertOverlap() && overlaps));
        }
        lines.commentIf(s.expertOverlap() && !overlaps, "expert_overlap", "true");
    }
}
