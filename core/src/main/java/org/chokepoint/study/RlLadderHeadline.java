package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.units.Figure;

/** Writes the sentences of a ladder of post-training. */
final class RlLadderHeadline {
    private RlLadderHeadline() {}

    static Headline of(String run, String from, int chips, List<RlLadderAnswer.Rung> rungs, Evidence evidence) {
        List<String> cut = new ArrayList<>();
        List<String> unfit = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (RlLadderAnswer.Rung rung : rungs) {
            rows.add(rung.accelerator() + " " + rung.measuredRows());
            if (rung.run().isEmpty()) {
                unfit.add(rung.accelerator());
            } else if (rung.nominal().cut() > 0) {
                cut.add(part(rung));
            }
        }
        String answer = cut.isEmpty()
                ? "None of these chips that hold the run is cut against " + from + "."
                : run + " on " + Figure.plain(chips, 7) + " chips, against " + from + ", chip for chip: "
                        + String.join("; ", cut) + ".";
        String flips = (unfit.isEmpty() ? "" : "It cannot be done as it was on " + String.join(", ", unfit) + ". ")
                + "Measured rows of decode stand behind: " + String.join(", ", rows) + ".";
        return new Headline(answer, flips, Headlines.restsOn(evidence));
    }

    private static String part(RlLadderAnswer.Rung rung) {
        return rung.accelerator() + " is cut by "
                + Figure.percent(rung.nominal().cut(), 2) + " in "
                + rung.nominal().quantity().replace('_', ' ') + " and takes "
                + Figure.plain(rung.run().getAsDouble(), 3) + " times as long, its rollouts "
                + Figure.plain(rung.rollouts().getAsDouble(), 3) + " times";
    }
}
