package org.chokepoint.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Block;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.training.Job;
import org.chokepoint.training.Offload;
import org.chokepoint.training.Schedule;
import org.chokepoint.training.StagePlacement;
import org.chokepoint.training.Strategy;

/**
 * The values that each axis takes, given those of the axes before it. Where a user does not say, it takes those that can make a
 * difference: divisors of what is to be split, powers of two for micro-batches, and features that can't cost time switched on.
 */
final class StrategySpace {
    /** Tokens of a sequence that a context-parallel rank keeps at least; with fewer its products are too small to gain. */
    private static final int LEAST_CONTEXT = 2048;

    private static final int MOST_MICRO_BATCH = 16;

    /** Sets of parts to recompute: nothing, what is cheap to compute and large to keep, attention or experts whole, all. */
    private static final List<List<String>> RECOMPUTES = List.of(
            List.of(),
            List.of("layernorm", "mla_up_proj", "mlp_act", "moe_act"),
            List.of("mlp", "moe"),
            List.of("layer"));

    /** With a score matrix attention alone is the large and cheap part (Korthikanti et al. 2022). */
    private static final List<List<String>> UNFUSED =
            List.of(List.of(), List.of("core_attn"), List.of("core_attn", "mlp_act"), List.of("layer"));

    private final Strategy base;
    private final Job job;
    private final Machine machine;
    private final Limits limits;
    private final int experts;
    private final int heads;

    StrategySpace(Strategy base, Job job, Machine machine, Limits limits) {
        this.base = base;
        this.job = job;
        this.machine = machine;
        this.limits = limits;
        int routed = 0;
        int most = 1;
        for (Block block : job.network().blocks()) {
            most = Math.max(most, block.mixer().heads());
            if (block.feedForward() instanceof MixtureOfExperts moe) {
                routed = moe.experts();
            }
        }
        this.experts = routed;
        this.heads = most;
    }

    /** A draft with the fields that are not searched, and nothing laid out yet. */
    Draft draft() {
        return new Draft(base);
    }

    /** Values of an axis after those before it are set. */
    List<?> values(Axis axis, Draft d) {
        List<Object> held = limits.values().get(axis);
        return held == null ? worthTrying(axis, d) : held;
    }

    private List<?> worthTrying(Axis axis, Draft d) {
        switch (axis) {
            case TENSOR_PARALLEL:
                return divisors(job.accelerators(), heads);
            case SEQUENCE_PARALLEL:
                return List.of(d.tensorParallel > 1 || base.sequenceParallel());
            case CONTEXT_PARALLEL:
                return powers(Math.max(1, job.sequenceLength() / LEAST_CONTEXT), job.accelerators() / d.tensorParallel);
            case CONTEXT_ALGORITHM:
                return d.contextParallel > 1 ? List.of(ContextAlgorithm.values()) : List.of(base.contextAlgorithm());
            case EXPERT_PARALLEL:
                return experts == 0 ? List.of(1) : divisors(job.accelerators(), experts);
            case EXPERT_TENSOR_PARALLEL:
                return experts == 0 || d.tensorParallel == 1 ? List.of(1) : List.of(1, d.tensorParallel);
            case PIPELINE_PARALLEL:
                return divisors(
                        job.accelerators() / (d.tensorParallel * d.contextParallel),
                        job.network().layers());
            case STAGE_PLACEMENT:
                return placements(d);
            case VIRTUAL_STAGES:
                return virtualStages(d.pipelineParallel);
            case STAGE_LAYERS:
                return stageLayers(d.pipelineParallel);
            case SCHEDULE:
                return schedules(d);
            case MICRO_BATCH:
                return powers(MOST_MICRO_BATCH, sequencesOfReplica(d));
            case RECOMPUTE:
                return recomputes();
            case RECOMPUTE_LAYERS:
                return recomputeLayers(d);
            case TENSOR_OVERLAP:
                return List.of(d.tensorParallel > 1 || base.tensorOverlap());
            case EXPERT_OVERLAP:
                boolean paired = d.schedule == Schedule.INTERLEAVED
                        || d.schedule == Schedule.DUALPIPE
                        || d.schedule == Schedule.DUALPIPE_V
                        || d.pipelineParallel == 1;
                return d.expertParallel > 1 && paired ? List.of(true, false) : List.of(false);
            case NODE_DEDUPLICATION:
                return List.of(d.expertParallel > 1 || base.nodeDeduplication());
            case OFFLOAD:
                return List.of(Offload.NONE);
            case ZERO_STAGE:
                return d.pipelineParallel == 1 ? List.of(0, 1, 2, 3) : List.of(0, 1);
            case ZERO_GROUP:
                return zeroGroups(d);
            default:
                return List.of(axis.of(base));
        }
    }

