package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.economics.PriceBook;
import org.chokepoint.economics.Rent;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.evidence.Source;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Constant;
import org.chokepoint.model.Storage;
import org.chokepoint.serving.DeploymentSearch;
import org.chokepoint.serving.Engine;
import org.chokepoint.serving.Formats;
import org.chokepoint.serving.Load;
import org.chokepoint.serving.ServedModel;
import org.chokepoint.training.Operations;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;

/** Looks up what a question about serving names, and says what it assumes. */
final class ServeResolver {
    /** Engine where the question names none: the one that most open deployments run. */
    static final String USUAL_ENGINE = "vllm";

    /** Fields of records that say nothing of serving. */
    private static final List<String> UNREAD = List.of(
            "checkpoint_bandwidth",
            "host_link",
            "host_memory_bandwidth",
            "chip_hours_between_failures",
            "restart",
            "trade");

    private final Catalog catalog;
    private final ServeQuestion question;
    private final List<String> notes = new ArrayList<>();
    private final List<Evidence.Used> used = new ArrayList<>();

    private ServeResolver(Catalog catalog, ServeQuestion question) {
        this.catalog = catalog;
        this.question = question;
    }

    /** @param priced whether rents matter */
    static Serving resolve(Catalog catalog, ServeQuestion question, boolean priced) {
        return new ServeResolver(catalog, question).resolve(priced);
    }

    private Serving resolve(boolean priced) {
        NamedModel named = NamedModel.of(catalog, question.model(), "serve");
        notes.addAll(named.warnings());
        used.add(named.used());
        Written.Chips chips = Written.chips(question.on());
        NamedMachine machine = NamedMachine.of(catalog, chips.name(), "--on");
        machine.used().forEach(each -> used.add(Using.without(each, UNREAD)));
        wholeNodes(chips.count(), machine.machine().cluster().acceleratorsPerNode());
        ServedModel model = new ServedModel(named.network(), machine.machine(), engine());
        Optional<Traffic> listed = Traffic.listed(question);
        Load load = listed.map(traffic -> traffic.load(prefixHit())).orElseGet(this::load);
        Storage checkpoint = checkpoint(named);
        Constant busiest = expertLoad();
        Accelerator chip = machine.machine().chip();
        DeploymentSearch.Space space = new DeploymentSearch.Space(
                Formats.of(checkpoint, cache(model.engine()), named.network(), chip),
                ServeWords.speculation(question, named.network(), notes),
                busiest.value(),
                question.twoBatchOverlap(),
                arranged("disaggregated"),
                arranged("aggregated"),
                whole(question.tensorParallel(), "--tp"),
                whole(question.dataParallel(), "--dp"),
                whole(question.pipelineParallel(), "--pp"),
                whole(question.expertParallel(), "--ep"));
        return new Serving(
                model,
                chips.count(),
                load,
                ServeWords.level(question),
                checkpoint,
                space,
                busiest,
                question.concurrency()
                        .map(text -> OptionalDouble.of(Written.whole(text, "--concurrency")))
                        .orElse(OptionalDouble.empty()),
                listed.or(() -> Traffic.drawn(question, load)),
                priced ? rent(chip) : Double.NaN,
                notes,
                used);
    }

    private Load load() {
        return new Load(
                ServeWords.length(needed(question.input(), "--input", "4k"), "--input", notes),
                ServeWords.length(needed(question.output(), "--output", "1k"), "--output", notes),
                prefixHit());
    }

    private static String needed(Optional<String> text, String option, String example) {
        return text.orElseThrow(
                () -> new Fault(Location.of(option), "is missing.", "add " + option + " " + example + "."));
    }

    private void wholeNodes(int chips, int perNode) {
        if (chips % perNode != 0) {
            notes.add(chips + " chips are no whole number of nodes of " + perNode
                    + ": the rest of a node is not counted");
        }
    }

    private Engine engine() {
        if (question.engine().isEmpty()) {
            notes.add(
                    "engine " + USUAL_ENGINE + " was assumed, as most open deployments run it; --engine changes that");
        }
        String name = question.engine().orElse(USUAL_ENGINE).strip();
        Entry<Engine> entry = newest(name.toLowerCase(Locale.ROOT))
                .or(() -> catalog.lookUp(Engine.KIND, name))
                .orElseThrow(() -> new Fault(
                        Location.of("--engine"),
                        "there is no engine named '" + name + "'.",
                        Nearest.remedy(name, catalog.names(Engine.KIND))));
        used.add(Using.used(entry));
        return entry.value();
    }

    /** The latest generation of engines that a word means. */
    private Optional<Entry<Engine>> newest(String word) {
        return catalog.all(Engine.KIND).stream()
                .filter(each -> each.value().words().contains(word))
                .max(Comparator.comparing(each -> each.value().released()));
    }

    private double prefixHit() {
        Location at = Location.of("--prefix-hit");
        double hit = question.prefixHit()
                .map(text -> Quantity.parse(text, Dimension.RATIO, "the cached part of prompts", at))
                .orElse(0.0);
        if (hit >= 1) {
            throw new Fault(at, "some token of a prompt is always new, so the part is below 1.", "write 95 %.");
        }
        return hit;
    }

    private Storage checkpoint(NamedModel named) {
        if (question.weights().isPresent()) {
            return ServeWords.storage(question.weights().get(), "--weights");
        }
        if (named.published().isEmpty()) {
            notes.add(
                    "weights in bf16 were assumed, as the model's config names no other format; --weights changes that");
        }
        return named.published().orElse(Storage.BF16);
    }

    private Storage cache(Engine engine) {
        return question.cache().map(text -> ServeWords.storage(text, "--cache")).orElse(engine.cache());
    }

    private Constant expertLoad() {
        Entry<Operations> operations = catalog.find(Operations.KIND, Operations.DEFAULT, Location.of("--expert-load"));
        if (question.expertLoad().isEmpty()) {
            used.add(Using.without(Using.used(operations), UNREAD));
            return operations.value().expertLoad();
        }
        Location at = Location.of("--expert-load");
        double given = Quantity.positive(question.expertLoad().get(), Dimension.RATIO, "the load of experts", at);
        if (given < 1) {
            throw new Fault(at, "the busiest rank has at least the mean.", "write 1.3.");
        }
        return new Constant(given, given, given, Constant.Tier.DATASHEET, "given with the question");
    }

    private boolean arranged(String word) {
        return question.arrangement().map(word::equals).orElse(true);
    }

    private static Optional<Integer> whole(Optional<String> text, String option) {
        return text.map(value -> Written.whole(value, option));
    }

    private double rent(Accelerator chip) {
        if (question.rent().isPresent()) {
            Location at = Location.of("--rent");
            double given = Quantity.positive(question.rent().get(), Dimension.HOURLY_PRICE, "the rent", at);
            used.add(Using.rent(chip.id(), given, new Source("given with the question", "--rent", "", Grade.PRIMARY)));
            return given;
        }
        PriceBook book = PriceBook.read(catalog.shown(PriceBook.FILE), catalog.table(PriceBook.FILE));
        Optional<Rent> typical = book.typical(chip.id());
        if (typical.isEmpty()) {
            notes.add("no dated rent of " + chip.id() + " is known, so there are no dollars; --rent gives one");
            return Double.NaN;
        }
        notes.add("rent: the median of the last year with prices, "
                + typical.get().provider() + " on " + typical.get().date());
        used.add(Using.rent(chip.id(), typical.get().usdPerHour(), typical.get().source()));
        return typical.get().usdPerHour();
    }

    /** Values of a list. */
    static List<String> parts(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
}
