package org.chokepoint.validation;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.model.Storage;

/** Facts that tables of serving runs tell in their notes. {@code docs/model/serving-tables.md} lists the wordings. */
final class RowWording {
    private static final Pattern FROM_SHARE = of("uniform in \\[([\\d.]+) ?L, ?L\\]");
    private static final Pattern PLUS_MINUS = of("lengths (?:\\+-|\\+/-|±) ?(\\d+) ?%");
    private static final Pattern OUTPUT = of("mean actual output ([\\d.]+)");
    private static final Pattern PER_GPU = of("([\\d,]+) req(?:uest)?s?(?: per |/)GPU");
    private static final Pattern TIMES = of("(\\d+)x concurrency requests");
    private static final Pattern REQUESTS = of("([\\d,]+) requests(?! per)");
    private static final Pattern ELAPSED = of("elapsed ([\\d.]+) s\\b");
    private static final Pattern STEP = of("([\\d,]+) tokens per GPU per step");
    private static final Pattern QUEUED = of("all requests queued|\\boffline\\b");
    private static final Pattern AT_ONCE = of("submitted at once");
    private static final Pattern DRAFTS = of("MTP drafts ?= ?(\\d+)|\\bMTP ?(\\d+)\\b|speculation (\\d+) drafts");
    private static final Pattern NO_DRAFTS = of("no MTP|no speculation|exclude MTP");
    private static final Pattern ONE_DRAFT = of("\\bMTP\\b");
    private static final Pattern ACCEPTED = of("mean accepted length ([\\d.]+)");
    private static final Pattern OVERLAP = of("(?:TBO|two-batch overlap) (on|off)\\b");
    private static final Pattern BALANCED = of("perfect(?:ly)?(?: expert)? balanced?");
    private static final Pattern CACHE = of("(\\S+) kv(?: cache)?\\b|kv(?: cache)? (\\S+)");
    private static final Pattern DIES = of("n_gpus counts [^;]*\\bdies\\b");
    private static final Pattern UNCLEAR = of("(?:per card|card vs die)[^;]*not (?:stated|spelled out)");
    private static final Pattern SLOWED = of("attention slowed");
    private static final Pattern RELAXED = of("relaxed acceptance");
    private static final Pattern UNOPTIMISED = of("unoptimi[sz]ed");
    private static final Pattern TEXT_DRAFTS = of("(?:suffix|n-?gram) speculation \\d+ drafts");

    private final String notes;

    RowWording(String notes) {
        this.notes = notes;
    }

    private static Pattern of(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    private boolean has(Pattern words) {
        return words.matcher(notes).find();
    }

    private Optional<String> said(Pattern words) {
        Matcher found = words.matcher(notes);
        if (!found.find()) {
            return Optional.empty();
        }
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return Optional.of(found.group(group));
            }
        }
        return Optional.empty();
    }

    private OptionalInt whole(Pattern words) {
        Optional<String> said = said(words).map(text -> text.replace(",", ""));
        return said.isPresent() && said.get().length() < 10
                ? OptionalInt.of(Integer.parseInt(said.get()))
                : OptionalInt.empty();
    }

    private OptionalDouble number(Pattern words) {
        Optional<String> said = said(words).filter(text -> text.matches("\\d+(\\.\\d+)?"));
        return said.isPresent() ? OptionalDouble.of(Double.parseDouble(said.get())) : OptionalDouble.empty();
    }

    /** Shortest length over the nominal one. */
    double least() {
        return number(FROM_SHARE).orElse(1 - spread());
    }

    /** Longest length over the nominal one. */
    double most() {
        return 1 + spread();
    }

    private double spread() {
        return whole(PLUS_MINUS).orElse(0) / 100.0;
    }

    /** Mean of the tokens that were really generated. */
    OptionalDouble output() {
        return number(OUTPUT);
    }

    /** Requests at a time on each GPU. */
    OptionalInt perGpu() {
        return whole(PER_GPU);
    }

    /** Requests of the whole run, of which so many are under way at a time. */
    OptionalInt requests(OptionalInt concurrency) {
        OptionalInt times = whole(TIMES);
        if (times.isPresent() && concurrency.isPresent()) {
            return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, (long) times.getAsInt() * concurrency.getAsInt()));
        }
        return times.isPresent() ? OptionalInt.empty() : whole(REQUESTS);
    }

    /** Seconds from the first request to the end of the last. */
    OptionalDouble elapsed() {
        return number(ELAPSED);
    }

    /** Prompts' tokens of an iteration on each GPU. */
    OptionalInt stepTokens() {
        return whole(STEP);
    }

    /** Whether all requests wait from the beginning. */
    boolean queued() {
        return has(QUEUED);
    }

    /** Whether a batch begins together and nothing follows. */
    boolean atOnce() {
        return has(AT_ONCE);
    }

    /** Drafts of an iteration: as numbered; one where multi-token prediction is named without a number. */
    int drafts() {
        OptionalInt said = whole(DRAFTS);
        if (said.isPresent()) {
            return said.getAsInt();
        }
        return has(ONE_DRAFT) && !has(NO_DRAFTS) ? 1 : 0;
    }

    /** Mean tokens that an iteration yields. */
    OptionalDouble accepted() {
        return number(ACCEPTED);
    }

    /** Whether half a batch communicates while the other computes. */
    Optional<Boolean> overlap() {
        return said(OVERLAP).map(word -> word.equalsIgnoreCase("on"));
    }

    /** Whether experts got equal work by force. */
    boolean balanced() {
        return has(BALANCED);
    }

    /** Format of the cache. */
    Optional<Storage> cache() {
        Matcher found = CACHE.matcher(notes);
        while (found.find()) {
            Optional<Storage> format = Storage.named(found.group(1) == null ? found.group(2) : found.group(1));
            if (format.isPresent()) {
                return format;
            }
        }
        return Optional.empty();
    }

    /** Whether what is counted as GPUs are dies. */
    boolean countsDies() {
        return has(DIES);
    }

    /** Why nothing can be said of such a run, if that is so. */
    Optional<String> hindrance() {
        if (has(UNCLEAR)) {
            return Optional.of("whether the figure is of a card, a die or the deployment is not stated");
        }
        if (has(UNOPTIMISED)) {
            return Optional.of("the engine was not optimised yet, which is not modelled");
        }
        if (has(RELAXED)) {
            return Optional.of("drafts were accepted by a relaxed rule, and how many were is not stated");
        }
        if (has(TEXT_DRAFTS) && accepted().isEmpty()) {
            return Optional.of("drafts were taken from the text before, and how many were accepted is not stated");
        }
        // beside drafts it stands for the attention that their checking takes
        if (has(SLOWED) && drafts() == 0) {
            return Optional.of("attention was slowed on purpose");
        }
        return Optional.empty();
    }
}
