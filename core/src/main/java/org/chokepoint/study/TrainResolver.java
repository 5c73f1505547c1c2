package org.chokepoint.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.Operators;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.posttraining.RlPreset;
import org.chokepoint.routing.ExpertLoads;
import org.chokepoint.routing.RouterConstants;
import org.chokepoint.training.Interruptions;
import org.chokepoint.training.Job;
import org.chokepoint.training.Operations;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.Strategy;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;
import org.chokepoint.validation.Band;
import org.chokepoint.validation.ResidualBands;

/** Looks up what a training question names and fills in, from the published run of that name, what it leaves out. */
final class TrainResolver {
    /** Tokens of a sequence where nothing says: what most published pre-training uses. */
    private static final int USUAL_SEQUENCE = 4096;

    /** Tokens of a batch where nothing says. */
    private static final int USUAL_BATCH_TOKENS = 1 << 22;

    private final Catalog catalog;
    private final TrainQuestion question;
    private final Optional<Network> described;
    private final Optional<StrategyFile> stepOf;
    private final List<String> notes = new ArrayList<>();
    private final List<Evidence.Used> used = new ArrayList<>();

    private TrainResolver(
            Catalog catalog, TrainQuestion question, Optional<Network> described, Optional<StrategyFile> stepOf) {
        this.catalog = catalog;
        this.question = question;
        this.described = described;
        this.stepOf = stepOf;
    }

    static Resolved resolve(Catalog catalog, TrainQuestion question) {
        return new TrainResolver(catalog, question, Optional.empty(), Optional.empty()).resolve();
    }

    /**
     * The same for one step of a run, so that neither the length of the run nor its price matters.
     *
     * @param run its arguments, in place of a file that the question names
     * @param described the model, where the question names none
     */
    static Resolved resolveStep(
            Catalog catalog, TrainQuestion question, StrategyFile run, Optional<Network> described) {
        return new TrainResolver(catalog, question, described, Optional.of(run)).resolve();
    }

    private Resolved resolve() {
        Optional<Entry<RunPreset>> preset = described.isPresent() || isFile(question.model())
                ? Optional.empty()
                : catalog.lookUp(RunPreset.KIND, question.model());
        Optional<RunPreset> run = preset.map(Entry::value);
        Optional<StrategyFile> file = stepOf.or(() -> question.strategyFile().map(StrategyFile::read));
        preset.map(Using::used).ifPresent(entry -> used.add(file.isPresent() ? Using.withoutStrategy(entry) : entry));
        Network network = network(run);
        Written.Chips chips = chips(run);
        Cluster cluster = cluster(chips.name(), run);
        Accelerator chip = chip(chips.name(), cluster);
        Entry<Calibration> calibration = catalog.find(Calibration.KIND, chip.family(), Location.of(chip.id()));
        used.add(Using.constants(calibration));
        String stackName = question.stack().or(() -> run.map(RunPreset::stack)).orElse("generic");
        Stack stack = use(catalog.find(Stack.KIND, stackName, Location.of("--stack")));
        Machine machine = new Machine(chip, cluster, calibration.value(), stack);

        int sequence = sequence(file, run, network);
        LinkedHashMap<String, Tree> fields = fields(file, preset, network, chips);
        OtherSchedule.settle(fields, question.strategy().keySet(), notes::add);
        Strategy strategy = RecordReader.read(Asked.mapping(fields), Strategy.class);
        int batch = batch(file, run, sequence, chips, strategy);
        double tokens = question.tokens()
                .map(text -> Quantity.positive(text, Dimension.TOKENS, "the number of tokens", Location.of("--tokens")))
                .or(() -> file.flatMap(own -> own.tokens(sequence, batch)))
                .or(() -> run.map(RunPreset::tokens))
                .or(() -> stepOf.isPresent() ? Optional.of((double) batch * sequence) : Optional.empty())
                .orElseThrow(() -> needed("--tokens", "how many tokens to train on", "--tokens 15T"));
        file.ifPresent(own -> used.add(own.used(fields, question, sequence, batch)));
        Job job = new Job(network, chips.count(), batch, sequence, slowdown());

        boolean batchAsked =
                question.globalBatch().isPresent() || question.sequenceLength().isPresent();
        boolean asPublished = run.isPresent()
                && !batchAsked
                && question.on().isEmpty()
                && file.isEmpty()
                && question.strategy().isEmpty()
                && question.stack().isEmpty();
        Operations operations = use(catalog.find(Operations.KIND, Operations.DEFAULT, Location.of("operations")));
        double rent = rent(preset, chip);
        return new Resolved(
                job,
                machine,
                strategy,
                file.map(own -> own.places(fields, question)).orElse(Collections.emptyMap()),
                tokens,
                batchAsked ? Optional.empty() : ramp(file, run, sequence),
                run.map(RunPreset::beside).orElse(List.of()),
                preset,
                asPublished,
                rent,
                operations,
                interruptions(operations, machine, job, strategy),
                band(machine),
                strategy.router().map(router -> routers()),
                notes,
                used);
    }

