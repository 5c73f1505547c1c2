package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.evidence.Source;
import org.chokepoint.study.CatalogShowAnswer;

/** Numbers the sources of a record, so that a table of values can point to them. */
final class CatalogSources {
    private CatalogSources() {}

    /**
     * A source with its number.
     *
     * @param number from 1
     */
    record Numbered(int number, Source source) {}

    /** Sources of stated and disputed values, each once, in order of first use. */
    static List<Numbered> of(CatalogShowAnswer answer) {
        List<Numbered> sources = new ArrayList<>();
        for (CatalogShowAnswer.Value value : answer.values()) {
            Source source = value.source();
            if (!source.url().isEmpty()
                    && sources.stream().noneMatch(known -> known.source().equals(source))) {
                sources.add(new Numbered(sources.size() + 1, source));
            }
        }
        return sources;
    }

    /** How a table points to a source: its number, or the formula of a computed value. */
    static String mark(Source source, List<Numbered> sources) {
        return sources.stream()
                .filter(known -> known.source().equals(source))
                .map(known -> "[" + known.number() + "]")
                .findFirst()
                .orElse(source.title());
    }
}
