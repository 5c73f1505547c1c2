package org.chokepoint.app;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.study.AnswerTree;
import org.chokepoint.training.Strategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** One option for each field of a strategy, made from the record, so that none can be forgotten. */
final class StrategyOptions {
    private final Map<String, OptionSpec> byKey = new LinkedHashMap<>();

    StrategyOptions() {
        for (RecordComponent component : Strategy.class.getRecordComponents()) {
            String key = RecordReader.key(component);
            byKey.put(key, option(component, key));
        }
    }

    Map<String, OptionSpec> byKey() {
        return byKey;
    }

    Help.Group group() {
        return new Help.Group(
                "Layout (default: that of the published run; without one, as in brackets)",
                List.copyOf(byKey.values()));
    }

    /** Fields that were given, as written. */
    Map<String, String> given(ParseResult line) {
        Map<String, String> given = new LinkedHashMap<>();
        byKey.forEach((key, option) -> {
            if (line.hasMatchedOption(option)) {
                given.put(
                        key, line.matchedOption(option.longestName()).getValue().toString());
            }
        });
        return given;
    }

    private static OptionSpec option(RecordComponent component, String key) {
        StrategyWords words = StrategyWords.of(key);
        List<String> names = new ArrayList<>();
        names.add("--" + key.replace('_', '-'));
        words.shortNames().forEach(name -> names.add("--" + name));
        OptionSpec.Builder option =
                OptionSpec.builder(names.toArray(new String[0])).description(help(component, words));
        Class<?> type = type(component);
        if (type == boolean.class) {
            return option.type(Boolean.class)
                    .arity("0..1")
                    .fallbackValue("true")
                    .negatable(true)
                    .build();
        }
        option.type(String.class).arity("1");
        if (type.isEnum()) {
            option.completionCandidates(words(type)).paramLabel("WORD");
        } else {
            option.paramLabel(type == List.class ? "LIST" : "N");
        }
        return option.build();
    }

    private static String help(RecordComponent component, StrategyWords words) {
        Class<?> type = type(component);
        Field field = component.getAnnotation(Field.class);
        String otherwise =
                field == null || field.otherwise().equals(Field.NEEDED) ? "" : " [" + field.otherwise() + "]";
        String choices = type.isEnum() ? ": " + String.join(", ", words(type)) : "";
        return words.help() + choices + otherwise;
    }

    /** Type of a field, or of what an optional one holds. */
    private static Class<?> type(RecordComponent component) {
        boolean optional = component.getType() == Optional.class;
        return optional
                ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                : component.getType();
    }

    private static List<String> words(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> AnswerTree.word((Enum<?>) constant))
                .toList();
    }
}
