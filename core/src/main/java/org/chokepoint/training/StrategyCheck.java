package org.chokepoint.training;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Block;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.Mixer;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Module;
import org.chokepoint.model.Precision;

/** What keeps a strategy from being run: impossible layouts, and choices that the model does not cover yet. */
public final class StrategyCheck {
    /**
     * A broken rule.
     *
     * @param field field of the strategy or question that is at fault
     * @param what what is wrong and what was expected
     * @param maybe remedy, the rest of a sentence that begins with "Maybe"
     */
    public record Problem(String field, String what, String maybe) {}

    private final Strategy s;
    private final Job job;
    private final Machine machine;
    private final List<Problem> problems = new ArrayList<>();

    private StrategyCheck(Strategy strategy, Job job, Machine machine) {
        this.s = strategy;
        this.job = job;
        this.machine = machine;
    }

    /** All broken rules; empty if the strategy can be laid out. */
    public static List<Problem> problems(Strategy strategy, Job job, Machine machine) {
        StrategyCheck check = new StrategyCheck(strategy, job, machine);
        check.sizes();
        if (check.problems.isEmpty()) {
            check.ranks();
            check.network();
            check.pipeline();
            check.batch();
            check.slowdown();
            check.choices();
        }
        return List.copyOf(check.problems);
    }

    private void no(String field, String what, String maybe) {
        problems.add(new Problem(field, what, maybe));
    }

    private void sizes() {
        positive("tensor_parallel", s.tensorParallel());
        positive("pipeline_parallel", s.pipelineParallel());
        positive("virtual_stages", s.virtualStages());
        positive("expert_parallel", s.expertParallel());
        positive("expert_tensor_parallel", s.expertTensorParallel());
        positive("context_parallel", s.contextParallel());
        positive("micro_batch", s.microBatch());
        positive("global_batch", job.globalBatch());
        positive("sequence_length", job.sequenceLength());
        positive("accelerators", job.accelerators());
        if (s.zeroStage() < 0 || s.zeroStage() > 3) {
            no("zero_stage", "zero_stage (" + s.zeroStage() + ") must be 0, 1, 2 or 3.", "3 is what FSDP does.");
        }
        for (String word : s.recompute()) {
            if (Module.named(word).isEmpty()) {
                no(
                        "recompute",
                        "recompute names '" + word + "', which is no part of a layer.",
                        Nearest.remedy(word, Module.words()));
            }
        }
    }

    private void positive(String field, int value) {
        if (value <= 0) {
            no(field, field + " (" + value + ") must be at least 1.", "leave it out.");
        }
    }

    private void ranks() {
        long model = (long) s.tensorParallel() * s.pipelineParallel() * s.contextParallel();
        int chips = job.accelerators();
        if (chips % model != 0) {
            String product = "tensor × pipeline × context parallel (" + s.tensorParallel() + " × "
                    + s.pipelineParallel() + " × " + s.contextParallel() + " = " + model + ")";
            long fewer = chips / model * model;
            String maybe =
                    fewer > 0 ? "use " + fewer + " or " + (fewer + model) + " chips." : "use " + model + " chips.";
            no("accelerators", product + " must divide the " + chips + " chips.", maybe);
            return;
        }
        long dense = chips / s.pipelineParallel();
        long expert = (long) s.expertParallel() * s.expertTensorParallel();
        if (dense % expert != 0) {
            String what =
                    "expert × expert-tensor parallel (" + expert + ") must divide the " + dense + " chips of a stage.";
            no("expert_parallel", what, "halve expert_parallel.");
        }
        // DualPipe's ranks hold what those of the mirrored stage hold
        long copies = s.schedule() == Schedule.DUALPIPE ? 2 : 1;
        long data = copies * chips / model * s.contextParallel();
        if (s.zeroGroup() > 0 && data % s.zeroGroup() != 0) {
            String what = "zero_group (" + s.zeroGroup() + ") must divide the " + data + " data-parallel ranks.";
            no("zero_group", what, "leave it out to split over all of them.");
        }
    }

