package org.chokepoint.machine;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.catalog.RecordReader;

/** The constants among the components of a record, by their keys in files. */
public final class Constants {
    private Constants() {}

    /** Adds the constants of a record to some, below a section; an empty section adds them as they are. */
    static void collect(Map<String, Constant> all, String section, Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getType() == Constant.class) {
                all.put(section + RecordReader.key(component), (Constant) read(component, record));
            }
        }
    }

    /** The constants of a record. */
    public static Map<String, Constant> of(Record record) {
        Map<String, Constant> all = new LinkedHashMap<>();
        collect(all, "", record);
        return all;
    }

    /** The same record with one constant at another value; the record itself if it has no constant of that key. */
    public static <R extends Record> R with(R record, String key, double value) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        List<Object> arguments = new ArrayList<>();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            Object own = read(components[i], record);
            boolean hit = own instanceof Constant && key.equals(RecordReader.key(components[i]));
            arguments.add(hit ? ((Constant) own).at(value) : own);
        }
        try {
            @SuppressWarnings("unchecked") // the class of R itself
            R copy = (R) record.getClass().getDeclaredConstructor(types).newInstance(arguments.toArray());
            return copy;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
