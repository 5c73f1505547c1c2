package org.chokepoint.catalog;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which keys of a record's file are facts that need a source. */
public final class Facts {
    private Facts() {}

    /** Whether a key only names something (a maker, another record), so that no number rests on its source. */
    public static boolean onlyNames(Class<?> type, String key) {
        for (RecordComponent component : type.getRecordComponents()) {
            Field field = component.getAnnotation(Field.class);
            if (RecordReader.key(component).equals(key)) {
                return field != null && !field.sourced() && component.getType() == String.class;
            }
        }
        return false;
    }

    static Set<String> present(Class<?> type, Tree tree) {
        Set<String> facts = new LinkedHashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Field field = component.getAnnotation(Field.class);
            String key = RecordReader.key(component);
            boolean header = key.equals("id") || key.equals("name");
            if (!header && (field == null || field.sourced()) && tree.entries().containsKey(key)) {
                facts.add(key);
            }
        }
        return facts;
    }
}
