package org.chokepoint.study;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Figure;
import org.chokepoint.units.Quantity;

/** Reads the quantities of a question that have a grammar of their own. */
final class Written {
    private static final Pattern CHIPS = Pattern.compile("\\s*([0-9][0-9,_]{0,9})\\s*[xX×*]\\s*(\\S.*?)\\s*");
    private static final Pattern PLAIN = Pattern.compile("[0-9][0-9,_]*");
    private static final Pattern SUFFIXED = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([kKM])(?:\\s*tokens)?");
    private static final long MOST_SEQUENCES = 1_000_000;

    private Written() {}

    /**
     * Chips of a question: a count and a name.
     *
     * @param count chips
     * @param name accelerator or cluster
     */
    record Chips(int count, String name) {}

    /** Reads {@code 1024xH100}. */
    static Chips chips(String text) {
        Location at = Location.of("--on");
        Matcher matcher = CHIPS.matcher(text);
        if (!matcher.matches()) {
            throw new Fault(
                    at,
                    "'" + text + "' must be a count and a chip.",
                    "write it like 1024xH100 or 16384xhgx-h100-roce.");
        }
        return new Chips(whole(matcher.group(1), "--on"), matcher.group(2));
    }

    /** Reads a positive whole number with or without separators. */
    static int whole(String text, String option) {
        String digits = text.strip().replace(",", "").replace("_", "");
        if (!digits.matches("[0-9]{1,9}") || Integer.parseInt(digits) == 0) {
            throw new Fault(
                    Location.of(option),
                    "'" + text + "' must be a positive whole number.",
                    "a digit or sign is a slip.");
        }
        return Integer.parseInt(digits);
    }

    /**
     * Reads a global batch in sequences. A plain number counts sequences, as Megatron-LM's {@code --global-batch-size}; a
     * suffix or the word tokens means tokens. "16M" of the field is 2^24 as often as 16·10^6: whichever is a whole number
     * of sequences is taken, the decimal one first.
     *
     * @param note hears how a suffix was read
     */
    static int batch(String text, int sequenceLength, java.util.function.Consumer<String> note) {
        Location at = Location.of("--global-batch");
        String written = text.strip();
        if (PLAIN.matcher(written).matches()) {
            int sequences = whole(written, "--global-batch");
            if (sequences >= MOST_SEQUENCES) {
                throw new Fault(
                        at,
                        "a plain number counts sequences, and " + written + " sequences are too many.",
                        "you meant tokens: write " + written + " tokens.");
            }
            return sequences;
        }
        if (written.endsWith("sequences") || written.endsWith("seqs")) {
            return sequences(Quantity.positive(written, Dimension.SEQUENCES, "the global batch", at), text, 1);
        }
        double tokens = Quantity.positive(written, Dimension.TOKENS, "the global batch", at);
        if (tokens % sequenceLength == 0) {
            return sequences(tokens, text, sequenceLength);
        }
        Optional<Double> binary = binary(written);
        if (binary.isPresent() && binary.get() % sequenceLength == 0) {
            int sequences = sequences(binary.get(), text, sequenceLength);
            note.accept("a global batch of " + written + " tokens was read as " + Figure.plain(binary.get(), 12)
                    + " tokens: " + sequences + " sequences of " + sequenceLength);
            return sequences;
        }
        long below = (long) (tokens / sequenceLength);
        throw new Fault(
                at,
                "'" + text + "' is no whole number of sequences of " + sequenceLength + " tokens.",
                "write " + below + " or " + (below + 1) + " (sequences).");
    }

    private static Optional<Double> binary(String written) {
        Matcher matcher = SUFFIXED.matcher(written);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double unit = matcher.group(2).equals("M") ? 1 << 20 : 1 << 10;
        return Optional.of(Double.parseDouble(matcher.group(1)) * unit);
    }

    private static int sequences(double amount, String text, int length) {
        double sequences = amount / length;
        if (sequences != Math.rint(sequences) || sequences >= MOST_SEQUENCES || sequences < 1) {
            throw new Fault(
                    Location.of("--global-batch"),
                    "'" + text + "' must be between 1 and " + MOST_SEQUENCES + " whole sequences.",
                    "the suffix is a slip.");
        }
        return (int) sequences;
    }
}
