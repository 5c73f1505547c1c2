package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.controls.Channel;
import org.chokepoint.controls.CheckedRule;
import org.chokepoint.controls.EndUse;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Practice;
import org.chokepoint.controls.Timeline;
import org.chokepoint.controls.Transaction;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** Answers {@link ControlsTimelineQuestion}. */
final class ControlsTimeline {
    private ControlsTimeline() {}

    static ControlsTimelineAnswer answer(Catalog catalog, ControlsTimelineQuestion question) {
        ControlsInputs inputs = new ControlsInputs(catalog);
        Channel channel = inputs.channel(question.channel(), Channel.EXPORT);
        if (channel == Channel.WEIGHTS) {
            throw new Fault(
                    Location.of("--channel"),
                    "a timeline is of chips or memory.",
                    "ask controls classify for weights.");
        }
        Item item = inputs.goods(question.item());
        String reviewed = inputs.book().reviewedUntil();
        Transaction deal = inputs.deal(
                question.to(), question.headquarters(), Optional.of(reviewed), channel, EndUse.CIVILIAN, false);
        List<Timeline.Stretch> stretches = Timeline.of(catalog, inputs.book(), item, deal);
        List<String> because = stretches.stream()
                .flatMap(each -> Stream.of(each.codified(), each.enforced(), each.importing()))
                .flatMap(standing -> standing.because().stream())
                .distinct()
                .toList();
        List<CheckedRule> rules = inputs.book().rules().stream()
                .filter(rule -> because.contains(rule.rule().id()))
                .toList();
        Evidence evidence = ControlsEvidence.of(inputs, rules, Optional.of(item), Command.of(question));
        return new ControlsTimelineAnswer(
                ControlsTimelineAnswer.VERSION,
                ControlsInputs.NOTICE,
                headline(item, inputs.book().destinations().name(deal.destination()), stretches, evidence),
                item.id(),
                deal.destination(),
                deal.headquarters(),
                stretches.stream().map(ControlsTimeline::stretch).toList(),
                evidence);
    }

    private static ControlsTimelineAnswer.Stretch stretch(Timeline.Stretch of) {
        return new ControlsTimelineAnswer.Stretch(
                of.period().from(),
                of.period().until(),
                of.codified().policy(),
                of.enforced().policy(),
                of.importing().policy(),
                of.enforced().because(),
                of.practice().stream().map(Practice::what).toList());
    }

    private static Headline headline(Item item, String country, List<Timeline.Stretch> stretches, Evidence evidence) {
        StringBuilder turns = new StringBuilder();
        int count = 0;
        Timeline.Stretch before = stretches.get(0);
        for (Timeline.Stretch stretch : stretches) {
            if (!stretch.enforced().policy().equals(before.enforced().policy())) {
                turns.append(turns.length() == 0 ? "" : "; ")
                        .append("from ")
                        .append(stretch.period().from())
                        .append(": ")
                        .append(ControlsWords.words(stretch.enforced().policy()));
                count++;
            }
            before = stretch;
        }
        String answer = count == 0
                ? "What is enforced on an export of " + item.name() + " to " + country + " never changed: "
                        + ControlsWords.words(before.enforced().policy()) + "."
                : "What is enforced on an export of " + item.name() + " to " + country + " changed "
                        + (count == 1 ? "once" : count == 2 ? "twice" : count + " times") + ": " + turns + ".";
        long paper = stretches.stream()
                .filter(each -> !each.codified().policy().equals(each.enforced().policy()))
                .count();
        String flips = paper == 0
                ? "What stands in the regulations was enforced throughout."
                : "What stands in the regulations differs from what is enforced in " + paper + " of " + stretches.size()
                        + " stretches.";
        return new Headline(answer, flips, ControlsEvidence.restsOn(evidence));
    }
}