    private void network() {
        int tp = s.tensorParallel();
        int hidden = job.network().hidden();
        if (hidden % tp != 0) {
            no(
                    "tensor_parallel",
                    "tensor_parallel (" + tp + ") must divide the hidden size (" + hidden + ").",
                    "use a power of two.");
        }
        boolean routed = false;
        for (Block block : job.network().blocks()) {
            int heads = block.mixer().heads();
            if (heads % tp != 0) {
                String what = "tensor_parallel (" + tp + ") must divide the " + heads + " heads of "
                        + block.mixer().label() + ".";
                no("tensor_parallel", what, "use " + divisorBelow(heads, tp) + ".");
                return;
            }
            int shared = block.mixer().sharedHeads();
            if (shared > 0 && shared % tp != 0 && tp % shared != 0) {
                String what = "tensor_parallel (" + tp + ") must divide the " + shared + " key-value heads of "
                        + block.mixer().label() + ", or be a multiple of them.";
                no("tensor_parallel", what, "use " + divisorBelow(shared, tp) + ".");
                return;
            }
            if (!exchanges(block.mixer())) {
                return;
            }
            if (block.feedForward() instanceof MixtureOfExperts moe) {
                routed = true;
                if (moe.experts() % s.expertParallel() != 0) {
                    String what = "expert_parallel (" + s.expertParallel() + ") must divide the " + moe.experts()
                            + " experts.";
                    no("expert_parallel", what, "use " + divisorBelow(moe.experts(), s.expertParallel()) + ".");
                    return;
                }
                if (moe.width() % s.expertTensorParallel() != 0 || moe.sharedWidth() % tp != 0) {
                    no("expert_tensor_parallel", "expert widths must divide by their tensor-parallel ranks.", "use 1.");
                    return;
                }
            } else if (block.feedForward().width() % tp != 0) {
                String what = "tensor_parallel (" + tp + ") must divide the feed-forward width ("
                        + block.feedForward().width() + ").";
                no("tensor_parallel", what, "use a power of two.");
                return;
            }
        }
        if (!routed && s.expertParallel() * s.expertTensorParallel() > 1) {
            no("expert_parallel", "the network has no experts to split.", "leave expert_parallel out.");
        }
        if (routed && tp > 1 && !s.sequenceParallel()) {
            no("sequence_parallel", "experts with tensor parallelism need sequence_parallel.", "set it to true.");
        }
        if (job.sequenceLength() % ((long) tp * s.contextParallel()) != 0) {
            String what =
                    "the sequence length (" + job.sequenceLength() + ") must divide by tensor × context parallel.";
            no("sequence_length", what, "use a multiple of " + (long) tp * s.contextParallel() + ".");
        } else if (s.contextParallel() > 1
                && s.contextAlgorithm() == ContextAlgorithm.ALL_GATHER
                && job.sequenceLength() % (2L * s.contextParallel()) != 0) {
            String what = "all-gather gives each of " + s.contextParallel()
                    + " ranks a chunk of the sequence's head and one of its tail, so twice as many must divide the "
                    + job.sequenceLength() + " tokens.";
            no("sequence_length", what, "use a multiple of " + 2 * s.contextParallel() + ".");
        }
    }

