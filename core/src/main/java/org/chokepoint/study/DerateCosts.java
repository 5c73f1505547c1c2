package org.chokepoint.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Location;
import org.chokepoint.ladder.Ablation;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Rate;
import org.chokepoint.model.Network;
import org.chokepoint.model.Precision;
import org.chokepoint.model.Storage;
import org.chokepoint.search.Axis;
import org.chokepoint.search.Candidate;
import org.chokepoint.search.Limits;
import org.chokepoint.search.Objective;
import org.chokepoint.search.SearchJob;
import org.chokepoint.search.StrategySearch;
import org.chokepoint.serving.DeploymentSearch;
import org.chokepoint.serving.Engine;
import org.chokepoint.serving.Formats;
import org.chokepoint.serving.Load;
import org.chokepoint.serving.ServedModel;
import org.chokepoint.serving.ServiceLevel;
import org.chokepoint.serving.ServingPoint;
import org.chokepoint.serving.Speculation;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.StepBound;
import org.chokepoint.training.Strategy;
import org.chokepoint.training.StrategyCheck;

/** What a model takes on chips of one die, in training and in decoding, all joined by the network of the uncut chip. */
final class DerateCosts implements AutoCloseable {
    private static final String USUAL_CHIPS = "1024";

    /** Tokens of context, tokens of an answer, and the time of a token that users wait for: a usual service, taken as an example. */
    static final int CONTEXT = 4096;

    static final int ANSWER = 1024;
    static final double TOKEN_SECONDS = 0.05;

    /** Chips of a deployment leave at least this part of their memory to caches on the uncut chip. */
    private static final double CACHES = 0.5;

    private static final int FEWEST_SERVING = 8;

    private final StrategySearch engine;
    private final Fleet fleet;
    private final Entry<Engine> serving;
    private final int servers;

    DerateCosts(Catalog catalog, Optional<String> gpus, String model, Accelerator uncut, Progress progress) {
        String chips = gpus.map(text -> String.valueOf(Written.whole(text, "--gpus")))
                .or(() -> catalog.lookUp(RunPreset.KIND, model)
                        .map(run -> String.valueOf(run.value().accelerators())))
                .orElse(USUAL_CHIPS);
        Optional<String> none = Optional.empty();
        SearchLimits open = SearchLimits.of(new LinkedHashMap<>());
        SearchQuestion search =
                SearchQuestion.of(model, chips + "x" + uncut.id(), none, none, none, new LinkedHashMap<>());
        this.fleet = Fleets.of(catalog, search, open.fixed()).get(0);
        this.serving = catalog.find(Engine.KIND, Engine.GENERIC, Location.of("engines"));
        this.engine = new StrategySearch(Runtime.getRuntime().availableProcessors(), progress::cancelled);
        double bytes = network().parameters().total() * weights(uncut).bytes();
        int enough = FEWEST_SERVING;
        while (enough * uncut.memoryBytes() * (1 - CACHES) < bytes) {
            enough *= 2;
        }
        this.servers = enough;
    }

    @Override
    public void close() {
        engine.close();
    }

    int trainers() {
        return fleet.accelerators();
    }

    /** Chip-hours of the run with interruptions. */
    double gpuHours(double stepSeconds) {
        return fleet.gpuHours(stepSeconds);
    }

    int servers() {
        return servers;
    }

    Resolved resolved() {
        return fleet.resolved();
    }

    Entry<Engine> serving() {
        return serving;
    }

    private Network network() {
        return fleet.resolved().job().network();
    }

    private static Storage weights(Accelerator chip) {
        return chip.supports(Precision.FP8) ? Storage.FP8 : Storage.BF16;
    }

    /** The chip in the place of the uncut one, with what bridges share at the same multiple as links. */
    private Machine machine(Accelerator chip) {
        Machine uncut = fleet.resolved().machine();
        double links = chip.scaleUpBytesPerSecond() / uncut.chip().scaleUpBytesPerSecond();
        Machine scaled = Rate.SCALE_UP_BANDWIDTH.times(links, uncut);
        return new Machine(chip, scaled.cluster(), scaled.calibration(), scaled.stack());
    }

    /** The best layout on the uncut chip; empty if none fits. */
    Optional<Candidate> planned() {
        return engine.run(job(fleet.resolved().machine().chip()), 1, share -> {})
                .best();
    }

    /** Seconds of a step with the layout chosen anew, which may stay as planned for the uncut chip; empty if none fits. */
    OptionalDouble trainedSeconds(Accelerator chip, Strategy planned) {
        double kept = stepSeconds(chip, planned);
        SearchJob job = job(chip).atMost(fleet.of(Objective.TIME, kept, 0));
        double best = engine.run(job, 1, share -> {})
                .best()
                .map(Candidate::seconds)
                .filter(seconds -> seconds < kept)
                .orElse(kept);
        return best < Double.POSITIVE_INFINITY ? OptionalDouble.of(best) : OptionalDouble.empty();
    }

    private SearchJob job(Accelerator chip) {
        Limits allowed = Ablation.ALL
                .allow(Limits.none(), fleet.wide(), chip.supports(Precision.FP8))
                .with(Axis.TENSOR_PARALLEL, List.of(1, 2, 4, 8))
                .with(Axis.EXPERT_TENSOR_PARALLEL, List.of(1))
                .with(Axis.CONTEXT_PARALLEL, List.of(1))
                .with(Axis.MICRO_BATCH, List.of(1, 2))
                .with(Axis.ZERO_STAGE, List.of(1))
                .with(Axis.RECOMPUTE_LAYERS, List.of(0));
        return fleet.search(Objective.TIME, allowed, Double.POSITIVE_INFINITY).on(machine(chip));
    }

    /** A step in a given layout; infinite where that does not fit. */
    double stepSeconds(Accelerator chip, Strategy s) {
        Resolved r = fleet.resolved();
        Machine machine = machine(chip);
        if (!StrategyCheck.problems(s, r.job(), machine).isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        StepBound bound = new StepBound(r.job().network(), machine, r.balance());
        if (bound.split(r.job(), s).deviceBytes(s) > chip.memoryBytes()) {
            return Double.POSITIVE_INFINITY;
        }
        return new ExecutedStep(r.job().network(), machine, r.balance()).seconds(r.job(), s);
    }

    /** Tokens a second and chip that the best deployment decodes, prompts being read elsewhere; empty if none fits in time. */
    OptionalDouble decoded(Accelerator chip) {
        ServedModel served = new ServedModel(network(), machine(chip), serving.value());
        Formats formats = Formats.of(
                weights(chip),
                serving.value().cache(),
                network(),
                served.machine().chip());
        Load load = new Load(CONTEXT, ANSWER, 1 - 1.0 / CONTEXT);
        Optional<Integer> open = Optional.empty();
        ServiceLevel level = new ServiceLevel(Double.POSITIVE_INFINITY, TOKEN_SECONDS);
        DeploymentSearch.Space space =
                new DeploymentSearch.Space(formats, Speculation.NONE, 1, false, false, true, open, open, open, open);
        Optional<ServingPoint> best = DeploymentSearch.of(served, load, servers, space).kept(level).stream()
                .findFirst();
        return best.isPresent() ? OptionalDouble.of(best.get().perAccelerator()) : OptionalDouble.empty();
    }
}
