package org.chokepoint.study;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.catalog.Named;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Source;
import org.chokepoint.units.Dimension;

/**
 * Makes the JSON Schema of a kind from its record, by the same rules as {@link RecordReader}: what the schema refuses, the
 * reader refuses. The reader knows more (units, ranges, contradictions); the schema helps editors while people type.
 */
final class Schemas {
    /** A number, a magnitude or unit behind it. */
    private static final String QUANTITY = "^[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?\\s*[^0-9\\s].*$";

    private Schemas() {}

    static Map<String, Object> of(Kind<?> kind) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> needed = new ArrayList<>(List.of("kind"));
        properties.put("kind", Map.of("const", kind.word()));
        components(kind.type(), properties, needed);
        properties.put("aliases", described("other names that find it", list(Map.of("type", "string"))));
        Map<String, Object> source = record(Source.class);
        properties(source).put("fields", described("which fields; none: all others", list(Map.of("type", "string"))));
        properties.put("sources", described("where the values come from", list(source)));
        Map<String, Object> disputed = record(Entry.Disputed.class);
        properties.put("disputed", described("what other sources say", list(disputed)));
        properties.put("notes", described("remarks for people", Map.of("type", "string")));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Chokepoint " + kind.word());
        schema.putAll(object(properties, needed));
        Map<String, Object> definitions = definitions(kind.type());
        if (!definitions.isEmpty()) {
            schema.put("$defs", definitions);
        }
        return schema;
    }

    @SuppressWarnings("unchecked") // built below
    private static Map<String, Object> properties(Map<String, Object> object) {
        return (Map<String, Object>) object.get("properties");
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> needed) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("required", needed);
        object.put("additionalProperties", false);
        return object;
    }

    private static Map<String, Object> record(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> needed = new ArrayList<>();
        components(type, properties, needed);
        return object(properties, needed);
    }

    private static void components(Class<?> type, Map<String, Object> properties, List<String> needed) {
        for (RecordComponent component : type.getRecordComponents()) {
            Field field = component.getAnnotation(Field.class);
            Class<?> raw = component.getType();
            Type generic = raw == Optional.class ? argument(component.getGenericType(), 0) : component.getGenericType();
            Map<String, Object> schema = new LinkedHashMap<>(value(generic, field));
            boolean defaulted = field != null && !field.otherwise().equals(Field.NEEDED);
            if (field != null && !field.help().isEmpty()) {
                schema.merge("description", field.help(), (a, b) -> b + "; " + a);
            }
            if (defaulted) {
                schema.put("default", literal(field.otherwise()));
            }
            String key = RecordReader.key(component);
            properties.put(key, schema);
            boolean optional =
                    raw == Optional.class || raw == OptionalDouble.class || raw == List.class || raw == Map.class;
            if (!defaulted && !optional) {
                needed.add(key);
            }
        }
    }

    private static Map<String, Object> value(Type type, Field field) {
        if (type instanceof ParameterizedType parameterized) {
            if (parameterized.getRawType() == List.class) {
                return list(value(argument(type, 0), field));
            }
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("type", "object");
            map.put("propertyNames", value(argument(type, 0), field));
            // trees in a map are values of any kind
            map.put("additionalProperties", argument(type, 1) == Tree.class ? true : value(argument(type, 1), field));
            return map;
        }
        Class<?> raw = (Class<?>) type;
        if (raw == Tree.class) {
            return Map.of("type", "object");
        }
        if (raw == String.class) {
            // an unquoted date or number is text to the reader, but not to an editor
            return Map.of("type", List.of("string", "number", "boolean"));
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (raw.isEnum()) {
            return Map.of("enum", words(raw));
        }
        if (raw.isRecord()) {
            return record(raw);
        }
        if (raw.isSealed()) {
            return recursive(raw)
                    ? Map.of("$ref", "#/$defs/" + RecordReader.word(raw))
                    : Map.of("oneOf", subtypes(raw));
        }
        boolean whole = raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class;
        return number(field == null ? Dimension.RATIO : field.unit(), whole);
    }

    /** Sealed types that hold themselves, wherever they stand in a record. */
    private static Map<String, Object> definitions(Class<?> type) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Type inside = component.getGenericType();
            while (inside instanceof ParameterizedType parameterized) {
                Type[] arguments = parameterized.getActualTypeArguments();
                inside = arguments[arguments.length - 1];
            }
            Class<?> raw = (Class<?>) inside;
            if (raw.isSealed() && recursive(raw)) {
                found.put(RecordReader.word(raw), Map.of("oneOf", subtypes(raw)));
            } else if (raw.isRecord()) {
                found.putAll(definitions(raw));
            }
        }
        return found;
    }

    private static boolean recursive(Class<?> sealed) {
        for (Class<?> subtype : sealed.getPermittedSubclasses()) {
            for (RecordComponent component : subtype.getRecordComponents()) {
                boolean item =
                        component.getGenericType() instanceof ParameterizedType list && argument(list, 0) == sealed;
                if (component.getType() == sealed || item) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Object> subtypes(Class<?> sealed) {
        List<Object> all = new ArrayList<>();
        for (Class<?> subtype : sealed.getPermittedSubclasses()) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("kind", Map.of("const", RecordReader.word(subtype)));
            List<String> needed = new ArrayList<>(List.of("kind"));
            components(subtype, properties, needed);
            all.add(object(properties, needed));
        }
        return all;
    }

    private static List<String> words(Class<?> type) {
        List<String> words = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            words.add(constant instanceof Named named ? named.word() : RecordReader.word(((Enum<?>) constant).name()));
        }
        return words;
    }

    /** A quantity; a plain number where the dimension needs no unit. */
    private static Map<String, Object> number(Dimension dimension, boolean whole) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("type", whole ? "integer" : "number");
        plain.put("minimum", 0);
        if (dimension == Dimension.RATIO && whole) {
            return plain;
        }
        Map<String, Object> written = Map.of("type", "string", "pattern", QUANTITY);
        Map<String, Object> schema = new LinkedHashMap<>();
        if (dimension.countable()) {
            schema.put("anyOf", List.of(plain, sorted(written)));
        } else {
            schema.putAll(sorted(written));
        }
        schema.put("description", "e.g. " + dimension.example());
        return schema;
    }

    private static Map<String, Object> sorted(Map<String, Object> map) {
        return new java.util.TreeMap<>(map);
    }

    private static Object literal(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("[0-9]{1,9}") ? (Object) Integer.valueOf(text) : text;
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("items", items);
        return list;
    }

    private static Map<String, Object> described(String words, Map<String, Object> schema) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("description", words);
        described.putAll(schema);
        return described;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
