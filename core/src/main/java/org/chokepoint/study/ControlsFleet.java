package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.controls.CheckedRule;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Items;
import org.chokepoint.controls.Policy;
import org.chokepoint.controls.Review;
import org.chokepoint.controls.Rule;
import org.chokepoint.controls.RuleVerdict;
import org.chokepoint.controls.Supply;
import org.chokepoint.controls.Transaction;
import org.chokepoint.controls.VolumeCondition;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.ladder.Cut;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.search.Candidate;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Figure;
import org.chokepoint.units.Quantity;

/** Answers {@link ControlsFleetQuestion}: legal supply is the least of what the exporter, the importer and the vendor let go. */
final class ControlsFleet {
    private static final String USUAL_MODEL = "deepseek-v3";
    private static final String REFERENCE = "h100-sxm5-80gb";
    private static final double HOURS_A_YEAR = 8760;

    private final Catalog catalog;
    private final ControlsFleetQuestion question;
    private final ControlsInputs inputs;

    private ControlsFleet(Catalog catalog, ControlsFleetQuestion question) {
        this.catalog = catalog;
        this.question = question;
        this.inputs = new ControlsInputs(catalog);
    }

    static ControlsFleetAnswer answer(Catalog catalog, ControlsFleetQuestion question, Progress progress) {
        return new ControlsFleet(catalog, question).answer(progress);
    }

    private ControlsFleetAnswer answer(Progress progress) {
        CheckedRule rule = inputs.book().named(question.rule(), Location.of("RULE"));
        Entry<Accelerator> entry = catalog.find(Accelerator.KIND, question.chip(), Location.of("--chip"));
        inputs.used().add(Using.used(entry));
        Accelerator chip = entry.value();
        Transaction deal = inputs.deal(question.to(), question.onDate());
        Item item = Items.of(chip, entry.provenance());
        List<ControlsFleetAnswer.Limit> limits = new ArrayList<>(exporter(rule, item, chip, deal));
        limits.add(importer(item, deal));
        question.vendor()
                .ifPresent(text -> limits.add(new ControlsFleetAnswer.Limit(
                        "vendor", "given with the question", "", OptionalDouble.of(count(text, "--vendor")))));
        OptionalDouble legal = least(limits);
        Accelerator reference =
                catalog.find(Accelerator.KIND, REFERENCE, Location.of("--chip")).value();
        String model = question.model().orElse(USUAL_MODEL);
        Map<String, Double> each = new LinkedHashMap<>();
        for (Cut cut :
                List.of(Cut.tpp(chip, reference), Cut.bf16(chip, reference), Cut.memoryBandwidth(chip, reference))) {
            each.put(cut.quantity(), cut.share());
        }
        OptionalDouble hours = simulated(chip, reference, model, each, progress);
        Map<String, Double> worth = new LinkedHashMap<>();
        legal.ifPresent(chips -> each.forEach((basis, share) -> worth.put(basis, chips * share)));
        OptionalDouble runs = legal.isPresent() && hours.isPresent()
                ? OptionalDouble.of(legal.getAsDouble() * HOURS_A_YEAR / hours.getAsDouble())
                : OptionalDouble.empty();
        Evidence evidence = ControlsEvidence.of(inputs, List.of(rule), Optional.of(item), Command.of(question));
        return new ControlsFleetAnswer(
                ControlsFleetAnswer.VERSION,
                ControlsInputs.NOTICE,
                headline(rule, chip, deal, limits, legal, worth, runs, model, evidence),
                rule.rule().id(),
                chip.id(),
                deal.destination(),
                deal.date(),
                model,
                limits,
                legal,
                each,
                worth,
                runs,
                channels(reference),
                evidence);
    }

    /** The least of what each side lets go; the ways of one side stand beside each other, so its largest counts. */
    private static OptionalDouble least(List<ControlsFleetAnswer.Limit> limits) {
        Map<String, Double> sides = new LinkedHashMap<>();
        for (ControlsFleetAnswer.Limit limit : limits) {
            sides.merge(limit.by(), limit.chips().orElse(Double.POSITIVE_INFINITY), Math::max);
        }
        return sides.values().stream()
                .mapToDouble(Double::doubleValue)
                .filter(chips -> chips < Double.POSITIVE_INFINITY)
                .min();
    }

