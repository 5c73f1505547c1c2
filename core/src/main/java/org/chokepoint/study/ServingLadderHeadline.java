package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.units.Figure;

/** Writes the sentences of a ladder of serving. */
final class ServingLadderHeadline {
    /** Slow-downs up to which a chip counts as no slower. */
    private static final double EQUAL = 1.005;

    private ServingLadderHeadline() {}

    static Headline of(Serving reference, String workload, List<ServingLadderAnswer.Rung> rungs, Evidence evidence) {
        List<String> parts = new ArrayList<>();
        List<String> unharmed = new ArrayList<>();
        List<String> harmed = new ArrayList<>();
        for (ServingLadderAnswer.Rung rung : rungs) {
            if (rung.nominal().cut() > 0 && rung.replanned().isPresent()) {
                parts.add(part(rung));
                boolean harms = rung.replanned().getAsDouble() > EQUAL;
                (harms ? harmed : unharmed).add(rung.accelerator());
            }
        }
        String what = reference.model().network().id() + ", "
                + (workload.equals("decode") ? "decode within " : "prefill")
                + (workload.equals("decode") ? Figure.duration(reference.level().tpotSeconds(), 3) + " per token" : "")
                + ", " + Figure.plain(reference.load().inputTokens(), 7) + " tokens in"
                + (workload.equals("decode")
                        ? " and " + Figure.plain(reference.load().outputTokens(), 7) + " out"
                        : "");
        String from = reference.model().machine().chip().name();
        String answer = parts.isEmpty()
                ? "None of these chips is cut against " + from + "."
                : what + ", against " + from + ", chip for chip and planned anew: " + String.join("; ", parts) + ".";
        String flips = (unharmed.isEmpty()
                        ? "Every cut on paper costs something here."
                        : "The cut on paper costs nothing here on " + String.join(", ", unharmed) + ".")
                + (harmed.isEmpty() ? "" : " It costs something on " + String.join(", ", harmed) + ".")
                + " Measured rows of this phase stand behind: " + rows(rungs) + ".";
        return new Headline(answer, flips, Headlines.restsOn(evidence));
    }

    private static String part(ServingLadderAnswer.Rung rung) {
        return rung.accelerator() + " is cut by "
                + Figure.percent(rung.nominal().cut(), 2) + " in "
                + rung.nominal().quantity().replace('_', ' ') + " and takes "
                + Figure.plain(rung.replanned().getAsDouble(), 3) + " times as long for a token (80 % band "
                + Figure.plain(rung.replannedLow().getAsDouble(), 3) + " to "
                + Figure.plain(rung.replannedHigh().getAsDouble(), 3) + ")";
    }

    private static String rows(List<ServingLadderAnswer.Rung> rungs) {
        List<String> words = new ArrayList<>();
        rungs.forEach(rung -> words.add(rung.accelerator() + " " + rung.measuredRows()));
        return String.join(", ", words);
    }
}
