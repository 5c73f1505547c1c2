package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Machine;
import org.chokepoint.posttraining.RlPart;
import org.chokepoint.posttraining.RlSetting;
import org.chokepoint.posttraining.Rollout;
import org.chokepoint.posttraining.StageCost;
import org.chokepoint.posttraining.Unpublished;
import org.chokepoint.serving.Engine;

/**
 * What moves a post-training run over its own range: what sources leave open, the residual band of training steps for updates, and
 * constants of chips and engine for rollouts, which are moved on the mean iteration of the stage that takes most.
 */
final class PostTrainRanges {
    /** What a chip does that rolls out. */
    private static final RlPart[] GENERATING = {RlPart.ROLLOUT, RlPart.TAIL, RlPart.REFERENCE, RlPart.REWARD};

    private final PostTrainResolved r;
    private final PostTrainCosts costs;
    private final List<StageCost> stages;
    private final double central;
    private final List<PostTrainAnswer.Range> ranges = new ArrayList<>();

    private PostTrainRanges(PostTrainResolved resolved, PostTrainCosts costs, List<StageCost> stages) {
        this.r = resolved;
        this.costs = costs;
        this.stages = stages;
        this.central = PostTrainCosts.hours(stages);
    }

    /** Ranges that move it, widest first. */
    static List<PostTrainAnswer.Range> of(PostTrainResolved resolved, PostTrainCosts costs, List<StageCost> stages) {
        PostTrainRanges all = new PostTrainRanges(resolved, costs, stages);
        all.unpublished();
        all.updates();
        all.iterations();
        return all.ranges.stream()
                .filter(range -> range.lowGpuHours() < range.highGpuHours())
                .sorted(Comparator.comparingDouble(range -> range.lowGpuHours() / range.highGpuHours()))
                .toList();
    }

    private void add(String path, String meaning, double one, double other) {
        double low = Math.min(central, Math.min(one, other));
        double high = Math.max(central, Math.max(one, other));
        ranges.add(new PostTrainAnswer.Range(path, meaning, low, high));
    }

    private void unpublished() {
        Map<String, Constant> keys = new LinkedHashMap<>();
        for (RlSetting setting : r.settings()) {
            setting.unpublished().constants().forEach((key, constant) -> {
                if (constant.low() < constant.high()) {
                    keys.put(key, constant);
                }
            });
        }
        for (String key : keys.keySet()) {
            add("rl-run:unpublished." + key, Unpublished.meaning(key), moved(key, true), moved(key, false));
        }
    }

    /** Hours with one constant of every run at an end of its own range. */
    private double moved(String key, boolean low) {
        List<RlSetting> settings = new ArrayList<>();
        for (RlSetting setting : r.settings()) {
            Constant constant = setting.unpublished().constants().get(key);
            settings.add(setting.with(setting.unpublished().with(key, low ? constant.low() : constant.high())));
        }
        return PostTrainCosts.hours(costs.stages(settings));
    }

    private void updates() {
        double hours = PostTrainCosts.hours(stages, RlPart.UPDATE);
        add(
                "band:low",
                "measured over predicted time of training steps",
                central + hours * (r.band().low() - 1),
                central + hours * (r.band().high() - 1));
    }

    private void iterations() {
        Optional<StageCost> most = stages.stream()
                .filter(stage -> stage.rollout().isPresent())
                .max(Comparator.comparingDouble(StageCost::allChipSeconds));
        if (most.isEmpty()) {
            return;
        }
        Rollout.Result rollout = most.get().rollout().get();
        double hours = PostTrainCosts.hours(stages, GENERATING);
        double now = iteration(r.own(), rollout);
        Machine machine = r.machine();
        double load = r.own().expertLoad();
        Engine engine = r.own().engine();
        Calibration calibration = machine.calibration();
        calibration.constants().forEach((path, constant) -> {
            double[] ends = {constant.low(), constant.high()};
            for (int i = 0; i < ends.length; i++) {
                Machine moved = new Machine(
                        machine.chip(), machine.cluster(), calibration.with(path, ends[i]), machine.stack());
                ends[i] = iteration(r.own().with(moved, engine, load), rollout) / now;
            }
            scaled("calibration:" + path, Calibration.meaning(path), hours, ends);
        });
        engine.constants().forEach((key, constant) -> {
            double[] ends = {constant.low(), constant.high()};
            for (int i = 0; i < ends.length; i++) {
                ends[i] = iteration(r.own().with(machine, engine.with(key, ends[i]), load), rollout) / now;
            }
            scaled("engine:" + key, constant.why(), hours, ends);
        });
        Constant assumed = r.operations().expertLoad();
        double[] ends = {
            iteration(r.own().with(machine, engine, assumed.low()), rollout) / now,
            iteration(r.own().with(machine, engine, assumed.high()), rollout) / now
        };
        scaled("operations:expert_load", "load of the busiest rank of experts over the mean", hours, ends);
    }

    private void scaled(String path, String meaning, double hours, double[] factors) {
        add(path, meaning, central + hours * (factors[0] - 1), central + hours * (factors[1] - 1));
    }

    /** Seconds of the mean iteration of a batch. */
    private static double iteration(RlSetting setting, Rollout.Result rollout) {
        int live = (int) Math.max(1, Math.rint(rollout.meanLive()));
        return setting.iterationTime().seconds(live, live * rollout.meanCached(), 0, 0);
    }

    /** Chip-hours at an end of the 80 % band: ranges are independent, so squares of their logarithms add up. */
    static double end(List<PostTrainAnswer.Range> ranges, double central, boolean low) {
        double squares = 0;
        for (PostTrainAnswer.Range range : ranges) {
            double log = StrictMath.log((low ? range.lowGpuHours() : range.highGpuHours()) / central);
            squares += log * log;
        }
        return central * StrictMath.exp(low ? -Math.sqrt(squares) : Math.sqrt(squares));
    }
}
