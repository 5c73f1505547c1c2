package org.chokepoint.study;

import java.util.Optional;
import java.util.stream.Collectors;
import org.chokepoint.controls.Channel;
import org.chokepoint.controls.Classification;
import org.chokepoint.controls.Flip;
import org.chokepoint.controls.Measure;
import org.chokepoint.controls.Policy;
import org.chokepoint.controls.RuleVerdict;
import org.chokepoint.controls.Standing;
import org.chokepoint.controls.Transaction;
import org.chokepoint.controls.Truth;
import org.chokepoint.units.Figure;

/** Sentences of answers on export controls. */
final class ControlsWords {
    private ControlsWords() {}

    /** The demand of what is enforced, and of what is on paper where that is another. */
    static String answer(Classification said, RuleVerdict told, String country) {
        Transaction deal = said.deal();
        String verb = switch (deal.channel()) {
            case EXPORT -> "An export of ";
            case REEXPORT -> "A reexport of ";
            case IN_COUNTRY -> "A transfer of ";
            case REMOTE_ACCESS -> "Remote access to ";
            case WEIGHTS -> "A transfer of ";
        };
        String where = deal.channel() == Channel.REMOTE_ACCESS ? " from " : " to ";
        String text = verb + said.item().name() + where + country + " on " + deal.date() + ": "
                + demand(said.enforced(), said) + why(said, told) + ".";
        boolean same = said.codified().policy().equals(said.enforced().policy());
        return same ? text : text + " On paper: " + demand(said.codified(), said) + ".";
    }

    /** Why nothing is demanded. */
    private static String why(Classification said, RuleVerdict told) {
        boolean free =
                said.enforced().policy().filter(Policy.NO_LICENCE::equals).isPresent();
        if (!free || said.jurisdiction().subject() == Truth.NO) {
            return free ? ", since nothing moves or no rule reaches it" : "";
        }
        String rule = told.rule().rule().id();
        String paragraph = told.paragraph().orElse("");
        if (paragraph.startsWith("none (")) {
            return ", since " + paragraph.substring("none (".length(), paragraph.length() - 1) + " of " + rule
                    + " excludes it";
        }
        return paragraph.equals("none")
                ? ", since " + rule + " does not catch it"
                : ", since " + rule + " (" + paragraph + ") demands nothing here";
    }

    private static String demand(Standing standing, Classification said) {
        String words = standing.policy().map(Policy::words).orElse("unknown");
        if (standing.because().isEmpty()) {
            return words;
        }
        String rule = standing.because().get(0);
        String paragraph = said.verdict(rule).flatMap(RuleVerdict::paragraph).orElse("");
        String by = String.join(" and ", standing.because());
        return words + " (" + (paragraph.isEmpty() ? "" : paragraph + ", ") + by + ")";
    }

    /** What would change the demand of what is enforced, or what decides it where that is not known. */
    static String flips(Standing enforced, RuleVerdict told) {
        String rule = told.rule().rule().id();
        if (told.policy().isEmpty()) {
            return "What decides under " + rule + ": "
                    + told.cases().stream()
                            .map(each -> each.assumed() + ": " + each.policy().words())
                            .collect(Collectors.joining("; "))
                    + ".";
        }
        return enforced.nearest()
                .map(flip -> "What would flip it: " + change(flip) + " makes it "
                        + flip.policy().words() + (flip.paragraph().isEmpty() ? "" : " (" + flip.paragraph() + ")")
                        + ".")
                .orElse("No change of a single quantity would flip it.");
    }

    /** A change as people say it: TPP 1.4 % higher (2,400). */
    static String change(Flip flip) {
        String how = flip.share() == 0
                ? "the least change of"
                : Figure.percent(Math.abs(flip.share()), 2) + (flip.share() > 0 ? " more" : " less");
        return how + " " + flip.property().meaning() + " (" + text(flip, flip.at()) + ")";
    }

    /** A value of what flips. */
    static String text(Flip flip, double value) {
        return Measure.text(value, flip.property().dimension());
    }

    /** Words of a demand that may not be known. */
    static String words(Optional<Policy> policy) {
        return policy.map(Policy::words).orElse("unknown");
    }
}
