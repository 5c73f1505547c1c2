package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.economics.PriceBook;
import org.chokepoint.economics.Rent;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.Precision;
import org.chokepoint.training.RunPreset;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;

/** The chips that a search question lets one choose from: those it names, those of the published run, or a choice of its own. */
final class Fleets {
    /** Chips of the smallest and the largest fleet that is tried where a question leaves their number open. */
    private static final int FEWEST = 64;

    private static final int MOST = 1 << 17;

    /** Tokens of a run where nothing says. */
    private static final String USUAL_TOKENS = "1T";

    /** Batch of a step where nothing says. */
    private static final String USUAL_BATCH = "4194304 tokens";

    private final Catalog catalog;
    private final SearchQuestion question;
    private final Map<String, String> fixed;
    private final boolean preset;
    private final Optional<Double> deadline;
    private final Optional<Double> budget;

    private Fleets(Catalog catalog, SearchQuestion question, Map<String, String> fixed) {
        this.catalog = catalog;
        this.question = question;
        this.fixed = new LinkedHashMap<>(fixed);
        this.fixed.putIfAbsent("stage_layers", "none");
        this.deadline = deadline(question);
        this.budget = budget(question);
        this.preset = !question.model().contains("/")
                && catalog.lookUp(RunPreset.KIND, question.model()).isPresent();
    }

    /**
     * The fleets of a question.
     *
     * @param fixed fields of the layout that are not searched
     */
    static List<Fleet> of(Catalog catalog, SearchQuestion question, Map<String, String> fixed) {
        return new Fleets(catalog, question, fixed).all();
    }

    private List<Fleet> all() {
        if (question.on().isPresent() && question.chips().isPresent()) {
            throw new Fault(Location.of("--chips"), "can't be given together with --on.", "leave one of them out.");
        }
        List<Fleet> fleets = new ArrayList<>();
        if (question.on().isPresent()) {
            for (String on : question.on().get().split(",", -1)) {
                fleets.add(fleet(Optional.of(on)));
            }
            return fleets;
        }
        boolean open = question.chips().isPresent()
                || question.deadline().isPresent()
                || question.budget().isPresent();
        if (!open) {
            return List.of(fleet(Optional.empty()));
        }
        for (String chip : chips()) {
            Fleet one = fleet(Optional.of(FEWEST + "x" + chip));
            for (int count = FEWEST; count <= MOST; count *= 2) {
                if (reachable(one, count)) {
                    fleets.add(count == FEWEST ? one : fleet(Optional.of(count + "x" + chip)));
                }
            }
        }
        if (fleets.isEmpty()) {
            throw new Infeasible(
                    "No number of the chips reaches it, even at the peak of their data sheets.",
                    "a later --deadline, a larger --budget, or fewer --tokens.",
                    List.of());
        }
        return fleets;
    }

    /** Whether a run at the peak of the data sheet would be in time and in budget. */
    private boolean reachable(Fleet one, int count) {
        Resolved r = one.resolved();
        double flops =
                3 * r.job().network().flopsPerToken(r.job().sequenceLength()).causal() * r.tokens();
        Accelerator chip = r.machine().chip();
        double chipSeconds = flops
                / chip.peak(
                        chip.supports(r.strategy().precision()) ? r.strategy().precision() : Precision.BF16);
        boolean inTime = deadline.map(most -> chipSeconds / count <= most).orElse(true);
        boolean inBudget =
                budget.map(most -> chipSeconds / 3600 * r.rent() <= most).orElse(true);
        return inTime && inBudget && count <= r.job().globalBatch() * 64;
    }

    private Set<String> chips() {
        Set<String> chips = new LinkedHashSet<>();
        if (question.chips().isPresent()) {
            for (String name : question.chips().get().split(",", -1)) {
                Location at = Location.of("--chips");
                chips.add(catalog.find(Accelerator.KIND, name.strip(), at).id());
            }
            return chips;
        }
        PriceBook book = PriceBook.read(catalog.shown(PriceBook.FILE), catalog.table(PriceBook.FILE));
        for (Rent rent : book.all()) {
            Optional<Entry<Accelerator>> chip = catalog.lookUp(Accelerator.KIND, rent.accelerator());
            if (chip.isPresent() && chip.get().value().supports(Precision.BF16)) {
                chips.add(chip.get().id());
            }
        }
        return chips;
    }

    private Fleet fleet(Optional<String> on) {
        boolean batch = preset && question.sequenceLength().isEmpty()
                || question.globalBatch().isPresent();
        Optional<String> none = Optional.empty();
        TrainQuestion train = TrainQuestion.of(
                question.model(),
                on.map(String::strip),
                question.tokens().or(() -> preset ? none : Optional.of(USUAL_TOKENS)),
                question.globalBatch().or(() -> batch ? none : Optional.of(USUAL_BATCH)),
                question.sequenceLength(),
                none,
                fixed,
                question.stack(),
                question.rent());
        return new Fleet(train, TrainResolver.resolve(catalog, train));
    }

    static Optional<Double> deadline(SearchQuestion question) {
        return question.deadline()
                .map(text -> Quantity.positive(text, Dimension.TIME, "the deadline", Location.of("--deadline")));
    }

    static Optional<Double> budget(SearchQuestion question) {
        return question.budget()
                .map(text -> Quantity.positive(
                        text.matches(".*[$D]\\s*") ? text : text.strip() + " USD",
                        Dimension.MONEY,
                        "the budget",
                        Location.of("--budget")));
    }
}