    /** Whether a mixer can exchange in the way that is asked what ranks of one sequence need of each other. */
    private boolean exchanges(Mixer mixer) {
        int cp = s.contextParallel();
        if (cp == 1 || s.contextAlgorithm() == ContextAlgorithm.RING || mixer.heads() == 0) {
            return true;
        }
        String word = s.contextAlgorithm().label();
        if (!mixer.exchanges().isEmpty()) {
            no("context_algorithm", word + " does not carry " + mixer.exchanges() + ".", "use ring.");
            return false;
        }
        long ranks = (long) s.tensorParallel() * cp;
        int shared = mixer.sharedHeads();
        if (s.contextAlgorithm() == ContextAlgorithm.ULYSSES
                && (mixer.heads() % ranks != 0 || shared % ranks != 0 && ranks % shared != 0)) {
            String what = "ulysses gives each rank whole heads, so tensor × context parallel (" + ranks
                    + ") must divide the " + mixer.heads() + " heads of " + mixer.label()
                    + (shared < mixer.heads()
                            ? ", and divide its " + shared + " key-value heads or be a multiple."
                            : ".");
            no("context_parallel", what, "use ring or all-gather, which split no heads.");
            return false;
        }
        return true;
    }

    private static int divisorBelow(int whole, int most) {
        int divisor = Math.max(1, Math.min(whole, most));
        while (divisor > 1 && whole % divisor != 0) {
            divisor--;
        }
        return divisor;
    }

    private void pipeline() {
        int pp = s.pipelineParallel();
        int layers = job.network().layers();
        long chunks = pp * (long) s.schedule().chunks(s);
        if (s.stageLayers().isEmpty() && chunks > layers) {
            String what =
                    "pipeline_parallel × chunks of a rank (" + chunks + ") must not exceed the " + layers + " layers.";
            no(
                    "pipeline_parallel",
                    what,
                    "use " + Math.max(1, layers / s.schedule().chunks(s))
                            + " stages or fewer, or stage_layers, which may leave chunks empty.");
        }
        if (!s.stageLayers().isEmpty()) {
            long sum = s.stageLayers().stream().mapToLong(Integer::longValue).sum();
            boolean positive = s.stageLayers().stream().allMatch(n -> n >= 0);
            boolean all = s.stageLayers().size() == pp || s.stageLayers().size() == chunks;
            if (!all || sum != layers || !positive) {
                String wanted = chunks == pp ? pp + " counts" : pp + " counts of ranks or " + chunks + " of chunks";
                String what = "stage_layers must list " + wanted + " that add up to the " + layers
                        + " layers; it lists " + s.stageLayers().size() + " that add up to " + sum + ".";
                no("stage_layers", what, "leave it out for an even split.");
            }
        }
        if (s.schedule() == Schedule.INTERLEAVED && s.virtualStages() == 1) {
            no(
                    "virtual_stages",
                    "the interleaved schedule needs virtual_stages of 2 or more.",
                    "use 1f1b, or virtual_stages 2.");
        }
        if (s.virtualStages() > 1 && s.schedule() != Schedule.INTERLEAVED) {
            no(
                    "schedule",
                    "virtual_stages above 1 need the interleaved schedule.",
                    "use interleaved, or virtual_stages 1.");
        }
        if (s.schedule() == Schedule.DUALPIPE && pp % 2 != 0) {
            no("schedule", "dualpipe needs an even number of stages.", "use dualpipe-v or 1f1b.");
        }
        if (s.expertOverlap() && !s.schedule().pairs(s)) {
            no(
                    "expert_overlap",
                    "expert_overlap needs a schedule that runs a forward through a backward, which "
                            + s.schedule().word() + " on " + pp + " stages does not.",
                    "turn it off, or use interleaved, dualpipe or dualpipe-v.");
        }
        if (s.zeroStage() == 3 && pp > 1) {
            no("zero_stage", "ZeRO-3 with pipeline stages is not modelled.", "use zero_stage 1 with pipeline stages.");
        }
        if (s.zeroStage() == 2 && pp > 1) {
            no(
                    "zero_stage",
                    "ZeRO-2 needs gradients reduced in every micro-batch, which pipelines avoid.",
                    "use zero_stage 1.");
        }
    }

