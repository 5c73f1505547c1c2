package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.posttraining.RlPart;
import org.chokepoint.posttraining.RlRun;
import org.chokepoint.posttraining.RlSetting;
import org.chokepoint.posttraining.StageCost;
import org.chokepoint.training.ExecutedStep;

/** Costs of the stages of several post-training runs; steps of the trainer that were timed once are kept. */
final class PostTrainCosts {
    private final ExecutedStep trainer;

    /** @param first any of the runs: all have one model and stand on the same machine */
    PostTrainCosts(RlSetting first) {
        this.trainer = new ExecutedStep(first.network(), first.machine(), first.expertLoad());
    }

    /** One run. */
    RlRun run(RlSetting setting) {
        return new RlRun(setting, setting.iterationTime(), trainer);
    }

    ExecutedStep trainer() {
        return trainer;
    }

    /** Stages of all runs in order. */
    List<StageCost> stages(List<RlSetting> settings) {
        List<StageCost> stages = new ArrayList<>();
        settings.forEach(setting -> stages.addAll(run(setting).stages()));
        return stages;
    }

    /** Chip-hours of stages. */
    static double hours(List<StageCost> stages) {
        return stages.stream().mapToDouble(StageCost::allChipSeconds).sum() / 3600;
    }

    /** Chip-hours of some parts of stages. */
    static double hours(List<StageCost> stages, RlPart... parts) {
        double sum = 0;
        for (StageCost stage : stages) {
            for (RlPart part : parts) {
                sum += stage.chipSeconds(part);
            }
        }
        return sum / 3600;
    }
}
