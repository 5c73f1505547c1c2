package org.chokepoint.app.json;

import java.io.StringWriter;
import java.util.List;
import org.chokepoint.evidence.Explanation;
import org.chokepoint.study.AnswerTree;
import org.chokepoint.study.AnswerTree.Node;
import org.chokepoint.units.Figure;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * Writes an answer as JSON: its records as objects in the order of their components, absent values as null, doubles with
 * at most 15 digits. The same answer has the same bytes everywhere.
 */
public final class JsonWriter {
    private final JsonGenerator json;

    private JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Text of an answer, or of any record or map. */
    public static String write(Object answer) {
        return write(answer, List.of());
    }

    /** Text of an answer; explanations, if any, are one more key behind its own. */
    public static String write(Object answer, List<Explanation> explanations) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(new Indented(), text)) {
            JsonWriter writer = new JsonWriter(json);
            json.writeStartObject();
            writer.entries(AnswerTree.root(answer));
            if (!explanations.isEmpty()) {
                json.writeName("explanations");
                writer.value(AnswerTree.root(explanations));
            }
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private void value(Node node) {
        if (node.value().isEmpty()) {
            json.writeNull();
        } else if (node.isObject()) {
            json.writeStartObject();
            entries(node);
            json.writeEndObject();
        } else if (node.isArray()) {
            list(node);
        } else {
            single(node.value().get());
        }
    }

    private void entries(Node node) {
        for (Node child : AnswerTree.children(node)) {
            json.writeName(child.name());
            value(child);
        }
    }

    private void list(Node node) {
        List<Node> items = AnswerTree.children(node);
        json.writeStartArray();
        items.forEach(this::value);
        json.writeEndArray();
    }

    private void single(Object value) {
        if (value instanceof Double number) {
            json.writeRawValue(Figure.json(number));
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Enum<?> constant) {
            json.writeString(AnswerTree.word(constant));
        } else if (value instanceof String text) {
            json.writeString(text);
        } else {
            throw new IllegalStateException("no JSON form for " + value.getClass());
        }
    }

    /** Two blanks a level; an array of single values stays on its line. */
    private static final class Indented extends ObjectWriteContext.Base {
        private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

        @Override
        public PrettyPrinter getPrettyPrinter() {
            Separators separators = Separators.createDefaultInstance()
                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator("");
            return new DefaultPrettyPrinter(separators)
                    .withObjectIndenter(LINES)
                    .withArrayIndenter(LINES);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
