package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Explanation;
import org.chokepoint.evidence.Source;

/** Finds the inputs that a {@link Meaning} names: in the answer, in the catalog records used, in the question. */
final class Inputs {
    private static final Pattern FILTER = Pattern.compile("(.*)\\[(\\w+)=(\\w+)\\](.*)");
    private static final Pattern TEMPLATE = Pattern.compile("\\{([^}]+)\\}");
    private static final String QUESTION = "question";
    private static final String ASSUMED = "assumed";
    private static final int MOST_VALUES = 6;

    private final Object answer;
    private final Optional<Evidence> evidence;

    Inputs(Object answer, Optional<Evidence> evidence) {
        this.answer = answer;
        this.evidence = evidence;
    }

    /** Whether an input lies outside the answer. */
    static boolean isOutside(String input) {
        return input.indexOf(':') >= 0;
    }

    /** Places of the answer. */
    List<AnswerTree.Node> inside(String input, AnswerTree.Node of) {
        String path = filled(input, of);
        String absolute = path.startsWith(".") ? parent(of.path()) + path : path;
        Matcher filter = FILTER.matcher(absolute);
        if (filter.matches()) {
            return items(filter.group(1), filter.group(4)).stream()
                    .filter(item -> holds(item, filter.group(2), filter.group(3), filter.group(4)))
                    .toList();
        }
        if (absolute.endsWith(".*")) {
            return items(absolute.substring(0, absolute.length() - 2), "").stream()
                    .filter(node -> !isZero(node))
                    .toList();
        }
        int every = absolute.indexOf("[*]");
        if (every >= 0) {
            return items(absolute.substring(0, every), absolute.substring(every + 3));
        }
        return AnswerTree.find(answer, absolute).filter(node -> node.value().isPresent()).stream()
                .toList();
    }

    /** What stands below each item of a list, or each entry of a map. */
    private List<AnswerTree.Node> items(String list, String below) {
        List<AnswerTree.Node> found = new ArrayList<>();
        AnswerTree.find(answer, list)
                .ifPresent(node -> AnswerTree.children(node)
                        .forEach(item -> AnswerTree.find(answer, item.path() + below)
                                .filter(value -> value.value().isPresent())
                                .ifPresent(found::add)));
        return found;
    }

    private boolean holds(AnswerTree.Node value, String key, String wanted, String below) {
        String item = value.path().substring(0, value.path().length() - below.length());
        return text(item + "." + key).equals(wanted);
    }

    private static boolean isZero(AnswerTree.Node node) {
        return node.value().get() instanceof Number number && number.doubleValue() == 0;
    }

    private String text(String path) {
        Optional<Object> value = AnswerTree.find(answer, path).flatMap(AnswerTree.Node::value);
        return value.map(found -> found instanceof Enum<?> word ? AnswerTree.word(word) : found.toString())
                .orElse("");
    }

    private String filled(String input, AnswerTree.Node of) {
        return TEMPLATE.matcher(input).replaceAll(match -> {
            String path = match.group(1).startsWith(".") ? parent(of.path()) + match.group(1) : match.group(1);
            return Matcher.quoteReplacement(text(path));
        });
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    /** Values of the question and of catalog records; a field that stands for many is one of them. */
    List<Explanation> outside(String input, AnswerTree.Node of) {
        int colon = input.indexOf(':');
        String kind = input.substring(0, colon);
        String field = filled(input.substring(colon + 1), of);
        if (kind.equals(ASSUMED)) {
            return List.of(new Explanation(ASSUMED, field, "", "", "nothing was given", List.of()));
        }
        if (evidence.isEmpty()) {
            return List.of();
        }
        if (kind.equals(QUESTION)) {
            return option(evidence.get().command(), field)
                    .map(value -> new Explanation("question " + field, value, "", "", "the question", List.of()))
                    .stream()
                    .toList();
        }
        return evidence.get().records().stream()
                .filter(used -> used.kind().equals(kind))
                .flatMap(used -> values(used, field).stream())
                .toList();
    }

    /** The value that a command gives for an option. */
    private static Optional<String> option(String command, String name) {
        Pattern given = Pattern.compile(" " + Pattern.quote(name) + " ('(?:[^']|'\\\\'')*'|\\S+)");
        Matcher matcher = given.matcher(command);
        return matcher.find() ? Optional.of(matcher.group(1).replace("'", "")) : Optional.empty();
    }

    private static List<Explanation> values(Evidence.Used used, String field) {
        Pattern wanted = Pattern.compile(Pattern.quote(field).replace("*", "\\E[^.]+\\Q"));
        Pattern below = Pattern.compile(wanted.pattern() + "\\..*");
        List<Evidence.Value> found = used.values().stream()
                .filter(value -> wanted.matcher(value.field()).matches())
                .toList();
        if (found.isEmpty()) {
            found = used.values().stream()
                    .filter(value -> below.matcher(value.field()).matches())
                    .toList();
        }
        if (found.size() > MOST_VALUES) {
            Source source = found.get(0).source();
            String name = used.kind() + " " + used.id() + ": " + field;
            return List.of(new Explanation(name, found.size() + " values", "", "", text(source), List.of()));
        }
        return found.stream()
                .map(value -> new Explanation(
                        used.kind() + " " + used.id() + ": " + value.field(),
                        value.value(),
                        "",
                        "",
                        text(value.source()),
                        List.of()))
                .toList();
    }

    private static String text(Source source) {
        StringBuilder out = new StringBuilder(source.title());
        for (String part : List.of(source.url(), source.date(), source.grade().label())) {
            out.append(part.isEmpty() ? "" : ", " + part);
        }
        return out.toString();
    }
}
