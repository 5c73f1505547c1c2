package org.chokepoint.training.script;

import java.util.List;
import java.util.Optional;

/** A test of the shell: {@code [ a = b ]}, {@code [[ -n a ]]}, {@code test 1 -lt 2}. */
final class Condition {
    /** Stands before the value of {@code ((expression))}. */
    static final String ARITHMETIC = "((";

    private Condition() {}

    /** Whether these words are a test at all. */
    static boolean isTest(String command) {
        return command.equals("[") || command.equals("[[") || command.equals("test") || command.equals(ARITHMETIC);
    }

    /** Whether a test holds. */
    static Branches.Runs holds(List<Word> words) {
        Optional<Boolean> holds = told(words);
        if (holds.isEmpty()) {
            return Branches.Runs.UNTOLD;
        }
        return holds.get() ? Branches.Runs.YES : Branches.Runs.NO;
    }

    private static Optional<Boolean> told(List<Word> words) {
        int end = words.size();
        if (words.get(0).text().equals(ARITHMETIC)) {
            Word value = words.get(end - 1);
            return value.unresolved().isPresent()
                    ? Optional.empty()
                    : Optional.of(!value.text().equals("0"));
        }
        if (!words.get(0).text().equals("test")) {
            String last = words.get(end - 1).text();
            if (!last.equals("]") && !last.equals("]]")) {
                return Optional.empty();
            }
            end--;
        }
        List<Word> inside = words.subList(1, Math.max(1, end));
        boolean known = inside.stream().allMatch(word -> word.unresolved().isEmpty());
        if (!known || inside.isEmpty()) {
            return Optional.empty();
        }
        boolean not = inside.get(0).text().equals("!");
        List<String> texts = inside.subList(not ? 1 : 0, inside.size()).stream()
                .map(Word::text)
                .toList();
        return plain(texts).map(holds -> holds != not);
    }

    private static Optional<Boolean> plain(List<String> words) {
        if (words.size() == 1) {
            return Optional.of(!words.get(0).isEmpty());
        }
        if (words.size() == 2 && words.get(0).equals("-z")) {
            return Optional.of(words.get(1).isEmpty());
        }
        if (words.size() == 2 && words.get(0).equals("-n")) {
            return Optional.of(!words.get(1).isEmpty());
        }
        return words.size() == 3 ? compared(words.get(0), words.get(1), words.get(2)) : Optional.empty();
    }

    private static Optional<Boolean> compared(String left, String how, String right) {
        boolean pattern = right.contains("*") || right.contains("?");
        switch (how) {
            case "=":
            case "==":
                return pattern ? Optional.empty() : Optional.of(left.equals(right));
            case "!=":
                return pattern ? Optional.empty() : Optional.of(!left.equals(right));
            default:
                break;
        }
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.of(false); // the shell complains, and goes on
        }
        if (!left.matches("-?\\d{1,15}") || !right.matches("-?\\d{1,15}")) {
            return Optional.empty();
        }
        int order = Long.compare(Long.parseLong(left), Long.parseLong(right));
        switch (how) {
            case "-eq":
                return Optional.of(order == 0);
            case "-ne":
                return Optional.of(order != 0);
            case "-gt":
                return Optional.of(order > 0);
            case "-ge":
                return Optional.of(order >= 0);
            case "-lt":
                return Optional.of(order < 0);
            case "-le":
                return Optional.of(order <= 0);
            default:
                return Optional.empty();
        }
    }
}
