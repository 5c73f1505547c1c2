package org.chokepoint.serving;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The instances that do one phase best, with nothing of the other beside: sequences that generate, or prompts that are read. */
public final class PhaseSearch {
    private final ServedModel model;
    private final Load load;
    private final int chips;

    public PhaseSearch(ServedModel model, Load load, int chips) {
        this.model = model;
        this.load = load;
        this.chips = chips;
    }

    /**
     * Instances at work in a phase.
     *
     * @param instance layout
     * @param iteration what a group of ranks carries
     * @param seconds of an iteration
     * @param tokensPerSecond output tokens, or tokens of prompts, of each chip; idle ones are counted
     */
    public record Found(Instance instance, Iteration iteration, double seconds, double tokensPerSecond) {}

    /** Layouts that hold the model and a sequence. */
    public List<Instance> instances(DeploymentSearch.Space space) {
        return new DeploymentSpace(model, chips, space.limits())
                .instances(space.formats(), space.speculation(), space.expertLoad(), space.overlap()).stream()
                        .filter(each -> model.room(each, load) > 0)
                        .toList();
    }

    /** The best for generating within a time per output token. */
    public Optional<Found> decode(DeploymentSearch.Space space, double tpotSeconds) {
        return best(instances(space).stream()
                .map(each -> decode(each, tpotSeconds))
                .flatMap(Optional::stream)
                .toList());
    }

    /** The best for reading prompts. */
    public Optional<Found> prefill(DeploymentSearch.Space space) {
        return best(instances(space).stream().map(this::prefill).toList());
    }

    private static Optional<Found> best(List<Found> all) {
        return all.stream().max(Comparator.comparingDouble(Found::tokensPerSecond));
    }

    /** A layout with as many sequences as fit and keep the time; empty if not even one keeps it. */
    public Optional<Found> decode(Instance instance, double tpotSeconds) {
        PassTime pass = model.pass(instance);
        double most = tpotSeconds * instance.speculation().tokens();
        int low = 0;
        int high = model.room(instance, load) + 1;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (pass.seconds(Iteration.decode(middle, load.meanCached())) <= most) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(at(pass, instance, Iteration.decode(low, load.meanCached())));
    }

    /** A layout with as many prompts, or as much of one, as an iteration takes. */
    public Found prefill(Instance instance) {
        double budget = model.engine().chunkTokens();
        double own = load.computed();
        int prompts = (int) Math.max(1, Math.min(model.room(instance, load), Math.floor(budget / own)));
        double each = Math.min(own, budget);
        double past = load.inputTokens() - own + (own - each) / 2;
        Iteration iteration = new Iteration(0, 0, (int) Math.max(1, Math.round(each * prompts)), prompts, past);
        return at(model.pass(instance), instance, iteration);
    }

    private Found at(PassTime pass, Instance instance, Iteration iteration) {
        double seconds = pass.seconds(iteration);
        double tokens = iteration.promptTokens()
                + iteration.decodes() * instance.speculation().tokens();
        int copies = chips / instance.accelerators();
        return new Found(instance, iteration, seconds, tokens * instance.parts() * copies / (seconds * chips));
    }

    /** Tokens a second of each chip that instances do at a given iteration. */
    public double tokensPerSecond(Found found) {
        return at(model.pass(found.instance()), found.instance(), found.iteration())
                .tokensPerSecond();
    }
}
