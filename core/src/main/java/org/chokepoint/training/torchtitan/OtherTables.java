package org.chokepoint.training.torchtitan;

import java.util.List;
import java.util.Locale;
import org.chokepoint.training.Job;
import org.chokepoint.training.Offload;
import org.chokepoint.training.Strategy;
import org.chokepoint.units.Figure;

/** What is recomputed, and what is forced: {@code [activation_checkpoint]}, {@code [debug]}. */
final class OtherTables {
    private final Strategy s;
    private final Job job;
    private final TomlLines lines;

    OtherTables(Strategy strategy, Job job, TomlLines lines) {
        this.s = strategy;
        this.job = job;
        this.lines = lines;
    }

    void write() {
        boolean layer = s.recompute().equals(List.of("layer"));
        lines.word("activation_checkpoint", "mode", layer ? "full" : "none");
        lines.commentIf(!layer && !s.recompute().isEmpty(), "recompute", String.join(" ", s.recompute()));
        lines.commentIf(s.recomputeLayers() > 0, "recompute_layers", String.valueOf(s.recomputeLayers()));
        lines.commentIf(
                s.offload() != Offload.NONE, "offload", s.offload().name().toLowerCase(Locale.ROOT));
        lines.commentIf(!s.flashAttention(), "flash_attention", "false");
        lines.commentIf(s.cudaGraphs(), "cuda_graphs", "true");
        lines.commentIf(s.communicationUnits() > 0, "communication_units", String.valueOf(s.communicationUnits()));
        if (job.network().routed()) {
            load();
        }
    }

    private void load() {
        s.expertLoad().ifPresent(load -> {
            if (load == 1) {
                lines.on("debug", "moe_force_load_balance");
            } else {
                lines.comment("expert_load", Figure.json(load));
            }
        });
        lines.commentIf(s.capacityFactor() > 0, "capacity_factor", Figure.json(s.capacityFactor()));
        lines.commentIf(s.capacityPadding(), "capacity_padding", "true");
    }
}