    private static double count(String text, String option) {
        return Quantity.positive(text, Dimension.COUNT, "the number of chips", Location.of(option));
    }

    /** What the exporting side lets go: all, none, or the quantities of its conditions. */
    private List<ControlsFleetAnswer.Limit> exporter(CheckedRule rule, Item item, Accelerator chip, Transaction deal) {
        String demand = demand(rule, item, deal);
        if (demand.isEmpty()) {
            return List.of(new ControlsFleetAnswer.Limit(
                    "exporter", rule.rule().id() + " demands no licence", "", OptionalDouble.empty()));
        }
        List<VolumeCondition> conditions =
                VolumeCondition.of(catalog, rule.rule().id());
        boolean denied = demand.equals(Policy.DENIAL.words()) || demand.equals(Policy.PRESUMPTION_OF_DENIAL.words());
        if (conditions.isEmpty() || denied) {
            OptionalDouble chips = denied ? OptionalDouble.of(0) : OptionalDouble.empty();
            return List.of(new ControlsFleetAnswer.Limit(
                    "exporter",
                    rule.rule().id() + ": " + demand + (denied ? "" : ", no quantity is named"),
                    "",
                    chips));
        }
        List<ControlsFleetAnswer.Limit> limits = new ArrayList<>();
        for (VolumeCondition each : conditions) {
            double shipped = each.basis() == VolumeCondition.Basis.US_SHIPMENTS ? shipped() : 0;
            double chips = each.chips(chip.tpp(), shipped);
            String what = each.paragraph() + ": " + each.what();
            limits.add(new ControlsFleetAnswer.Limit("exporter", what, each.per(), OptionalDouble.of(chips)));
        }
        return limits;
    }

    private double shipped() {
        return question.usShipments()
                .map(text -> count(text, "--us-shipments"))
                .orElseThrow(() -> new Fault(
                        Location.of("--us-shipments"),
                        "is missing, and the rule lets go a share of it.",
                        "write it like --us-shipments 1M."));
    }

    /** What the rule demands, in words; empty where nothing. */
    private String demand(CheckedRule rule, Item item, Transaction deal) {
        if (rule.rule().reviews().isPresent()) {
            CheckedRule reviewed = inputs.book()
                    .enforced(Rule.Authority.US, rule.rule().reviews().get(), deal.date())
                    .orElseThrow(() -> new Fault(
                            Location.of("--on-date"),
                            "no rule that it reviews was enforced on " + deal.date() + ".",
                            "a later day is meant."));
            switch (Review.of(rule, reviewed, item, deal, inputs.book().destinations())) {
                case NOT_APPLICABLE:
                    return "";
                case CASE_BY_CASE:
                    return Policy.CASE_BY_CASE.words();
                case UNKNOWN:
                    return "not known";
                default:
                    return Policy.PRESUMPTION_OF_DENIAL.words();
            }
        }
        RuleVerdict verdict = RuleVerdict.of(rule, item, deal, inputs.book().destinations());
        return verdict.policy()
                .map(policy -> policy == Policy.NO_LICENCE ? "" : policy.words())
                .orElse("not known");
    }

    /** What the importing side lets in: what the question says, else nothing where a rule of it bars the chip. */
    private ControlsFleetAnswer.Limit importer(Item item, Transaction deal) {
        if (question.importer().isPresent()) {
            double chips = count(question.importer().get(), "--importer");
            return new ControlsFleetAnswer.Limit("importer", "given with the question", "", OptionalDouble.of(chips));
        }
        for (CheckedRule rule : inputs.book().rules()) {
            boolean theirs = rule.rule().authority() != Rule.Authority.US && rule.enforcedOn(deal.date());
            if (theirs) {
                RuleVerdict verdict =
                        RuleVerdict.of(rule, item, deal, inputs.book().destinations());
                if (verdict.policy().filter(Policy.PROHIBITED::equals).isPresent()) {
                    String what = rule.rule().id() + " (" + rule.rule().name() + ")";
                    return new ControlsFleetAnswer.Limit("importer", what, "", OptionalDouble.of(0));
                }
            }
        }
        String what = "no bar of the importing side in the catalog on " + deal.date();
        return new ControlsFleetAnswer.Limit("importer", what, "", OptionalDouble.empty());
    }

