package org.chokepoint.study;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Named;
import org.chokepoint.catalog.RecordReader;

/**
 * Reads any answer as the tree that its JSON is: records and maps are objects, lists are arrays, names are in snake case.
 * A value's path is {@code step.seconds}, {@code memory.breakdown.weights} or {@code run.phases[0].step_seconds}.
 */
public final class AnswerTree {
    private AnswerTree() {}

    /**
     * A place in an answer.
     *
     * @param path its path; empty for the answer itself
     * @param name last part of the path: a key, or the key of the list for its items
     * @param value what stands there; empty where an optional value is absent
     * @param way record components that lead there, outermost first
     */
    public record Node(String path, String name, Optional<Object> value, List<RecordComponent> way) {
        public Node {
            way = List.copyOf(way);
        }

        /** Whether the value is an object in JSON. */
        public boolean isObject() {
            return value.isPresent() && (value.get() instanceof Record || value.get() instanceof Map);
        }

        /** Whether the value is an array in JSON. */
        public boolean isArray() {
            return value.isPresent() && value.get() instanceof List;
        }

        /** Whether the value is a number. */
        public boolean isNumber() {
            return value.isPresent() && value.get() instanceof Number;
        }
    }

    /** The answer itself. */
    public static Node root(Object answer) {
        return new Node("", "", Optional.of(answer), List.of());
    }

    /** What an object or array holds, in order; empty for a single value. */
    public static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        if (parent.value().isEmpty()) {
            return children;
        }
        Object value = parent.value().get();
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                List<RecordComponent> way = new ArrayList<>(parent.way());
                way.add(component);
                String key = RecordReader.key(component);
                children.add(new Node(below(parent, key), key, open(read(component, value)), way));
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = entry.getKey() instanceof Enum<?> constant ? word(constant) : (String) entry.getKey();
                children.add(new Node(below(parent, key), key, open(entry.getValue()), parent.way()));
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String path = parent.path() + "[" + i + "]";
                children.add(new Node(path, parent.name(), open(list.get(i)), parent.way()));
            }
        }
        return children;
    }

    /** All single values, in order; empty objects and arrays are left out. */
    public static List<Node> leaves(Object answer) {
        List<Node> leaves = new ArrayList<>();
        collect(root(answer), leaves);
        return leaves;
    }

    /** The place with a path, if the answer has it. */
    public static Optional<Node> find(Object answer, String path) {
        Node at = root(answer);
        while (!at.path().equals(path)) {
            Optional<Node> next =
                    children(at).stream().filter(child -> leadsTo(child, path)).findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /** The word of a constant in files and answers. */
    public static String word(Enum<?> constant) {
        return constant instanceof Named named ? named.word() : RecordReader.word(constant.name());
    }

    private static boolean leadsTo(Node node, String path) {
        if (!path.startsWith(node.path())) {
            return false;
        }
        String rest = path.substring(node.path().length());
        return rest.isEmpty() || rest.charAt(0) == '.' || rest.charAt(0) == '[';
    }

    private static void collect(Node node, List<Node> leaves) {
        if (node.isObject() || node.isArray()) {
            children(node).forEach(child -> collect(child, leaves));
        } else {
            leaves.add(node);
        }
    }

    private static String below(Node parent, String key) {
        return parent.path().isEmpty() ? key : parent.path() + "." + key;
    }

    private static Optional<Object> open(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(inside -> inside);
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? Optional.of(optional.getAsDouble()) : Optional.empty();
        }
        return Optional.of(value);
    }

    private static Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " can't be read", e);
        }
    }
}