    /** Sets of parts, that of the base among them. */
    private List<List<String>> recomputes() {
        List<List<String>> sets = new ArrayList<>(base.flashAttention() ? RECOMPUTES : UNFUSED);
        if (!sets.contains(base.recompute())) {
            sets.add(1, base.recompute());
        }
        return sets;
    }

    private List<StagePlacement> placements(Draft d) {
        int domain = machine.cluster().scaleUp().fitted(job.accelerators()).domain();
        boolean matters = d.pipelineParallel > 1 && d.tensorParallel * d.contextParallel < domain;
        return matters
                ? List.of(StagePlacement.DATA_INSIDE, StagePlacement.PIPELINE_INSIDE)
                : List.of(StagePlacement.DATA_INSIDE);
    }

    /** Chunks of a rank, of those that leave as many layers in the longest chunk the fewest. */
    private List<Integer> virtualStages(int pp) {
        List<Integer> values = new ArrayList<>();
        int layers = job.network().layers();
        int longest = Integer.MAX_VALUE;
        for (int v = 1; pp > 1 && v <= layers / pp; v++) {
            int chunk = (layers + pp * v - 1) / (pp * v);
            if (chunk < longest) {
                values.add(v);
                longest = chunk;
            }
        }
        return pp == 1 ? List.of(1) : values;
    }

    /** As even as can be; where layers are left over, full stages and a light last one too, which has the head besides. */
    private List<List<Integer>> stageLayers(int pp) {
        int layers = job.network().layers();
        int full = (layers + pp - 1) / pp;
        int rest = layers - full * (pp - 1);
        if (pp == 1 || rest == full || rest < 0) {
            return List.of(List.of());
        }
        List<Integer> light = new ArrayList<>(Collections.nCopies(pp - 1, full));
        light.add(rest);
        return List.of(List.of(), light);
    }

    private List<Schedule> schedules(Draft d) {
        if (d.virtualStages > 1) {
            return List.of(Schedule.INTERLEAVED);
        }
        if (d.pipelineParallel == 1) {
            return List.of(Schedule.ONE_F_ONE_B);
        }
        List<Schedule> values = new ArrayList<>(List.of(Schedule.ONE_F_ONE_B, Schedule.ZB_H1));
        if (d.pipelineParallel % 2 == 0) {
            values.add(Schedule.DUALPIPE);
        }
        if (2 * d.pipelineParallel <= job.network().layers()) {
            values.add(Schedule.DUALPIPE_V);
        }
        return values;
    }

    private int sequencesOfReplica(Draft d) {
        int replicas = job.accelerators() / (d.tensorParallel * d.contextParallel * d.pipelineParallel);
        return job.globalBatch() % Math.max(1, replicas) == 0 ? job.globalBatch() / Math.max(1, replicas) : 1;
    }

    private List<Integer> recomputeLayers(Draft d) {
        int chunks = d.pipelineParallel * (d.schedule == Schedule.DUALPIPE_V ? 2 : d.virtualStages);
        int longest = (job.network().layers() + chunks - 1) / chunks;
        if (!d.recompute.contains("layer") || longest < 2) {
            return List.of(0);
        }
        Set<Integer> values = new LinkedHashSet<>();
        for (int quarter = 1; quarter < 4; quarter++) {
            values.add(Math.max(1, longest * quarter / 4));
        }
        values.add(0);
        return List.copyOf(new ArrayList<>(values));
    }

    /** All ranks; where parameters are split, those of a domain too (HSDP). */
    private List<Integer> zeroGroups(Draft d) {
        int domain = machine.cluster().scaleUp().fitted(job.accelerators()).domain();
        int inside = domain / Math.max(1, Math.min(domain, d.tensorParallel));
        int replicas = job.accelerators() / (d.tensorParallel * d.pipelineParallel);
        boolean splits = d.zeroStage == 3 && inside > 1 && inside < replicas && replicas % inside == 0;
        return splits ? List.of(0, inside) : List.of(0);
    }

    private static List<Integer> divisors(int whole, int most) {
        List<Integer> values = new ArrayList<>();
        for (int value = 1; value <= Math.min(whole, most); value++) {
            if (whole % value == 0) {
                values.add(value);
            }
        }
        return values;
    }

    /** Powers of two up to a most that divide a whole. */
    private static List<Integer> powers(int most, int whole) {
        List<Integer> values = new ArrayList<>();
        for (int value = 1; value <= most && value <= whole && whole % value == 0; value *= 2) {
            values.add(value);
        }
        return values;
    }
}
