package org.chokepoint.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.evidence.Source;

/** Sources of a record's values: by field, and one for all the fields that no other source names. */
public final class Provenance {
    private final Map<String, Source> byField;
    private final Optional<Source> others;

    private Provenance(Map<String, Source> byField, Optional<Source> others) {
        this.byField = byField;
        this.others = others;
    }

    /**
     * Reads the {@code sources} of a record.
     *
     * @param facts keys of the record that are present and need a source
     */
    static Provenance read(Fields fields, Set<String> facts) {
        Map<String, Source> byField = new LinkedHashMap<>();
        Optional<Source> others = Optional.empty();
        for (Tree item : fields.items("sources")) {
            Fields source = item.fields();
            List<Tree> covered = source.items("fields");
            Source value = RecordReader.read(source, Source.class);
            source.close();
            if (covered.isEmpty() && others.isPresent()) {
                throw new Fault(item.at(), "two sources have no 'fields'.", "name the fields of one of them.");
            }
            if (covered.isEmpty()) {
                others = Optional.of(value);
            }
            for (Tree field : covered) {
                if (!facts.contains(root(field.text()))) {
                    throw new Fault(
                            field.at(),
                            "the source names the field '" + field.text() + "', which the record lacks.",
                            Nearest.remedy(field.text(), facts));
                }
                if (byField.put(field.text(), value) != null) {
                    throw new Fault(field.at(), "two sources name '" + field.text() + "'.", "use 'disputed' for one.");
                }
            }
        }
        for (String fact : facts) {
            if (others.isEmpty() && !byField.containsKey(fact)) {
                throw new Fault(fields.at(fact), "the value of '" + fact + "' has no source.", "add it to 'sources'.");
            }
        }
        return new Provenance(byField, others);
    }

    /** Source of a field; of its parent where only {@code peak} and not {@code peak.fp8} is named. */
    public Optional<Source> of(String field) {
        Source own = byField.get(field);
        if (own != null) {
            return Optional.of(own);
        }
        return root(field).equals(field) ? others : of(field.substring(0, field.lastIndexOf('.')));
    }

    private static String root(String field) {
        int dot = field.indexOf('.');
        return dot < 0 ? field : field.substring(0, dot);
    }
}
