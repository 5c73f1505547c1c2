package org.chokepoint.study;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Named;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.catalog.Trees;
import org.chokepoint.evidence.Location;
import org.chokepoint.training.Strategy;
import org.chokepoint.units.Figure;

/** A strategy as the fields of a file, so that single fields can be changed and read back strictly. */
final class StrategyFields {
    private static final Location AT = Location.of("strategy");

    private StrategyFields() {}

    static Map<String, Tree> of(Strategy strategy) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        for (RecordComponent component : Strategy.class.getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(strategy);
                if (value instanceof List<?> list) {
                    List<Tree> items = new ArrayList<>();
                    list.forEach(item -> items.add(Trees.text(AT, String.valueOf(item))));
                    fields.put(RecordReader.key(component), Trees.list(AT, items));
                } else if (!absent(value)) {
                    fields.put(RecordReader.key(component), Trees.text(AT, text(value)));
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return fields;
    }

    /** Fields of a strategy that differ from another's, as options write them. */
    static Map<String, String> changed(Strategy strategy, Strategy from) {
        Map<String, Tree> before = of(from);
        Map<String, String> words = new LinkedHashMap<>();
        of(strategy).forEach((key, tree) -> {
            String word = word(tree);
            if (!before.containsKey(key) || !word.equals(word(before.get(key)))) {
                words.put(key, word);
            }
        });
        return words;
    }

    private static String word(Tree tree) {
        if (tree.kind() != Tree.Kind.LIST) {
            return tree.text();
        }
        String joined = String.join(",", tree.items().stream().map(Tree::text).toList());
        return joined.isEmpty() ? "none" : joined;
    }

    private static boolean absent(Object value) {
        return value instanceof OptionalDouble number && number.isEmpty()
                || value instanceof Optional<?> optional && optional.isEmpty();
    }

    private static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return text(optional.orElseThrow());
        }
        if (value instanceof OptionalDouble optional) {
            return Figure.json(optional.getAsDouble());
        }
        if (value instanceof Double number) {
            return Figure.json(number);
        }
        if (value instanceof Named named) {
            return named.word();
        }
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : String.valueOf(value);
    }
}