    private void batch() {
        int dp = job.accelerators() / (s.tensorParallel() * s.pipelineParallel() * s.contextParallel());
        long unit = (long) dp * s.microBatch();
        if (problems.isEmpty() && job.globalBatch() % unit != 0) {
            long below = job.globalBatch() / unit * unit;
            String maybe = below > 0
                    ? "use " + below + " or " + (below + unit) + " sequences."
                    : "use " + unit + " sequences.";
            String what = "the global batch (" + job.globalBatch()
                    + " sequences) must divide by data parallel × micro-batch (" + dp + " × " + s.microBatch() + ").";
            no("global_batch", what, maybe);
            return;
        }
        long microBatches = job.globalBatch() / Math.max(1, unit);
        if (problems.isEmpty() && s.schedule() == Schedule.INTERLEAVED && microBatches % s.pipelineParallel() != 0) {
            String what = "the interleaved schedule needs micro-batches (" + microBatches + ") in multiples of the "
                    + s.pipelineParallel() + " stages.";
            long steps = unit * s.pipelineParallel();
            long below = job.globalBatch() / steps * steps;
            String batches = below > 0 ? below + " or " + (below + steps) : String.valueOf(steps);
            no("global_batch", what, "use 1f1b, or " + batches + " sequences.");
        }
    }

    private void slowdown() {
        List<Double> each = job.stageSlowdown();
        if (each.stream().anyMatch(factor -> !(factor > 0) || factor.isInfinite())) {
            no("stage_slowdown", "stage_slowdown must list numbers above 0.", "use 1 for chips as fast as named.");
        } else if (!each.isEmpty() && each.size() != s.pipelineParallel()) {
            String what = "stage_slowdown must list one number for each of the " + s.pipelineParallel()
                    + " pipeline ranks; it lists " + each.size() + ".";
            no("stage_slowdown", what, "use 1 for the others.");
        } else if (s.schedule() == Schedule.DUALPIPE && each.stream().anyMatch(factor -> factor != 1)) {
            String what = "a stage of dualpipe runs on two ranks, which are not told apart in speed.";
            no("stage_slowdown", what, "use dualpipe-v.");
        }
    }

    private void choices() {
        if (s.capacityPadding() && s.capacityFactor() == 0) {
            no("capacity_padding", "capacity_padding needs a capacity to fill up to.", "add capacity_factor 1.");
        }
        if (s.expertLoad().isPresent() && s.expertLoad().getAsDouble() < 1) {
            no(
                    "expert_load",
                    "expert_load is the busiest rank over the mean and hence at least 1.",
                    "use 1 for forced balance.");
        }
        if (s.router().isPresent() && !job.network().routed()) {
            no("router", "the network has no experts to route to.", "leave router out.");
        }
        if (s.communicationUnits() < 0
                || s.communicationUnits() >= machine.chip().computeUnits()) {
            no(
                    "communication_units",
                    "communication_units must leave compute units of the chip's "
                            + machine.chip().computeUnits() + ".",
                    "use 20.");
        }
        Precision p = s.precision();
        if (!machine.chip().supports(p)) {
            String list = machine.chip().peakFlopsPerSecond().keySet().stream()
                    .map(Precision::label)
                    .toList()
                    .toString();
            String what = machine.chip().name() + " has no " + p.label() + " rate; it has " + list + ".";
            no(
                    "precision",
                    what,
                    "use --precision " + (machine.chip().supports(Precision.BF16) ? "bf16" : "fp16") + ".");
        }
        if (p == Precision.INT8 || p == Precision.FP32 || p == Precision.TF32) {
            no("precision", "training in " + p.label() + " is not modelled.", "use bf16 or fp8.");
        }
        state("gradient_precision", s.gradientPrecision());
        state("moment_precision", s.momentPrecision());
    }

    private void state(String field, Precision state) {
        if (state != Precision.FP32 && state != Precision.BF16 && state != Precision.FP16) {
            no(field, "gradients and moments are kept in fp32, bf16 or fp16.", "use fp32.");
        }
    }
}
