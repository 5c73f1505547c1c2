package org.chokepoint.catalog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;

/**
 * Turns a located mapping into a record, strictly: every key must be a component, every component without a default must
 * be there, and numbers carry their units. Component types: String, int, long, double, boolean, enums, nested records,
 * sealed interfaces (chosen by the key {@code kind}), {@link Tree}, and Optional, OptionalDouble, List and Map of these.
 */
public final class RecordReader {
    private RecordReader() {}

    /**
     * Reads a record.
     *
     * @throws Fault at the first key or value that does not fit
     */
    public static <R> R read(Tree tree, Class<R> type) {
        Fields fields = tree.fields();
        R value = type.cast(record(fields, type));
        fields.close();
        return value;
    }

    /** Reads a record from a mapping of which the caller has read other keys, and leaves closing to the caller. */
    static <R> R read(Fields fields, Class<R> type) {
        return type.cast(record(fields, type));
    }

    /** Key of a record component in a file. */
    public static String key(RecordComponent component) {
        Field field = component.getAnnotation(Field.class);
        return field == null || field.key().isEmpty() ? snake(component.getName()) : field.key();
    }

    /** {@code peakFlops} to {@code peak_flops}. */
    public static String snake(String camel) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char letter = camel.charAt(i);
            if (Character.isUpperCase(letter)) {
                out.append('_').append(Character.toLowerCase(letter));
            } else {
                out.append(letter);
            }
        }
        return out.toString();
    }

    /** Name of an enum constant or a sealed subtype in a file. */
    public static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code HybridCube} to {@code hybrid-cube}. */
    public static String word(Class<?> subtype) {
        return snake(subtype.getSimpleName()).substring(1).replace('_', '-');
    }

    private static Object record(Fields fields, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            arguments[i] = component(fields, components[i]);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                String message = String.valueOf(e.getCause().getMessage());
                throw new Fault(fields.at(), message, "one of the values in this mapping is a slip.");
            }
            throw new IllegalStateException(type + " could not be built", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " could not be built", e);
        }
    }

    private static Object component(Fields fields, RecordComponent component) {
        String key = key(component);
        Field field = component.getAnnotation(Field.class);
        Class<?> raw = component.getType();
        Optional<Tree> found = fields.get(key);
        if (raw == Optional.class) {
            return found.map(tree -> value(tree, argument(component.getGenericType(), 0), field, key));
        }
        if (raw == OptionalDouble.class) {
            return found.isPresent() ? OptionalDouble.of(number(found.get(), field, key)) : OptionalDouble.empty();
        }
        if (found.isEmpty()) {
            boolean needed = field == null || field.otherwise().equals(Field.NEEDED);
            if (!needed) {
                Tree otherwise = Tree.text(fields.at(), field.otherwise(), false);
                return value(otherwise, component.getGenericType(), field, key);
            }
            if (raw == List.class) {
                return List.of();
            }
            if (raw == Map.class) {
                return Collections.emptyMap();
            }
        }
        return value(fields.need(key), component.getGenericType(), field, key);
    }

    private static Object value(Tree tree, Type type, Field field, String key) {
        if (type instanceof ParameterizedType parameterized) {
            return container(tree, parameterized, field, key);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == Tree.class) {
            return tree;
        }
        if (raw == String.class) {
            return tree.text();
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return Scalars.flag(tree, key);
        }
        if (raw == double.class || raw == Double.class) {
            return number(tree, field, key);
        }
        if (raw == int.class || raw == Integer.class) {
            return Math.toIntExact(whole(tree, field, key, Integer.MAX_VALUE));
        }
        if (raw == long.class || raw == Long.class) {
            return whole(tree, field, key, 1L << 53);
        }
        if (raw.isEnum()) {
            return constant(tree, raw, key);
        }
        if (raw.isRecord()) {
            return read(tree, raw);
        }
        if (raw.isSealed()) {
            return subtype(tree, raw);
        }
        throw new IllegalStateException("no catalog form for " + raw);
    }

    private static Object container(Tree tree, ParameterizedType type, Field field, String key) {
        if (type.getRawType() == List.class) {
            Type item = argument(type, 0);
            List<Object> list = new ArrayList<>();
            tree.items().forEach(element -> list.add(value(element, item, field, key)));
            return List.copyOf(list);
        }
        Type keyType = argument(type, 0);
        Type valueType = argument(type, 1);
        Map<Object, Object> map = new LinkedHashMap<>();
        tree.entries().forEach((word, element) -> {
            Tree at = Tree.text(element.at(), word, false);
            map.put(value(at, keyType, field, key), value(element, valueType, field, key + "." + word));
        });
        return Collections.unmodifiableMap(map);
    }

    private static double number(Tree tree, Field field, String key) {
        Dimension dimension = field == null ? Dimension.RATIO : field.unit();
        return Quantity.parse(tree.text(), dimension, key, tree.at());
    }

    private static long whole(Tree tree, Field field, String key, long most) {
        double number = number(tree, field, key);
        if (number != Math.rint(number) || number > most) {
            throw new Fault(tree.at(), key + " (" + tree.text() + ") must be a whole number.", "a digit is a slip.");
        }
        return (long) number;
    }

    private static Object constant(Tree tree, Class<?> type, String key) {
        List<String> words = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String word = constant instanceof Named named ? named.word() : word(((Enum<?>) constant).name());
            if (word.equals(tree.text())) {
                return constant;
            }
            words.add(word);
        }
        throw new Fault(
                tree.at(),
                "'" + key + "' must be one of " + String.join(", ", words) + ", found " + tree.describe() + ".",
                Nearest.remedy(tree.text(), words));
    }

    private static Object subtype(Tree tree, Class<?> type) {
        Fields fields = tree.fields();
        Tree kind = fields.need("kind");
        for (Class<?> candidate : type.getPermittedSubclasses()) {
            if (word(candidate).equals(kind.text())) {
                Object value = record(fields, candidate);
                fields.close();
                return value;
            }
        }
        List<String> words = Arrays.stream(type.getPermittedSubclasses())
                .map(RecordReader::word)
                .collect(Collectors.toList());
        throw new Fault(
                kind.at(),
                "'kind' must be one of " + String.join(", ", words) + ", found " + kind.describe() + ".",
                Nearest.remedy(kind.text(), words));
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