    private ExpertLoads routers() {
        return new ExpertLoads(
                use(catalog.find(RouterConstants.KIND, RouterConstants.DEFAULT, Location.of("--router"))));
    }

    private Band band(Machine machine) {
        Band band = ResidualBands.of(catalog)
                .of(machine.chip().family(), machine.stack().id());
        used.add(Using.band(band));
        return band;
    }

    private static Fault needed(String option, String what, String example) {
        return new Fault(Location.of(option), "the question does not say " + what + ".", "add " + example + ".");
    }

    private <R> R use(Entry<R> entry) {
        used.add(Using.used(entry));
        return entry.value();
    }

    /** Whether a model is named by a file. */
    static boolean isFile(String name) {
        if (name.indexOf('\0') >= 0) {
            return false; // no path at all
        }
        return name.contains("/") || name.endsWith(".json") || Files.exists(Path.of(name));
    }

    private Network network(Optional<RunPreset> run) {
        if (described.isPresent()) {
            return described.get();
        }
        if (isFile(question.model())) {
            Path path = Path.of(question.model());
            Path file = Files.isDirectory(path) ? path.resolve("config.json") : path;
            String text = UserFile.text(file.toString(), "train");
            used.add(Using.file(file.toString(), text));
            return described(HuggingFaceImport.read(file.toString(), text));
        }
        String name = run.map(RunPreset::model).orElse(question.model());
        Optional<Entry<ModelRecord>> entry = catalog.lookUp(ModelRecord.KIND, name);
        if (entry.isEmpty()) {
            List<String> known = new ArrayList<>(catalog.names(RunPreset.KIND));
            known.addAll(catalog.names(RlPreset.KIND));
            known.addAll(catalog.names(ModelRecord.KIND));
            throw new Fault(
                    Location.of("train"),
                    "there is no run, model or file named '" + question.model() + "'.",
                    Nearest.remedy(question.model(), known));
        }
        ModelRecord model = use(entry.get());
        return described(HuggingFaceImport.read(model.id(), model.config()));
    }

    private Network described(HuggingFaceImport.Imported imported) {
        notes.addAll(imported.warnings());
        return imported.network();
    }

    private Written.Chips chips(Optional<RunPreset> run) {
        if (question.on().isPresent()) {
            return Written.chips(question.on().get());
        }
        return run.map(r -> new Written.Chips(r.accelerators(), r.cluster()))
                .orElseThrow(() -> needed("--on", "what to train on", "--on 1024xH100"));
    }

    /** The cluster of that name, or the default one of the chip of that name; a published run keeps its own. */
    private Cluster cluster(String name, Optional<RunPreset> run) {
        Optional<Entry<Cluster>> named = catalog.lookUp(Cluster.KIND, name);
        Optional<Entry<Accelerator>> chip = catalog.lookUp(Accelerator.KIND, name);
        if (chip.isPresent()) {
            Optional<Entry<Cluster>> own = run.flatMap(r -> catalog.lookUp(Cluster.KIND, r.cluster()));
            if (own.isPresent()
                    && own.get().value().accelerator().equals(chip.get().id())) {
                return use(own.get());
            }
            String standard = chip.get().value().cluster();
            return use(
                    catalog.find(Cluster.KIND, standard, Location.of(chip.get().id())));
        }
        if (named.isPresent()) {
            return use(named.get());
        }
        List<String> known = new ArrayList<>(catalog.names(Accelerator.KIND));
        known.addAll(catalog.names(Cluster.KIND));
        throw new Fault(
                Location.of("--on"), "there is no chip or cluster named '" + name + "'.", Nearest.remedy(name, known));
    }

    /** The chip that was named, or that of the named cluster; a new chip may stand in the cluster of another. */
    private Accelerator chip(String name, Cluster cluster) {
        Optional<Entry<Accelerator>> named = catalog.lookUp(Accelerator.KIND, name);
        return use(named.orElseGet(
                () -> catalog.find(Accelerator.KIND, cluster.accelerator(), Location.of(cluster.id()))));
    }

    private int sequence(Optional<StrategyFile> file, Optional<RunPreset> run, Network network) {
        if (question.sequenceLength().isPresent()) {
            String text = question.sequenceLength().get();
            double tokens = Quantity.positive(text, Dimension.TOKENS, "the sequence length", Location.of("--seq"));
            if (tokens != Math.rint(tokens) || tokens > 1e8) {
                throw new Fault(
                        Location.of("--seq"), "'" + text + "' must be a whole number of tokens.", "--seq 8192.");
            }
            return (int) tokens;
        }
        Optional<Integer> own = file.flatMap(StrategyFile::sequenceLength).or(() -> run.map(RunPreset::sequenceLength));
        if (own.isPresent()) {
            return own.get();
        }
        int usual = (int) Math.min(USUAL_SEQUENCE, Math.max(1, network.maxSequence()));
        notes.add("sequences of " + usual + " tokens were assumed; --seq changes that");
        return usual;
    }

