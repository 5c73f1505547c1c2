package org.chokepoint.training.torchtitan;

import java.util.List;
import java.util.Optional;
import org.chokepoint.training.Job;
import org.chokepoint.training.Layout;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.Strategy;

/**
 * A strategy as a configuration file of torchtitan. Fields that it has no key for stand in comments.
 *
 * @param text TOML
 * @param without keys of the fields that stand in comments
 */
public record TorchtitanText(String text, List<String> without) {
    public TorchtitanText {
        without = List.copyOf(without);
    }

    /**
     * Writes a strategy.
     *
     * @param job network, chips, batch and sequence
     * @param layout what follows from strategy and job
     * @param ramp how the batch grows
     */
    public static TorchtitanText of(Strategy strategy, Job job, Layout layout, Optional<RunPreset.BatchRamp> ramp) {
        TomlLines lines = new TomlLines();
        new TrainingTable(strategy, job, layout, lines).write(ramp);
        new ParallelismTable(strategy, job, layout, lines).write();
        new OtherTables(strategy, job, lines).write();
        return new TorchtitanText(lines.text(), lines.without());
    }
}
