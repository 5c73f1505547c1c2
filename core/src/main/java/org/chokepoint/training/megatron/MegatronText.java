package org.chokepoint.training.megatron;

import java.util.List;
import java.util.Optional;
import org.chokepoint.training.Job;
import org.chokepoint.training.Layout;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.Strategy;

/**
 * A strategy as arguments of Megatron-LM, one a line, which {@link MegatronFile} reads back as the same strategy. What
 * Megatron-LM has no argument for stands in comments.
 *
 * @param text the arguments
 * @param without keys of the fields that stand in comments
 */
public record MegatronText(String text, List<String> without) {
    public MegatronText {
        without = List.copyOf(without);
    }

    /**
     * Writes a strategy.
     *
     * @param job network, chips, batch and sequence
     * @param layout what follows from strategy and job
     * @param ramp how the batch grows
     */
    public static MegatronText of(Strategy strategy, Job job, Layout layout, Optional<RunPreset.BatchRamp> ramp) {
        Writer writer = new Writer(strategy, job, layout);
        writer.sizes();
        writer.batch(ramp);
        writer.pipeline();
        writer.formats();
        writer.sharding();
        writer.experts();
        writer.recompute();
        writer.kernels();
        return new MegatronText(writer.text(), writer.without());
    }
}
