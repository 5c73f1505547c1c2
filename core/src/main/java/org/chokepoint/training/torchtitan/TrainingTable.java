package org.chokepoint.training.torchtitan;

import java.util.Optional;
import org.chokepoint.model.Precision;
import org.chokepoint.training.Job;
import org.chokepoint.training.Layout;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.Strategy;

/** Batch, sequence and number formats: {@code [training]}, and the converter to FP8. */
final class TrainingTable {
    private static final String TABLE = "training";

    private final Strategy s;
    private final Job job;
    private final Layout layout;
    private final TomlLines lines;

    TrainingTable(Strategy strategy, Job job, Layout layout, TomlLines lines) {
        this.s = strategy;
        this.job = job;
        this.layout = layout;
        this.lines = lines;
    }

    void write(Optional<RunPreset.BatchRamp> ramp) {
        boolean pipeline = s.pipelineParallel() > 1;
        lines.number(TABLE, "local_batch_size", (long) s.microBatch() * (pipeline ? layout.microBatches() : 1));
        lines.number(TABLE, "global_batch_size", job.globalBatch());
        lines.number(TABLE, "seq_len", job.sequenceLength());
        ramp.filter(growing -> growing.from() < job.globalBatch())
                .ifPresent(growing -> lines.comment("batch_ramp", "from " + growing.from() + " sequences"));
        formats();
    }

    /** Weights, gradients and moments are all in the format of training; without master weights that is BF16. */
    private void formats() {
        Precision p = s.precision();
        boolean brief = !s.masterWeights() && s.gradientPrecision() == Precision.BF16;
        Precision kept = brief ? Precision.BF16 : Precision.FP32;
        lines.word(TABLE, "dtype", brief ? "bfloat16" : "float32");
        lines.word(TABLE, "mixed_precision_param", p == Precision.FP32 ? "float32" : "bfloat16");
        lines.word(TABLE, "mixed_precision_reduce", "float32");
        if (p == Precision.FP8) {
            String converters = TomlLines.quoted("quantize.linear.float8");
            boolean routed = job.network().routed();
            converters += routed ? ", " + TomlLines.quoted("quantize.grouped_mm.float8") : "";
            lines.put("model", "converters", "[" + converters + "]");
            lines.word("quantize.linear.float8", "recipe_name", "rowwise");
            if (routed) {
                lines.put("quantize.grouped_mm.float8", "fqns", "[\"experts\"]");
            }
        }
        boolean known = p == Precision.FP8 || p == Precision.BF16 || p == Precision.FP32;
        lines.commentIf(!known, "precision", p.label());
        lines.commentIf(
                s.gradientPrecision() != kept,
                "gradient_precision",
                s.gradientPrecision().label());
        lines.commentIf(
                s.momentPrecision() != kept,
                "moment_precision",
                s.momentPrecision().label());
        lines.commentIf(!s.masterWeights() && !brief, "master_weights", "false");
        lines.commentIf(s.narrowActivations(), "narrow_activations", "true");
    }
}
