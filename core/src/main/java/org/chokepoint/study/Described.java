package org.chokepoint.study;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.RecordReader;

/**
 * What is known of a place in an answer: its own {@link Meaning}, that of the record or list it stands in, or an entry of
 * {@link Breakdowns}.
 *
 * @param meaning what it is
 * @param formula how it follows; empty for an input
 * @param from inputs, as {@link Explainer} reads them
 * @param source where the formula comes from
 */
record Described(String meaning, String formula, List<String> from, String source) {
    private static final String STRATEGY = "strategy.";

    static Described of(AnswerTree.Node node) {
        if (node.path().startsWith(STRATEGY)) {
            return choice(node);
        }
        return Breakdowns.of(node.path()).orElseGet(() -> annotated(node.way()));
    }

    private static Described annotated(List<RecordComponent> way) {
        for (int i = way.size() - 1; i >= 0; i--) {
            Meaning meaning = way.get(i).getAnnotation(Meaning.class);
            if (meaning != null) {
                List<String> from = Stream.of(meaning.from())
                        .flatMap(several -> Stream.of(several.split(", ", -1)))
                        .toList();
                return new Described(meaning.value(), meaning.formula(), from, meaning.source());
            }
        }
        return new Described("", "", List.of(), "");
    }

    /** A field of the strategy: asked for, of the user's file, of the published run, or the default. */
    private static Described choice(AnswerTree.Node node) {
        RecordComponent component = node.way().get(node.way().size() - 1);
        String key = RecordReader.key(component);
        Field field = component.getAnnotation(Field.class);
        boolean none = field == null || field.otherwise().equals(Field.NEEDED);
        String otherwise = none ? "nothing" : field.otherwise();
        String from = "question:--" + key.replace('_', '-') + "|strategy:" + key + "|run:strategy." + key
                + "|assumed:default " + otherwise;
        return new Described("chosen in the layout", "", List.of(from), "");
    }
}
