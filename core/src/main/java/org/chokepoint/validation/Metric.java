package org.chokepoint.validation;

import java.util.Optional;
import org.chokepoint.model.Network;
import org.chokepoint.model.Precision;
import org.chokepoint.training.Job;
import org.chokepoint.training.MemoryPlan;
import org.chokepoint.training.StepCost;

/** Figures that tables print of a step, each with the way from a predicted step to it. */
public enum Metric {
    STEP_TIME_S(Kind.TIME, "step_time_s"),
    /** Of a kernel or collective. */
    DURATION_US(Kind.TIME, "duration_us"),
    /** Of serving, with a unit of its own: {@link ServedMetric}. */
    SERVING_TIME(Kind.TIME, ""),
    SERVING_RATE(Kind.TIME, ""),
    TOKENS_PER_S_PER_GPU(Kind.TIME, "tokens_per_s_per_gpu"),
    TOKENS_PER_S_TOTAL(Kind.TIME, "tokens_per_s_total"),
    SAMPLES_PER_S_TOTAL(Kind.TIME, "samples_per_s_total"),
    MODEL_TFLOPS_PER_GPU(Kind.TIME, "model_tflops_per_gpu"),
    HW_TFLOPS_PER_GPU(Kind.TIME, "hw_tflops_per_gpu"),
    MFU_PCT(Kind.TIME, "mfu_pct"),
    HFU_PCT(Kind.TIME, "hfu_pct"),
    PEAK_MEM_GIB(Kind.MEMORY, "peak_mem_gib"),
    PEAK_MEM_GB(Kind.MEMORY, "peak_mem_gb"),
    /** That the run broke off for want of memory; the figure is the memory it needs over that of the chip. */
    OOM(Kind.FAILURE, "oom");

    /** What a figure is of. */
    private enum Kind {
        TIME,
        MEMORY,
        FAILURE
    }

    private static final double GIB = 1L << 30;

    private final Kind kind;
    private final String word;

    Metric(Kind kind, String word) {
        this.kind = kind;
        this.word = word;
    }

    static Optional<Metric> of(String word) {
        for (Metric each : values()) {
            if (each.word.equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    boolean isMemory() {
        return kind == Kind.MEMORY;
    }

    boolean isTime() {
        return kind == Kind.TIME;
    }

    boolean isServing() {
        return this == SERVING_TIME || this == SERVING_RATE;
    }

    /** Whether it is a figure of something else than a step of training. */
    boolean isOfNoStep() {
        return this == DURATION_US || isServing();
    }

    /** Whether the figure falls when the step gets longer. */
    public boolean isRate() {
        return kind == Kind.TIME && this != STEP_TIME_S && this != DURATION_US && this != SERVING_TIME;
    }

    /**
     * The figure of a predicted step in the metric's unit.
     *
     * @param full whether attention's FLOPs are counted over the full square
     * @param memoryKind allocated, reserved or device; where a table does not say, what the driver shows: device
     */
    double of(StepCost cost, MeasuredStep step, boolean full, String memoryKind) {
        Job job = step.job();
        double chips = job.accelerators();
        double tokens = (double) job.globalBatch() * job.sequenceLength();
        double perChipSecond = 1 / (cost.seconds() * chips);
        switch (this) {
            case STEP_TIME_S:
                return cost.seconds();
            case DURATION_US:
                return cost.seconds() * 1e6;
            case TOKENS_PER_S_PER_GPU:
                return tokens * perChipSecond;
            case TOKENS_PER_S_TOTAL:
                return tokens / cost.seconds();
            case SAMPLES_PER_S_TOTAL:
                return job.globalBatch() / cost.seconds();
            case MODEL_TFLOPS_PER_GPU:
                return modelFlops(cost, full) * tokens * perChipSecond / 1e12;
            case HW_TFLOPS_PER_GPU:
                return hardwareFlops(cost, step, full) * tokens * perChipSecond / 1e12;
            case MFU_PCT:
                return 100 * modelFlops(cost, full) * tokens * perChipSecond / peak(step);
            case HFU_PCT:
                return 100 * hardwareFlops(cost, step, full) * tokens * perChipSecond / peak(step);
            case OOM:
                return cost.memory().device() / step.machine().chip().memoryBytes();
            default:
                return bytes(cost.memory(), memoryKind) / (this == PEAK_MEM_GIB ? GIB : 1e9);
        }
    }

    private static double bytes(MemoryPlan plan, String kind) {
        switch (kind) {
            case "allocated":
                return plan.allocated();
            case "reserved":
                return plan.reserved();
            default:
                return plan.device();
        }
    }

    private static double modelFlops(StepCost cost, boolean full) {
        return 3 * (full ? cost.tokenFlops().full() : cost.tokenFlops().causal());
    }

    /** With the forward that is done again: papers count the whole of it, but for the output head, or that of the core. */
    private static double hardwareFlops(StepCost cost, MeasuredStep step, boolean full) {
        double forward = modelFlops(cost, full) / 3;
        boolean layer = step.strategy().recompute().contains("layer");
        Network network = step.job().network();
        double head = 2.0 * network.hidden() * network.vocabulary();
        return 3 * forward + (layer ? forward - head : 0);
    }

    private static double peak(MeasuredStep step) {
        Precision precision = step.strategy().precision();
        return step.machine().chip().peak(precision.bytes() < 2 ? precision : wide(step));
    }

    private static Precision wide(MeasuredStep step) {
        return step.machine().chip().supports(Precision.BF16) ? Precision.BF16 : Precision.FP16;
    }
}
