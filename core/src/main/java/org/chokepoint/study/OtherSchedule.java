package org.chokepoint.study;

import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.training.Schedule;
import org.chokepoint.training.Strategy;

/** A question that asks for another schedule leaves behind what only the schedule of the run or file can do. */
final class OtherSchedule {
    private static final String VIRTUAL = "virtual_stages";
    private static final String OVERLAP = "expert_overlap";

    private OtherSchedule() {}

    /**
     * Changes fields that the question does not ask for where the schedule that it asks for can't have them.
     *
     * @param asked fields that the question asks for
     * @param note hears of each change
     */
    static void settle(LinkedHashMap<String, Tree> fields, Set<String> asked, Consumer<String> note) {
        if (!asked.contains("schedule")) {
            return;
        }
        Strategy before = RecordReader.read(Asked.mapping(fields), Strategy.class);
        boolean interleaved = before.schedule() == Schedule.INTERLEAVED;
        if (!asked.contains(VIRTUAL) && interleaved == (before.virtualStages() == 1)) {
            put(VIRTUAL, interleaved ? "2" : "1", before, fields, note);
        }
        Strategy after = RecordReader.read(Asked.mapping(fields), Strategy.class);
        if (!asked.contains(OVERLAP)
                && after.expertOverlap()
                && !after.schedule().pairs(after)) {
            put(OVERLAP, "false", after, fields, note);
        }
        boolean chunks = after.stageLayers().size() > after.pipelineParallel();
        if (!asked.contains("stage_layers") && chunks && after.virtualStages() != before.virtualStages()) {
            fields.remove("stage_layers");
            note.accept("stage_layers is left out: it lists the chunks of another schedule");
        }
    }

    private static void put(
            String field, String value, Strategy strategy, LinkedHashMap<String, Tree> fields, Consumer<String> note) {
        fields.put(field, Asked.value(field, value));
        note.accept("with " + strategy.schedule().word() + ", " + field + " is taken as " + value);
    }
}
