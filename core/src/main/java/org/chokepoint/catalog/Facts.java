package org.chokepoint.catalog;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which keys of a record's file are facts that need a source. */
final class Facts {
    private Facts() {}

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
