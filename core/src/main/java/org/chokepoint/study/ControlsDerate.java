package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.controls.CheckedRule;
import org.chokepoint.controls.Clearance;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Items;
import org.chokepoint.controls.Measure;
import org.chokepoint.controls.Transaction;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.TradeFacts;
import org.chokepoint.redesign.BaseDie;
import org.chokepoint.redesign.Derate;
import org.chokepoint.redesign.Derated;
import org.chokepoint.redesign.Market;
import org.chokepoint.redesign.NewDie;
import org.chokepoint.redesign.Silicon;
import org.chokepoint.redesign.Uncut;
import org.chokepoint.search.Candidate;

/** Answers {@link ControlsDerateQuestion}: the legal frontier of a die, ranked by what a workload takes on it. */
final class ControlsDerate {
    private static final String USUAL_MODEL = "deepseek-v3";

    /** Cuts that layouts are chosen anew for, of those that are best with the uncut chip's. */
    private static final int PLANNED = 3;

    private final Catalog catalog;
    private final ControlsDerateQuestion question;
    private final ControlsInputs inputs;
    private final Market market;
    private final boolean decode;

    private ControlsDerate(Catalog catalog, ControlsDerateQuestion question) {
        this.catalog = catalog;
        this.question = question;
        this.inputs = new ControlsInputs(catalog);
        this.market = Market.valueOf(word(question.market(), "--market", List.of("datacenter", "consumer"))
                .toUpperCase(Locale.ROOT));
        this.decode = word(question.objective(), "--objective", List.of("train", "decode"))
                .equals("decode");
    }

    static ControlsDerateAnswer answer(Catalog catalog, ControlsDerateQuestion question, Progress progress) {
        return new ControlsDerate(catalog, question).answer(progress);
    }

    /** One of some words; absent: the first. */
    private static String word(Optional<String> written, String option, List<String> words) {
        String word = written.map(text -> text.strip().toLowerCase(Locale.ROOT)).orElse(words.get(0));
        if (!words.contains(word)) {
            throw new Fault(
                    Location.of(option),
                    "'" + word + "' is none of " + String.join(", ", words) + ".",
                    Nearest.remedy(word, words));
        }
        return word;
    }

    /** A cut with what it takes. */
    private record Costed(Derated cut, OptionalDouble training, OptionalDouble decoding) {
        double of(boolean decode) {
            return (decode ? decoding : training).orElse(Double.POSITIVE_INFINITY);
        }
    }

    private ControlsDerateAnswer answer(Progress progress) {
        Entry<BaseDie> die = catalog.find(BaseDie.KIND, question.die(), Location.of("DIE"));
        inputs.used().add(Using.used(die));
        List<CheckedRule> rules = rules();
        Optional<String> effective = rules.get(0).rule().effective();
        Transaction deal = inputs.deal(question.to(), question.onDate().or(() -> effective));
        Clearance clearance = new Clearance(rules, deal, inputs.book().destinations());
        Uncut uncut = uncut(die.value(), deal.date());
        Derate derate = new Derate(uncut, clearance);
        List<Derated> frontier = derate.frontier();
        if (frontier.isEmpty()) {
            throw new Infeasible(
                    "No cut of " + die.value().name() + " goes to "
                            + inputs.book().destinations().name(deal.destination()) + " without a licence under "
                            + ids(rules) + ", whatever is disabled.",
                    "another --rule, or another --to.",
                    inputs.notes());
        }
        String model = question.model().orElse(USUAL_MODEL);
        if (question.model().isEmpty()) {
            inputs.notes().add("no workload was named, so it is " + USUAL_MODEL + "; --for names one");
        }
        try (DerateCosts costs = new DerateCosts(catalog, question.gpus(), model, uncut.chip(), progress)) {
            return answer(progress, die.value(), rules, deal, clearance, uncut, derate, frontier, model, costs);
        }
    }

    private List<CheckedRule> rules() {
        if (question.rules().isEmpty()) {
            String day = inputs.deal(question.to(), question.onDate()).date();
            return List.of(ControlsTable.rule(inputs, Optional.empty(), day, "--rule"));
        }
        List<CheckedRule> rules = new ArrayList<>();
        for (String name : question.rules().get().split(",", -1)) {
            rules.add(inputs.book().named(name.strip(), Location.of("--rule")));
        }
        return rules;
    }

    private static String ids(List<CheckedRule> rules) {
        return String.join(" and ", rules.stream().map(rule -> rule.rule().id()).toList());
    }