    private int batch(
            Optional<StrategyFile> file, Optional<RunPreset> run, int sequence, Written.Chips chips, Strategy s) {
        if (question.globalBatch().isPresent()) {
            return Written.batch(question.globalBatch().get(), sequence, notes::add);
        }
        Optional<Integer> own = file.flatMap(StrategyFile::globalBatch);
        if (own.isPresent()) {
            return own.get();
        }
        boolean asRun = run.isPresent() && run.get().sequenceLength() == sequence;
        if (asRun && question.sequenceLength().isEmpty()) {
            return run.get().globalBatch();
        }
        long replicas = Math.max(
                1, chips.count() / Math.max(1, (long) s.tensorParallel() * s.pipelineParallel() * s.contextParallel()));
        long unit = replicas * Math.max(1, s.microBatch());
        long sequences = Math.max(1, Math.round((double) USUAL_BATCH_TOKENS / sequence / unit)) * unit;
        notes.add("a global batch of " + sequences + " sequences was assumed; --global-batch changes that");
        return (int) Math.min(Integer.MAX_VALUE, sequences);
    }

    /** Another number of stages makes a published list of their layers void. */
    static boolean dropStages(Map<String, Tree> fields, Set<String> changed) {
        boolean theirs = changed.contains("pipeline_parallel") && !changed.contains("stage_layers");
        return theirs && fields.remove("stage_layers") != null;
    }

    /** How the batch grows: as the file says if it says anything of batch or sequence, else as in the published run. */
    private static Optional<RunPreset.BatchRamp> ramp(
            Optional<StrategyFile> file, Optional<RunPreset> run, int sequence) {
        boolean own = file.isPresent()
                && (file.get().globalBatch().isPresent()
                        || file.get().sequenceLength().isPresent());
        return own ? file.get().ramp(sequence) : run.flatMap(RunPreset::batchRamp);
    }

    /** Fields of the strategy: those of the file, or of the published run, and above them those asked for. */
    private LinkedHashMap<String, Tree> fields(
            Optional<StrategyFile> file, Optional<Entry<RunPreset>> preset, Network network, Written.Chips chips) {
        LinkedHashMap<String, Tree> fields = new LinkedHashMap<>();
        if (file.isPresent()) {
            fields.putAll(file.get().fields(network, chips.count(), notes));
            preset.ifPresent(entry -> notes.add("the layout of " + entry.id() + " is replaced by that of the file"));
        } else {
            preset.ifPresent(entry ->
                    fields.putAll(entry.tree().entries().get("strategy").entries()));
        }
        for (Map.Entry<String, String> asked : question.strategy().entrySet()) {
            fields.put(asked.getKey(), Asked.value(asked.getKey(), asked.getValue()));
        }
        dropStages(fields, question.strategy().keySet());
        return fields;
    }

    private double rent(Optional<Entry<RunPreset>> preset, Accelerator chip) {
        if (stepOf.isPresent()) {
            return Double.NaN;
        }
        Optional<Entry<RunPreset>> own = preset.filter(entry -> question.on().isEmpty());
        OptionalDouble price = own.isPresent() ? own.get().value().rentUsdPerHour() : OptionalDouble.empty();
        return new RentLookup(catalog, notes, used).usdPerHour(question.rent(), own, price, chip);
    }

    private List<Double> slowdown() {
        return question.stageSlowdown()
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(each -> Quantity.positive(
                                each.strip(), Dimension.RATIO, "a slowdown", Location.of("--stage-slowdown")))
                        .toList())
                .orElse(List.of());
    }

    private Interruptions interruptions(Operations operations, Machine machine, Job job, Strategy s) {
        double between = question.chipHoursBetweenFailures()
                .map(text -> Quantity.positive(
                        text, Dimension.COUNT, "the chip-hours between failures", Location.of("--mtbf")))
                .orElse(operations.chipHoursBetweenFailures());
        double restart = question.restart()
                .map(text -> Quantity.parse(text, Dimension.TIME, "the restart time", Location.of("--restart")))
                .orElse(operations.restartSeconds());
        double overhead = question.overhead()
                .map(text -> Quantity.parse(text, Dimension.RATIO, "the overhead", Location.of("--overhead")))
                .orElse(0.0);
        double write = checkpointSeconds(machine, job, s);
        return new Interruptions(between, restart, write, overhead);
    }

    /** Time to write a checkpoint: parameters and what the optimizer keeps of them. */
    static double checkpointSeconds(Machine machine, Job job, Strategy s) {
        double state = (s.masterWeights() ? 4 : Operators.ACTIVATION_BYTES)
                + 2 * s.momentPrecision().bytes();
        double parameters = job.network().parameters().total();
        Cluster cluster = machine.cluster();
        double nodes = Math.max(1, job.accelerators() / (double) cluster.acceleratorsPerNode());
        return parameters * state / (nodes * cluster.checkpointBytesPerSecond());
    }
}
