package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.controls.Channel;
import org.chokepoint.controls.CheckedRule;
import org.chokepoint.controls.Classification;
import org.chokepoint.controls.Flip;
import org.chokepoint.controls.Interval;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Measure;
import org.chokepoint.controls.Rule;
import org.chokepoint.controls.RuleVerdict;
import org.chokepoint.controls.Standing;
import org.chokepoint.controls.Transaction;
import org.chokepoint.evidence.Evidence;

/** Answers {@link ControlsClassifyQuestion}. */
final class ControlsClassify {
    /** Of several rules that compare an item the one with the most outcomes says most of what applies. */
    private static final Comparator<RuleVerdict> BROADEST =
            Comparator.comparingInt(verdict -> verdict.rule().rule().outcomes().size());

    private ControlsClassify() {}

    static ControlsClassifyAnswer answer(Catalog catalog, ControlsClassifyQuestion question) {
        ControlsInputs inputs = new ControlsInputs(catalog);
        Channel channel = inputs.channel(question.channel(), Channel.EXPORT);
        Transaction deal = inputs.deal(
                question.to(),
                question.headquarters(),
                question.onDate(),
                channel,
                inputs.use(question.endUse()),
                question.listed());
        Item item = channel == Channel.WEIGHTS ? inputs.weights(question.item()) : inputs.goods(question.item());
        Classification said = Classification.of(catalog, inputs.book(), item, deal);
        RuleVerdict told = told(said);
        List<CheckedRule> rules = said.verdicts().stream()
                .map(RuleVerdict::rule)
                .filter(rule -> said.enforced().because().contains(rule.rule().id())
                        || said.codified().because().contains(rule.rule().id())
                        || rule.equals(told.rule()))
                .toList();
        Evidence evidence = ControlsEvidence.of(inputs, rules, Optional.of(item), Command.of(question));
        String country = inputs.book().destinations().name(deal.destination());
        Headline headline = new Headline(
                ControlsWords.answer(said, told, country),
                ControlsWords.flips(said.enforced(), told),
                ControlsEvidence.restsOn(evidence));
        List<ControlsClassifyAnswer.Reading> readings = channel == Channel.WEIGHTS
                ? List.of()
                : inputs.chip(question.item())
                        .map(entry -> new ControlsReadings(
                                        told.rule(), item, deal, inputs.book().destinations())
                                .of(entry))
                        .orElse(List.of());
        return new ControlsClassifyAnswer(
                ControlsClassifyAnswer.VERSION,
                ControlsInputs.NOTICE,
                headline,
                subject(item),
                transaction(deal, country, inputs.book().reviewedUntil()),
                said.jurisdiction(),
                answers(said),
                said.differences(),
                said.verdicts().stream()
                        .map(verdict -> vintage(verdict, deal.date()))
                        .toList(),
                readings,
                evidence);
    }

    /** The rule that the sentences tell of: what the enforced demand rests on, else the first that compares such items. */
    private static RuleVerdict told(Classification said) {
        for (RuleVerdict verdict : said.verdicts()) {
            if (said.enforced().because().contains(verdict.rule().rule().id())) {
                return verdict;
            }
        }
        List<RuleVerdict> controls = said.verdicts().stream()
                .filter(verdict -> verdict.rule().rule().layer() == Rule.Layer.CONTROL
                        && !verdict.rule().thresholds().isEmpty()
                        && verdict.rule().forceOn(said.deal().date()).equals("enforced"))
                .toList();
        return controls.stream()
                .filter(verdict -> verdict.nearest().isPresent()
                        || !verdict.cases().isEmpty()
                        || verdict.paragraph().map(id -> !id.equals("none")).orElse(true))
                .max(BROADEST)
                .or(() -> controls.stream().max(BROADEST))
                .orElse(said.verdicts().get(0));
    }

    private static ControlsClassifyAnswer.Subject subject(Item item) {
        List<ControlsClassifyAnswer.Quantity> quantities = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            item.measure(measure).ifPresent(value -> quantities.add(quantity(measure, value)));
        }
        List<ControlsClassifyAnswer.Known> facts = new ArrayList<>();
        item.facts()
                .forEach((fact, holds) -> facts.add(new ControlsClassifyAnswer.Known(AnswerTree.word(fact), holds)));
        return new ControlsClassifyAnswer.Subject(item.id(), item.name(), quantities, facts);
    }

    private static ControlsClassifyAnswer.Quantity quantity(Measure measure, Interval value) {
        OptionalDouble high =
                value.high() == Double.POSITIVE_INFINITY ? OptionalDouble.empty() : OptionalDouble.of(value.high());
        return new ControlsClassifyAnswer.Quantity(
                AnswerTree.word(measure), measure.meaning(), value.low(), high, measure.text(value), measure.formula());
    }

    private static ControlsClassifyAnswer.Transaction transaction(Transaction deal, String country, String reviewed) {
        return new ControlsClassifyAnswer.Transaction(
                deal.destination(),
                country,
                deal.headquarters(),
                deal.channel(),
                deal.endUse(),
                deal.listed(),
                deal.date(),
                reviewed);
    }

    private static ControlsClassifyAnswer.Answers answers(Classification said) {
        return new ControlsClassifyAnswer.Answers(
                demand(said.codified()),
                demand(said.enforced()),
                said.practice().stream()
                        .map(report -> new ControlsClassifyAnswer.Report(
                                report.status().word(), report.period(), report.what(), report.source()))
                        .toList(),
                demand(said.importing()));
    }

    private static ControlsClassifyAnswer.Demand demand(Standing standing) {
        return new ControlsClassifyAnswer.Demand(
                standing.policy(),
                standing.possible(),
                standing.because(),
                standing.nearest().map(ControlsClassify::nearest));
    }

    private static ControlsClassifyAnswer.Vintage vintage(RuleVerdict verdict, String day) {
        Rule rule = verdict.rule().rule();
        return new ControlsClassifyAnswer.Vintage(
                rule.id(),
                rule.name(),
                rule.authority(),
                rule.status(),
                rule.layer(),
                rule.cite(),
                rule.url(),
                rule.effective(),
                rule.codified(),
                rule.enforced(),
                verdict.rule().forceOn(day),
                verdict.controlled(),
                verdict.paragraph(),
                verdict.policy(),
                verdict.exceptions(),
                verdict.tariff(),
                verdict.cases().stream()
                        .map(each -> new ControlsClassifyAnswer.Case(each.assumed(), each.paragraph(), each.policy()))
                        .toList(),
                verdict.nearest().map(ControlsClassify::nearest),
                verdict.findings(),
                verdict.rule().entry().notes());
    }

    private static ControlsClassifyAnswer.Nearest nearest(Flip flip) {
        return new ControlsClassifyAnswer.Nearest(
                flip.property().meaning(),
                ControlsWords.text(flip, flip.from()),
                ControlsWords.text(flip, flip.at()),
                flip.share(),
                flip.paragraph(),
                flip.policy());
    }
}
