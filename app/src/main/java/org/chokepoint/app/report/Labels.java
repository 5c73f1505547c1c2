package org.chokepoint.app.report;

import java.util.List;

/** What people call figures of an answer. */
final class Labels {
    private record Label(String path, String words) {}

    private static final List<Label> KNOWN = List.of(
            new Label("run.gpu_hours_productive", "GPU-hours, productive"),
            new Label("run.gpu_hours", "GPU-hours"),
            new Label("run.seconds", "wall time"),
            new Label("run.cost_usd", "cost"),
            new Label("step.seconds", "step"),
            new Label("step.mfu_causal_bf16peak", "MFU, causal over BF16 peak"),
            new Label("step.mfu_full_attention_bf16peak", "MFU, full attention over BF16 peak"),
            new Label("step.mfu_causal_compute_peak", "MFU, causal over the peak computed at"),
            new Label("step.hfu_causal_bf16peak", "HFU, causal over BF16 peak"));

    private Labels() {}

    /** Words for a path; without an entry, the path itself. */
    static String of(String path) {
        return KNOWN.stream()
                .filter(label -> label.path().equals(path))
                .map(Label::words)
                .findFirst()
                .orElse(path);
    }
}
