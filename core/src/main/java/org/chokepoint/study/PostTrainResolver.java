package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.RecordReader;
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
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.posttraining.Asynchronous;
import org.chokepoint.posttraining.Overlap;
import org.chokepoint.posttraining.RlPreset;
import org.chokepoint.posttraining.RlSetting;
import org.chokepoint.posttraining.Synchronous;
import org.chokepoint.serving.Engine;
import org.chokepoint.training.Operations;
import org.chokepoint.validation.Band;
import org.chokepoint.validation.ResidualBands;

/** Looks up what a post-training question names. */
final class PostTrainResolver {
    private final Catalog catalog;
    private final PostTrainQuestion question;
    private final List<String> notes = new ArrayList<>();
    private final List<Evidence.Used> used = new ArrayList<>();

    private PostTrainResolver(Catalog catalog, PostTrainQuestion question) {
        this.catalog = catalog;
        this.question = question;
    }

    static PostTrainResolved resolve(Catalog catalog, PostTrainQuestion question) {
        return new PostTrainResolver(catalog, question).resolve();
    }

    private PostTrainResolved resolve() {
        Entry<RlPreset> entry = catalog.lookUp(RlPreset.KIND, question.run()).orElseThrow(this::unknown);
        List<Entry<RlPreset>> entries = new ArrayList<>();
        for (String before : entry.value().after()) {
            entries.add(catalog.find(RlPreset.KIND, before, Location.of(entry.id())));
        }
        entries.add(entry);
        entries.forEach(each -> used.add(Using.used(each)));
        Operations operations = use(catalog.find(Operations.KIND, Operations.DEFAULT, Location.of("operations")));
        List<RlSetting> settings = new ArrayList<>();
        for (Entry<RlPreset> each : entries) {
            settings.add(setting(each, operations, each.equals(entry)));
        }
        Machine machine = settings.get(settings.size() - 1).machine();
        Band band = ResidualBands.of(catalog)
                .of(machine.chip().family(), machine.stack().id());
        used.add(Using.band(band));
        Optional<Entry<RlPreset>> own =
                Optional.of(entry).filter(it -> question.on().isEmpty());
        OptionalDouble price = own.isPresent() ? entry.value().rentUsdPerHour() : OptionalDouble.empty();
        double rent = new RentLookup(catalog, notes, used).usdPerHour(question.rent(), own, price, machine.chip());
        boolean asPublished = question.on().isEmpty() && question.overlap().isEmpty();
        return new PostTrainResolved(entry, settings, asPublished, rent, operations, band, notes, used);
    }

    private Fault unknown() {
        return new Fault(
                Location.of("train"),
                "there is no post-training run named '" + question.run() + "'.",
                Nearest.remedy(question.run(), catalog.names(RlPreset.KIND)));
    }

    private <R> R use(Entry<R> entry) {
        used.add(Using.used(entry));
        return entry.value();
    }

    /** @param noted whether records are written down: those of runs that it counts in are the same */
    private RlSetting setting(Entry<RlPreset> entry, Operations operations, boolean noted) {
        RlPreset preset = entry.value();
        Cluster cluster = cluster(preset, noted);
        Entry<Accelerator> chip = catalog.find(Accelerator.KIND, cluster.accelerator(), Location.of(cluster.id()));
        Entry<Calibration> calibration =
                catalog.find(Calibration.KIND, chip.value().family(), Location.of(chip.id()));
        Entry<Stack> stack = catalog.find(Stack.KIND, preset.stack(), Location.of(entry.id()));
        Entry<Engine> engine = catalog.find(Engine.KIND, preset.engine(), Location.of(entry.id()));
        Entry<ModelRecord> model = catalog.find(ModelRecord.KIND, preset.model(), Location.of(entry.id()));
        if (noted) {
            List.of(chip, stack, engine, model).forEach(each -> used.add(Using.used(each)));
            used.add(Using.constants(calibration));
        }
        Network network =
                HuggingFaceImport.read(model.id(), model.value().config()).network();
        Machine machine = new Machine(chip.value(), cluster, calibration.value(), stack.value());
        RlPreset asked = asked(preset, cluster);
        return new RlSetting(
                asked, network, machine, engine.value(), operations.expertLoad().value(), preset.unpublished());
    }

    /** The cluster of the run, or that of the chips that the question names. */
    private Cluster cluster(RlPreset preset, boolean noted) {
        String name = question.on().map(text -> Written.chips(text).name()).orElse(preset.cluster());
        Optional<Entry<Cluster>> cluster = catalog.lookUp(Cluster.KIND, name)
                .or(() -> catalog.lookUp(Accelerator.KIND, name)
                        .map(chip -> catalog.find(Cluster.KIND, chip.value().cluster(), Location.of(chip.id()))));
        if (cluster.isEmpty()) {
            List<String> known = new ArrayList<>(catalog.names(Accelerator.KIND));
            known.addAll(catalog.names(Cluster.KIND));
            throw new Fault(
                    Location.of("--on"),
                    "there is no chip or cluster named '" + name + "'.",
                    Nearest.remedy(name, known));
        }
        if (noted) {
            used.add(Using.used(cluster.get()));
        }
        return cluster.get().value();
    }

    /** The run on the chips that the question names, with rollouts beside updates if it asks for that. */
    private RlPreset asked(RlPreset preset, Cluster cluster) {
        int chips = question.on().map(text -> Written.chips(text).count()).orElse(preset.accelerators());
        int instance = preset.rollout().accelerators();
        if (chips % instance != 0) {
            int near = Math.max(1, chips / instance) * instance;
            String what = "an instance that rolls out has " + instance + " chips, which must divide the " + chips + ".";
            throw new Fault(Location.of("--on"), what, "use " + near + ".");
        }
        return preset.on(cluster.id(), chips, overlap(preset, chips), preset.trainer());
    }

    private Overlap overlap(RlPreset preset, int chips) {
        if (question.overlap().isEmpty()) {
            return preset.overlap();
        }
        String asked = question.overlap().get();
        List<String> words = List.of(RecordReader.word(Synchronous.class), RecordReader.word(Asynchronous.class));
        if (!words.contains(asked)) {
            throw new Fault(
                    Location.of("--overlap"),
                    "there is no '" + asked + "'; there are " + String.join(" and ", words) + ".",
                    Nearest.remedy(asked, words));
        }
        if (asked.equals(words.get(0))) {
            return new Synchronous(0);
        }
        return new Asynchronous(Math.max(1, chips / 2), preset.updatesPerRollout());
    }
}
