package org.chokepoint.study;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.chokepoint.controls.Measure;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.redesign.Derated;
import org.chokepoint.redesign.Uncut;
import org.chokepoint.units.Figure;

/** Sentences of an answer on cuts. */
final class DerateWords {
    private DerateWords() {}

    static Headline headline(
            Uncut uncut,
            Derated cut,
            ControlsDerateAnswer.Cut best,
            List<ControlsDerateAnswer.Bound> bounds,
            String rules,
            String country,
            String model,
            Evidence evidence) {
        String links = uncut.die().links() == 0
                ? ""
                : cut.links() + " of " + uncut.die().links() + " links, ";
        String io = best.ioBytesPerSecond().isPresent()
                ? " and I/O of " + Measure.IO.text(best.ioBytesPerSecond().getAsDouble())
                : "";
        String answer = "The best cut of " + uncut.die().name() + " that goes to " + country
                + " without a licence under " + rules + " keeps " + cut.units() + " of "
                + uncut.chip().computeUnits() + " units at " + Figure.percent(cut.rate(), 3)
                + " of their tensor rate, " + links + "and " + best.memory() + ": TPP "
                + Measure.TPP.text(best.tpp()) + io + ". Against "
                + uncut.chip().name() + ", chip for chip, "
                + model + " takes " + times(best.trainingTimes(), "to train") + " and "
                + times(best.decodeTimes(), "to decode") + ".";
        String flips = bounds.isEmpty()
                ? "No line binds: nothing had to be cut."
                : "What binds: "
                        + bounds.stream().map(DerateWords::text).distinct().collect(Collectors.joining("; ")) + ".";
        return new Headline(answer, flips, ControlsEvidence.restsOn(evidence));
    }

    private static String text(ControlsDerateAnswer.Bound bound) {
        return "more " + bound.knob() + " would meet the line of " + bound.line() + " in " + bound.quantity() + " ("
                + bound.paragraph() + ", " + bound.rule() + "), which it is "
                + Figure.percent(Math.abs(bound.margin()), 2) + " from at " + bound.is();
    }

    private static String times(OptionalDouble times, String what) {
        return times.isPresent()
                ? Figure.plain(times.getAsDouble(), 3) + " times as long " + what
                : "more memory than it has " + what;
    }
}