    private Uncut uncut(BaseDie die, String day) {
        Accelerator base = die.bases().stream()
                .filter(each -> each.market() == market)
                .findFirst()
                .map(each -> chip(each.chip()))
                .orElseThrow(() -> new Fault(
                        Location.of("--market"),
                        "no " + AnswerTree.word(market) + " chip of " + die.name() + " is recorded.",
                        "leave it out."));
        List<Uncut.Memory> memories = new ArrayList<>();
        for (BaseDie.Memory each : die.memories()) {
            Accelerator of = chip(each.of());
            if (of.released().compareTo(day) <= 0) {
                memories.add(new Uncut.Memory(of, each.sites()));
            }
        }
        if (memories.isEmpty()) {
            throw new Infeasible(
                    "No chip of " + die.name() + " was sold by " + day + ", so there is no memory to choose.",
                    "a later --on-date.",
                    inputs.notes());
        }
        return new Uncut(die, market, base, memories);
    }

    private Accelerator chip(String id) {
        Entry<Accelerator> entry = catalog.find(Accelerator.KIND, id, Location.of("DIE"));
        if (inputs.used().stream().noneMatch(used -> used.id().equals(id))) {
            inputs.used().add(Using.used(entry));
        }
        return entry.value();
    }

    private ControlsDerateAnswer answer(
            Progress progress,
            BaseDie die,
            List<CheckedRule> rules,
            Transaction deal,
            Clearance clearance,
            Uncut uncut,
            Derate derate,
            List<Derated> frontier,
            String model,
            DerateCosts costs) {
        progress.at(0, "planning on " + uncut.chip().name());
        Optional<Candidate> plan = costs.planned();
        OptionalDouble decoding = costs.decoded(uncut.chip());
        if ((decode ? decoding.isEmpty() : plan.isEmpty())) {
            throw new Infeasible(
                    model + " does not fit on " + (decode ? costs.servers() : costs.trainers()) + " "
                            + uncut.chip().name() + ".",
                    decode ? "another --for." : "more --gpus.",
                    inputs.notes());
        }
        List<Derated> ranked = ranked(frontier, plan, costs);
        List<Costed> costed = new ArrayList<>();
        for (Derated cut : ranked.subList(0, Math.min(PLANNED, ranked.size()))) {
            progress.at((1.0 + costed.size()) / (2 + PLANNED), "planning on cuts");
            costed.add(costed(cut, cut.chip(), plan, decoding, costs));
        }
        costed.sort(Comparator.comparingDouble(each -> each.of(decode)));
        Costed best = costed.get(0);
        if (best.of(decode) == Double.POSITIVE_INFINITY) {
            inputs.notes().add(model + " does not fit on any legal cut, so the one with most compute comes first");
        }
        List<ControlsDerateAnswer.Cut> rows = new ArrayList<>();
        costed.forEach(each -> rows.add(row(each, uncut)));
        for (Derated cut : ranked.subList(rows.size(), ranked.size())) {
            rows.add(row(new Costed(cut, OptionalDouble.empty(), OptionalDouble.empty()), uncut));
        }
        List<ControlsDerateAnswer.Cut> products = products(die, clearance, uncut, plan, decoding, costs);
        inputs.used().addAll(costs.resolved().used());
        inputs.used().add(Using.used(costs.serving()));
        List<ControlsDerateAnswer.Made> newDies =
                question.newDie() ? newDies(best.cut().chip(), clearance) : List.of();
        assumed(costs);
        Evidence evidence = ControlsEvidence.of(
                inputs, rules, Optional.of(Items.of(best.cut().chip())), Command.of(question));
        ControlsDerateAnswer.Cut whole = row(
                uncut.chip(),
                "",
                uncut,
                plan.isPresent() ? OptionalDouble.of(1) : OptionalDouble.empty(),
                decoding.isPresent() ? OptionalDouble.of(1) : OptionalDouble.empty());
        List<ControlsDerateAnswer.Bound> bounds = derate.binding(best.cut()).stream()
                .map(each -> new ControlsDerateAnswer.Bound(
                        each.knob(),
                        each.line().rule(),
                        each.line().paragraph(),
                        each.line().quantity(),
                        each.line().is(),
                        each.line().line(),
                        each.line().margin()))
                .toList();
        String country = inputs.book().destinations().name(deal.destination());
        return new ControlsDerateAnswer(
                ControlsDerateAnswer.VERSION,
                ControlsInputs.NOTICE,
                DerateWords.headline(uncut, best.cut(), rows.get(0), bounds, ids(rules), country, model, evidence),
                die.id(),
                rules.stream().map(rule -> rule.rule().id()).toList(),
                AnswerTree.word(market),
                deal.destination(),
                deal.date(),
                model,
                decode ? "decode" : "train",
                costs.trainers(),
                costs.servers(),
                whole,
                rows.get(0),
                bounds,
                rows,
                products,
                newDies,
                evidence);
    }