    /** Adds what a chip is worth in a simulated training and in decoding; chip-hours of the run, where it fits. */
    private OptionalDouble simulated(
            Accelerator chip, Accelerator reference, String model, Map<String, Double> into, Progress progress) {
        Optional<String> open = Optional.empty();
        try (DerateCosts own = new DerateCosts(catalog, open, model, chip, progress);
                DerateCosts other = new DerateCosts(catalog, open, model, reference, progress)) {
            progress.at(0, "planning on " + chip.name());
            Optional<Candidate> plan = own.planned();
            Optional<Candidate> base = chip.id().equals(reference.id()) ? plan : other.planned();
            if (plan.isPresent() && base.isPresent()) {
                into.put("simulated_training", base.get().seconds() / plan.get().seconds());
            }
            OptionalDouble decodes = own.decoded(chip);
            OptionalDouble of = other.decoded(reference);
            if (decodes.isPresent() && of.isPresent()) {
                into.put("simulated_decoding", decodes.getAsDouble() / of.getAsDouble());
            }
            return plan.isPresent() ? OptionalDouble.of(own.gpuHours(plan.get().seconds())) : OptionalDouble.empty();
        }
    }

    private List<ControlsFleetAnswer.Channel> channels(Accelerator reference) {
        List<ControlsFleetAnswer.Channel> rows = new ArrayList<>();
        for (Supply each : Supply.scarcest(Supply.read(catalog))) {
            Optional<Entry<Accelerator>> chip = catalog.lookUp(Accelerator.KIND, each.item());
            if (chip.isPresent()) {
                Accelerator counted = chip.get().value();
                rows.add(new ControlsFleetAnswer.Channel(
                        AnswerTree.word(each.channel()),
                        counted.id(),
                        each.part(),
                        each.period().from(),
                        each.period().until().orElse(""),
                        each.low(),
                        each.chips(),
                        each.high(),
                        each.chips() * Cut.tpp(counted, reference).share(),
                        each.chips() * Cut.bf16(counted, reference).share(),
                        each.chips() * Cut.memoryBandwidth(counted, reference).share(),
                        each.what(),
                        each.source()));
            }
        }
        return rows;
    }

    private Headline headline(
            CheckedRule rule,
            Accelerator chip,
            Transaction deal,
            List<ControlsFleetAnswer.Limit> limits,
            OptionalDouble legal,
            Map<String, Double> worth,
            OptionalDouble runs,
            String model,
            Evidence evidence) {
        String country = inputs.book().destinations().name(deal.destination());
        if (legal.isEmpty()) {
            return new Headline(
                    "Nothing bounds how many " + chip.name() + " go to " + country + " under "
                            + rule.rule().id() + ".",
                    "A bound: --vendor or --importer.",
                    ControlsEvidence.restsOn(evidence));
        }
        List<String> parts = new ArrayList<>();
        worth.forEach((basis, chips) -> parts.add(Figure.count(chips, 3) + " by " + basis.replace('_', ' ')));
        String answer = "At most " + Figure.count(legal.getAsDouble(), 3) + " " + chip.name() + " go legally to "
                + country + " under " + rule.rule().id() + ". In H100 that is " + String.join(", ", parts) + ".";
        String years = runs.isPresent()
                ? " They could train " + model + " " + Figure.plain(runs.getAsDouble(), 3) + " times a year."
                : "";
        String by = limits.stream()
                .filter(limit -> limit.chips().isPresent() && limit.chips().getAsDouble() == legal.getAsDouble())
                .findFirst()
                .map(limit ->
                        limit.by() + " (" + limit.what() + (limit.per().isEmpty() ? "" : "; per " + limit.per()) + ")")
                .orElseThrow();
        return new Headline(answer + years, "What bounds it: the " + by + ".", ControlsEvidence.restsOn(evidence));
    }
}
