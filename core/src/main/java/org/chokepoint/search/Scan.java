package org.chokepoint.search;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.training.Job;
import org.chokepoint.training.StepBound;
import org.chokepoint.training.Strategy;
import org.chokepoint.training.StrategyCheck;

/**
 * Looks through the layouts of one block of a space, those with the same tensor, context and expert parallelism: checks, bounds and
 * keeps those that fit and whose bound is not above a threshold ({@code SearchBenchmark}).
 */
final class Scan {
    private static final Axis[] AXES = Axis.values();
    private static final int FIRST_STAGE = Axis.PIPELINE_PARALLEL.ordinal();
    private static final int FIRST_WORK = Axis.MICRO_BATCH.ordinal();
    private static final int FIRST_SHARE = Axis.ZERO_STAGE.ordinal();

    private final SearchJob search;
    private final StrategySpace space;
    private final StepBound bound;
    private final double threshold;
    private final Draft draft;
    final Counts counts = new Counts();
    final List<Candidate> kept = new ArrayList<>();
    Candidate smallest;
    private StepBound.Split stages;
    private StepBound.Split work;

    private Scan(SearchJob search, StrategySpace space, StepBound bound, double threshold) {
        this.search = search;
        this.space = space;
        this.bound = bound;
        this.threshold = threshold;
        this.draft = space.draft();
    }

    /**
     * Scans a block.
     *
     * @param block values of the axes before the stages
     * @param threshold measure above which a layout is of no interest
     */
    static Scan of(SearchJob search, StrategySpace space, StepBound bound, List<Object> block, double threshold) {
        Scan scan = new Scan(search, space, bound, threshold);
        for (int i = 0; i < block.size(); i++) {
            AXES[i].set(scan.draft, block.get(i));
        }
        scan.walk(FIRST_STAGE);
        return scan;
    }

    /** Blocks of a space in order. */
    static List<List<Object>> blocks(StrategySpace space) {
        List<List<Object>> blocks = new ArrayList<>();
        blocks(space, space.draft(), new ArrayList<>(), blocks);
        return blocks;
    }

    private static void blocks(StrategySpace space, Draft draft, List<Object> chosen, List<List<Object>> blocks) {
        if (chosen.size() == FIRST_STAGE) {
            blocks.add(List.copyOf(chosen));
            return;
        }
        Axis axis = AXES[chosen.size()];
        for (Object value : space.values(axis, draft)) {
            axis.set(draft, value);
            chosen.add(value);
            blocks(space, draft, chosen, blocks);
            chosen.remove(chosen.size() - 1);
        }
    }

    private void walk(int index) {
        if (index == FIRST_WORK) {
            stages = null;
        }
        if (index == FIRST_SHARE && !works()) {
            return;
        }
        if (index == AXES.length) {
            leaf();
            return;
        }
        for (Object value : space.values(AXES[index], draft)) {
            AXES[index].set(draft, value);
            walk(index + 1);
        }
    }

    /** Whether what is drafted can be laid out, and can be of interest whatever its ranks share. */
    private boolean works() {
        // with states split over all ranks, which every layout may do
        draft.zeroStage = 1;
        draft.zeroGroup = 0;
        Strategy s = draft.strategy();
        Job job = search.job();
        List<StrategyCheck.Problem> problems = StrategyCheck.problems(s, job, search.machine());
        if (!problems.isEmpty()) {
            long all = leaves(FIRST_SHARE);
            counts.enumerated += all;
            counts.rule(problems.get(0), all);
            return false;
        }
        work = stages == null ? bound.split(job, s) : stages.with(s);
        stages = stages == null ? work : stages;
        double floor = work.floor();
        if (search.measure().of(floor, work.watts(floor)) > threshold) {
            long all = leaves(FIRST_SHARE);
            counts.enumerated += all;
            counts.bounded += all;
            return false;
        }
        return true;
    }

    private long leaves(int index) {
        if (index == AXES.length) {
            return 1;
        }
        long all = 0;
        for (Object value : space.values(AXES[index], draft)) {
            AXES[index].set(draft, value);
            all += leaves(index + 1);
        }
        return all;
    }

    private void leaf() {
        counts.enumerated++;
        Strategy s = draft.strategy();
        if (s.zeroStage() > 1 || s.zeroGroup() > 0) {
            List<StrategyCheck.Problem> problems = StrategyCheck.problems(s, search.job(), search.machine());
            if (!problems.isEmpty()) {
                counts.rule(problems.get(0), 1);
                return;
            }
        }
        counts.scored++;
        double least = work.seconds(s);
        double value = search.measure().of(least, work.watts(least));
        if (value > threshold) {
            counts.bounded++;
            return;
        }
        double bytes = work.deviceBytes(s);
        boolean fits = bytes <= search.machine().chip().memoryBytes();
        if (smallest == null || bytes < smallest.deviceBytes()) {
            smallest = new Candidate(s, value, Double.NaN, Double.NaN, bytes);
        }
        if (!fits) {
            counts.tooLarge++;
            return;
        }
        kept.add(new Candidate(s, value, Double.NaN, Double.NaN, bytes));
    }
}