    private List<ControlsDerateAnswer.Made> newDies(Accelerator like, Clearance clearance) {
        Entry<Silicon> silicon = catalog.find(Silicon.KIND, Silicon.DEFAULT, Location.of("silicon"));
        inputs.used().add(Using.used(silicon));
        double area = like.dieSquareMeters()
                .orElseThrow(() ->
                        new Fault(Location.of("--new-die"), "the area of the die is not known.", "leave it out."));
        List<NewDie> made = NewDie.of(Items.of(like), area, silicon.value(), clearance);
        double now = made.get(0).usd();
        inputs.notes()
                .add(
                        "new dies: links and memory of the best cut; only silicon without defects is priced, not design, test, "
                                + "packaging or memory");
        return made.stream()
                .map(each -> new ControlsDerateAnswer.Made(
                        each.squareMeters(), each.dies(), each.tpp(), each.usd(), each.usd() - now))
                .toList();
    }

    private void assumed(DerateCosts costs) {
        inputs.notes()
                .add(
                        "all chips stand in the network of the uncut one and keep its clock, caches and design power; vector "
                                + "units are cut too where their FP32 rate × 32 bits would reach the line of TPP");
        inputs.notes()
                .add("decoding: " + DerateCosts.CONTEXT + " tokens of context, " + DerateCosts.ANSWER
                        + " of an answer, " + "a token every 50 ms or sooner, on " + costs.servers()
                        + " chips; prompts are read elsewhere");
    }

    /** The frontier by what the uncut chip's layout takes on it in training, or by decoding. */
    private List<Derated> ranked(List<Derated> frontier, Optional<Candidate> plan, DerateCosts costs) {
        record Ranked(Derated cut, double by) {}
        return frontier.stream()
                .map(cut -> {
                    Accelerator chip = cut.chip();
                    if (decode) {
                        return new Ranked(cut, -costs.decoded(chip).orElse(0));
                    }
                    return new Ranked(
                            cut, costs.stepSeconds(chip, plan.orElseThrow().strategy()));
                })
                .sorted(Comparator.comparingDouble(Ranked::by)
                        .thenComparing(each -> -each.cut().chip().tpp()))
                .map(Ranked::cut)
                .toList();
    }

    private static Costed costed(
            Derated cut, Accelerator chip, Optional<Candidate> plan, OptionalDouble decoding, DerateCosts costs) {
        return new Costed(cut, training(chip, plan, costs), decodes(chip, decoding, costs));
    }

    private static OptionalDouble training(Accelerator chip, Optional<Candidate> plan, DerateCosts costs) {
        if (plan.isEmpty()) {
            return OptionalDouble.empty();
        }
        OptionalDouble own = costs.trainedSeconds(chip, plan.get().strategy());
        return own.isPresent()
                ? OptionalDouble.of(own.getAsDouble() / plan.get().seconds())
                : own;
    }

    private static OptionalDouble decodes(Accelerator chip, OptionalDouble decoding, DerateCosts costs) {
        OptionalDouble own = decoding.isEmpty() ? decoding : costs.decoded(chip);
        return own.isPresent() ? OptionalDouble.of(decoding.getAsDouble() / own.getAsDouble()) : own;
    }

    /** Chips made for rules, for the same market, that these rules let go. */
    private List<ControlsDerateAnswer.Cut> products(
            BaseDie die,
            Clearance clearance,
            Uncut uncut,
            Optional<Candidate> plan,
            OptionalDouble decoding,
            DerateCosts costs) {
        List<ControlsDerateAnswer.Cut> rows = new ArrayList<>();
        for (String id : die.products()) {
            Accelerator chip = chip(id);
            boolean here = chip.trade()
                    .flatMap(TradeFacts::datacenter)
                    .map(datacenter -> datacenter == (market == Market.DATACENTER))
                    .orElse(false);
            if (here && clearance.free(Items.of(chip))) {
                rows.add(row(chip, "", uncut, training(chip, plan, costs), decodes(chip, decoding, costs)));
            }
        }
        return rows;
    }

    private static ControlsDerateAnswer.Cut row(Costed each, Uncut uncut) {
        String sites = each.cut().sites() + " of " + each.cut().memory().sites();
        return row(each.cut().chip(), ", " + sites + " sites", uncut, each.training(), each.decoding());
    }

    private static ControlsDerateAnswer.Cut row(
            Accelerator chip, String sites, Uncut uncut, OptionalDouble training, OptionalDouble decoding) {
        Item item = Items.of(chip);
        double ofUnit = chip.tpp() / chip.computeUnits();
        double whole = uncut.chip().tpp() / uncut.chip().computeUnits();
        int links = uncut.die().links() == 0
                ? 0
                : (int) Math.round(chip.scaleUpBytesPerSecond() / uncut.die().linkBytesPerSecond());
        return new ControlsDerateAnswer.Cut(
                chip.id(),
                chip.computeUnits(),
                ofUnit / whole,
                links,
                chip.memoryType() + sites,
                chip.tpp(),
                ControlsTable.exact(item, Measure.PERFORMANCE_DENSITY, 1e-6),
                ControlsTable.exact(item, Measure.IO, 1),
                chip.memoryBytesPerSecond(),
                chip.memoryBytes(),
                training,
                decoding);
    }
}
