package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.controls.CheckedRule;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Items;
import org.chokepoint.controls.Policy;
import org.chokepoint.controls.Rule;
import org.chokepoint.controls.RuleVerdict;
import org.chokepoint.controls.Transaction;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;

/** Answers {@link ControlsWhatIfQuestion}. */
final class ControlsWhatIf {
    private ControlsWhatIf() {}

    static ControlsWhatIfAnswer answer(Catalog catalog, ControlsWhatIfQuestion question) {
        ControlsInputs inputs = new ControlsInputs(catalog);
        Transaction deal = inputs.deal(question.to(), question.onDate());
        CheckedRule rule = rule(inputs, question.rule());
        CheckedRule against = ControlsTable.rule(inputs, question.against(), deal.date(), "--against");
        List<ControlsWhatIfAnswer.Flip> flips = new ArrayList<>();
        int unchanged = 0;
        for (Entry<Accelerator> chip : inputs.chips()) {
            Item item = Items.of(chip.value(), chip.provenance());
            RuleVerdict before =
                    RuleVerdict.of(against, item, deal, inputs.book().destinations());
            RuleVerdict after = RuleVerdict.of(rule, item, deal, inputs.book().destinations());
            if (before.policy().equals(after.policy()) && before.policy().isPresent()) {
                unchanged++;
            } else {
                flips.add(new ControlsWhatIfAnswer.Flip(
                        item.id(),
                        item.name(),
                        kind(before.policy(), after.policy()),
                        before.paragraph(),
                        before.policy(),
                        after.paragraph(),
                        after.policy(),
                        before.policy().flatMap(one -> after.policy().map(one::stricter))));
            }
        }
        Evidence evidence = ControlsEvidence.of(inputs, List.of(rule, against), Optional.empty(), Command.of(question));
        String country = inputs.book().destinations().name(deal.destination());
        return new ControlsWhatIfAnswer(
                ControlsWhatIfAnswer.VERSION,
                ControlsInputs.NOTICE,
                headline(rule, against, flips, country, evidence),
                rule.rule().id(),
                against.rule().id(),
                deal.destination(),
                unchanged,
                flips,
                evidence);
    }

    /** A rule of the catalog by its name, else the one of a file. */
    private static CheckedRule rule(ControlsInputs inputs, String named) {
        if (!named.endsWith(".yaml") && !named.contains("/")) {
            return inputs.book().named(named, Location.of("RULE"));
        }
        Entry<Rule> entry = Catalog.entry(Rule.KIND, named, UserFile.text(named, "RULE"));
        return CheckedRule.of(entry, inputs.book().destinations());
    }

    private static String kind(Optional<Policy> before, Optional<Policy> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return "unknown";
        }
        if (before.get() == Policy.NO_LICENCE) {
            return "caught";
        }
        if (after.get() == Policy.NO_LICENCE) {
            return "freed";
        }
        return after.get().compareTo(before.get()) > 0 ? "stricter" : "milder";
    }

    private static Headline headline(
            CheckedRule rule,
            CheckedRule against,
            List<ControlsWhatIfAnswer.Flip> flips,
            String country,
            Evidence evidence) {
        String answer = "Against " + against.rule().id() + ", " + rule.rule().id() + " would catch "
                + count(flips, "caught") + " chips more on their way to " + country + ", free " + count(flips, "freed")
                + ", treat " + count(flips, "stricter") + " more strictly and " + count(flips, "milder")
                + " less; of " + count(flips, "unknown") + " it is not known.";
        String names = String.join(
                ", ",
                flips.stream()
                        .filter(flip ->
                                flip.kind().equals("caught") || flip.kind().equals("freed"))
                        .map(flip -> flip.accelerator() + " " + flip.kind())
                        .toList());
        String which = (names.isEmpty() ? "No chip is newly caught or freed." : "Which: " + names + ".")
                + " That is in the place of " + against.rule().id() + "; beside it, no chip is freed.";
        return new Headline(answer, which, ControlsEvidence.restsOn(evidence));
    }

    private static long count(List<ControlsWhatIfAnswer.Flip> flips, String kind) {
        return flips.stream().filter(flip -> flip.kind().equals(kind)).count();
    }
}
