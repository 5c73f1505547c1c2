package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.model.Network;
import org.chokepoint.model.Storage;
import org.chokepoint.serving.ServiceLevel;
import org.chokepoint.serving.Speculation;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Figure;
import org.chokepoint.units.Quantity;

/** Reads what is peculiar to questions about serving: lengths, limits, formats, drafts. */
final class ServeWords {
    private static final Pattern BINARY = Pattern.compile("([0-9]{1,6})\\s*([kKM])");
    private static final double LONGEST = 1e8;
    private static final int MOST_DRAFTS = 32;

    private ServeWords() {}

    /** Tokens of a prompt or an answer; "4k" is 4,096, as benchmarks of serving have it. */
    static double length(String text, String option, List<String> notes) {
        Location at = Location.of(option);
        Matcher matcher = BINARY.matcher(text.strip());
        if (matcher.matches()) {
            double unit = matcher.group(2).equals("M") ? 1 << 20 : 1 << 10;
            double tokens = Integer.parseInt(matcher.group(1)) * unit;
            notes.add(option + " " + text.strip() + " was read as " + Figure.plain(tokens, 12) + " tokens");
            return checked(tokens, text, at);
        }
        return checked(Quantity.positive(text, Dimension.TOKENS, "the number of tokens", at), text, at);
    }

    private static double checked(double tokens, String text, Location at) {
        if (tokens < 1 || tokens > LONGEST) {
            throw new Fault(
                    at, "'" + text + "' must be between 1 and 100 million tokens.", "write it like 4k or 1000.");
        }
        return tokens;
    }

    static ServiceLevel level(ServeQuestion question) {
        return new ServiceLevel(limit(question.ttft(), "--ttft"), limit(question.tpot(), "--tpot"));
    }

    private static double limit(Optional<String> text, String option) {
        return text.map(value -> Quantity.positive(value, Dimension.TIME, "the limit", Location.of(option)))
                .orElse(Double.POSITIVE_INFINITY);
    }

    static Storage storage(String text, String option) {
        List<String> words = Arrays.stream(Storage.values()).map(Storage::label).toList();
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (!words.contains(wanted)) {
            throw new Fault(
                    Location.of(option),
                    "there is no format '" + text + "'; there are " + String.join(", ", words) + ".",
                    Nearest.remedy(wanted, words));
        }
        return Storage.values()[words.indexOf(wanted)];
    }

    static Speculation speculation(ServeQuestion question, Network network, List<String> notes) {
        boolean said =
                question.acceptance().isPresent() || question.acceptedLength().isPresent();
        if (question.drafts().isEmpty() && !said) {
            return Speculation.NONE;
        }
        if (question.acceptance().isPresent() == question.acceptedLength().isPresent()) {
            throw new Fault(
                    Location.of("--drafts"),
                    said
                            ? "--acceptance and --accepted-length say the same."
                            : "how many drafts are accepted is not said.",
                    said ? "leave one of them out." : "add --acceptance 0.85 or --accepted-length 1.85.");
        }
        boolean modules = network.nextToken().count() > 0;
        if (!modules) {
            notes.add(network.id() + " has no module that drafts: drafts are taken to cost nothing");
        }
        return question.acceptedLength().isPresent()
                ? accepted(question, modules)
                : Speculation.of(acceptance(question), modules);
    }

    private static Speculation accepted(ServeQuestion question, boolean modules) {
        Location at = Location.of("--accepted-length");
        int drafts = drafts(question)
                .orElseThrow(() ->
                        new Fault(Location.of("--drafts"), "the number of drafts is missing.", "add --drafts 3."));
        double tokens = Quantity.positive(question.acceptedLength().get(), Dimension.RATIO, "the accepted length", at);
        if (tokens < 1 || tokens > drafts + 1) {
            throw new Fault(
                    at,
                    "an iteration with " + drafts + " drafts yields 1 to " + (drafts + 1) + " tokens.",
                    "the model's own token is not counted.");
        }
        return new Speculation(drafts, tokens, modules);
    }

    private static List<Double> acceptance(ServeQuestion question) {
        Location at = Location.of("--acceptance");
        List<Double> each = new ArrayList<>();
        for (String part : ServeResolver.parts(question.acceptance().orElseThrow())) {
            double share = Quantity.parse(part, Dimension.RATIO, "an acceptance", at);
            if (share > 1) {
                throw new Fault(at, "an acceptance is at most 1.", "write 0.85, or 85 %.");
            }
            each.add(share);
        }
        int drafts = drafts(question).orElse(each.size());
        if (each.size() == 1) {
            return Collections.nCopies(drafts, each.get(0));
        }
        if (each.size() != drafts) {
            throw new Fault(
                    at, each.size() + " acceptances don't go with " + drafts + " drafts.", "give one for each draft.");
        }
        return each;
    }

    private static Optional<Integer> drafts(ServeQuestion question) {
        Optional<Integer> drafts = question.drafts().map(text -> Written.whole(text, "--drafts"));
        if (drafts.orElse(1) > MOST_DRAFTS) {
            throw new Fault(Location.of("--drafts"), "at most " + MOST_DRAFTS + " drafts are looked at.", "use 3.");
        }
        return drafts;
    }
}
