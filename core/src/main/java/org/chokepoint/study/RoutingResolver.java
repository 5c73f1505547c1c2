package org.chokepoint.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.model.Block;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.routing.ExpertPlacement;
import org.chokepoint.routing.Gate;
import org.chokepoint.routing.RouterAlgorithm;
import org.chokepoint.routing.Routing;
import org.chokepoint.routing.Simulation;
import org.chokepoint.training.RunPreset;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;

/** Looks up the layer of experts that a routing question is about. */
final class RoutingResolver {
    private static final String COMMAND = "routing";
    private static final int USUAL_RANKS = 8;
    private static final int USUAL_DOMAIN = 8;
    private static final int MOST_STEPS = 5000;
    private static final int MOST_SEQUENCES = 1 << 20;

    private final Catalog catalog;
    private final RoutingQuestion question;
    private final List<String> notes = new ArrayList<>();

    RoutingResolver(Catalog catalog, RoutingQuestion question) {
        this.catalog = catalog;
        this.question = question;
    }

    /**
     * A question with everything looked up.
     *
     * @param model id of the model
     * @param routings the layer under each router that is asked for
     * @param steps steps to simulate
     * @param seed of the random numbers
     * @param notes what was assumed
     */
    record Asked(String model, List<Routing> routings, int steps, int seed, List<String> notes) {}

    Asked resolve() {
        Optional<RunPreset> run = file()
                ? Optional.empty()
                : catalog.lookUp(RunPreset.KIND, question.model()).map(Entry::value);
        Network network = network(run.map(RunPreset::model).orElse(question.model()));
        MixtureOfExperts moe = network.blocks().stream()
                .map(Block::feedForward)
                .filter(MixtureOfExperts.class::isInstance)
                .map(MixtureOfExperts.class::cast)
                .findFirst()
                .orElseThrow(() -> new Fault(
                        Location.of(COMMAND), network.id() + " has no experts to route to.", "ask for deepseek-v3."));
        int ranks = ranks(moe, run);
        int domain = whole(question.domain(), "--domain", USUAL_DOMAIN, Integer.MAX_VALUE);
        int microBatch = whole(question.microBatch(), "--mbs", 1, MOST_SEQUENCES / ranks);
        Gate gate = word(question.gate(), "--gate", Gate.values()).orElse(Gate.SIGMOID);
        double capacity = question.capacityFactor()
                .map(text -> Quantity.positive(
                        text, Dimension.RATIO, "the capacity factor", Location.of("--capacity-factor")))
                .orElse(0.0);
        ExpertPlacement placement = new ExpertPlacement(moe.experts(), ranks, domain);
        List<RouterAlgorithm> asked = word(question.router(), "--router", RouterAlgorithm.values())
                .map(List::of)
                .orElse(List.of(RouterAlgorithm.values()));
        List<Routing> routings = asked.stream()
                .map(each ->
                        new Routing(placement, moe.topK(), moe.nodeLimit(), each, gate, ranks * microBatch, capacity))
                .toList();
        int steps = whole(question.steps(), "--steps", Simulation.STEPS, MOST_STEPS);
        if (steps < 2) {
            throw new Fault(Location.of("--steps"), "a step must be left to settle in.", "use 80.");
        }
        int seed = whole(question.seed(), "--seed", (int) Simulation.SEED, Integer.MAX_VALUE);
        return new Asked(network.id(), routings, steps, seed, notes);
    }

    private boolean file() {
        return TrainResolver.isFile(question.model());
    }

    private Network network(String name) {
        HuggingFaceImport.Imported imported;
        if (file()) {
            Path path = Path.of(name);
            String file = (Files.isDirectory(path) ? path.resolve("config.json") : path).toString();
            imported = HuggingFaceImport.read(file, UserFile.text(file, COMMAND));
        } else {
            ModelRecord model = catalog.lookUp(ModelRecord.KIND, name)
                    .orElseThrow(() -> unknown(name))
                    .value();
            imported = HuggingFaceImport.read(model.id(), model.config());
        }
        notes.addAll(imported.warnings());
        return imported.network();
    }

    private Fault unknown(String name) {
        List<String> known = new ArrayList<>(catalog.names(RunPreset.KIND));
        known.addAll(catalog.names(ModelRecord.KIND));
        return new Fault(
                Location.of(COMMAND),
                "there is no run, model or file named '" + name + "'.",
                Nearest.remedy(name, known));
    }

    private int ranks(MixtureOfExperts moe, Optional<RunPreset> run) {
        if (question.expertParallel().isPresent()) {
            int given = Written.whole(question.expertParallel().get(), "--ep");
            if (moe.experts() % given != 0) {
                throw new Fault(
                        Location.of("--ep"),
                        given + " ranks can't share " + moe.experts() + " experts evenly.",
                        "use " + below(moe.experts(), given) + ".");
            }
            return given;
        }
        if (run.isPresent()) {
            return below(moe.experts(), run.get().strategy().expertParallel());
        }
        int usual = below(moe.experts(), USUAL_RANKS);
        notes.add(usual + " expert-parallel ranks were assumed; --ep changes that");
        return usual;
    }

    private static int below(int experts, int most) {
        int ranks = Math.min(experts, most);
        while (experts % ranks != 0) {
            ranks--;
        }
        return ranks;
    }

    private static int whole(Optional<String> given, String option, int otherwise, int most) {
        int value = given.map(text -> Written.whole(text, option)).orElse(otherwise);
        if (value > most) {
            throw new Fault(
                    Location.of(option), "'" + value + "' is more than " + most + ".", "use " + otherwise + ".");
        }
        return value;
    }

    private static <E extends Enum<E>> Optional<E> word(Optional<String> given, String option, E[] all) {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        for (E each : all) {
            if (AnswerTree.word(each).equals(given.get())) {
                return Optional.of(each);
            }
            words.add(AnswerTree.word(each));
        }
        throw new Fault(
                Location.of(option),
                "there is no '" + given.get() + "'; there are " + String.join(", ", words) + ".",
                Nearest.remedy(given.get(), words));
    }
}
