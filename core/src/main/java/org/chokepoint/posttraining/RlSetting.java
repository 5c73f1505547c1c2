package org.chokepoint.posttraining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Network;
import org.chokepoint.serving.CacheMemory;
import org.chokepoint.serving.Engine;
import org.chokepoint.serving.Formats;
import org.chokepoint.serving.Instance;
import org.chokepoint.serving.IterationTime;
import org.chokepoint.serving.PassTime;
import org.chokepoint.serving.Speculation;
import org.chokepoint.training.Strategy;

/**
 * A post-training run with everything looked up.
 *
 * @param preset the run
 * @param network policy
 * @param machine chips, and the trainer's software
 * @param engine software of rollouts
 * @param expertLoad busiest rank of experts over the mean, in rollouts
 * @param unpublished what the sources leave open, at the values to reckon with
 */
public record RlSetting(
        RlPreset preset, Network network, Machine machine, Engine engine, double expertLoad, Unpublished unpublished) {

    /** Layout of an instance that rolls out. */
    public Instance instance() {
        RolloutLayout layout = preset.rollout();
        List<Double> accepted = new ArrayList<>(
                Collections.nCopies(layout.draftTokens(), unpublished.accepted().value()));
        Speculation speculation = layout.draftTokens() == 0 ? Speculation.NONE : Speculation.of(accepted, true);
        return new Instance(
                layout.tensorParallel(),
                layout.accelerators() / layout.tensorParallel(),
                1,
                layout.expertParallel(),
                Formats.of(layout.weights(), layout.cache(), network, machine.chip()),
                speculation,
                expertLoad,
                layout.twoBatchOverlap());
    }

    /** Seconds of an iteration of such an instance. */
    public IterationTime iterationTime() {
        return new PassTime(network, machine, engine, instance());
    }

    /** Memory of a chip of such an instance. */
    public CacheMemory memory() {
        Instance instance = instance();
        int sequences = preset.rollout().mostLive() / instance.dataParallel();
        int tokens =
                Math.max(engine.chunkTokens(), sequences * (1 + preset.rollout().draftTokens()));
        return CacheMemory.of(network, machine.chip(), engine, instance, tokens);
    }

    /** Sequences that an instance may have under way if each holds so many tokens. */
    int mostLive(double tokens) {
        Instance instance = instance();
        long fit = (long) instance.dataParallel() * memory().sequences(network, instance, tokens);
        return (int) Math.min(preset.rollout().mostLive(), fit);
    }

    /** Tokens that one group of an instance takes in at once, of sequences of a length. */
    int groupPassTokens(int length) {
        int chunk = engine.chunkTokens() == 0 ? length : engine.chunkTokens();
        return Math.max(1, Math.min(chunk, length));
    }

    /** The same run with other values of what is left open. */
    public RlSetting with(Unpublished other) {
        return new RlSetting(preset, network, machine, engine, expertLoad, other);
    }

    /** The same run with constants of chips, engine and experts moved, as far as rollouts feel them. */
    public RlSetting with(Machine machine, Engine engine, double expertLoad) {
        return new RlSetting(preset, network, machine, engine, expertLoad, unpublished);
    }

    /** The same run with so many chips that roll out beside the others, which update with another layout. */
    public RlSetting with(Overlap overlap, Strategy trainer) {
        RlPreset other = preset.on(preset.cluster(), preset.accelerators(), overlap, trainer);
        return new RlSetting(other, network, machine, engine, expertLoad, unpublished);
    }
}
