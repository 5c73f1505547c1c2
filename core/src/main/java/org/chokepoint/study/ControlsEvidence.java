package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.controls.CheckedRule;
import org.chokepoint.controls.Given;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Property;
import org.chokepoint.controls.Rulebook;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Grade;

/** What an answer on export controls rests on. */
final class ControlsEvidence {
    private static final String MEASURED =
            "none is measured; 49 worked classifications follow from the same rules (docs/model/controls.md)";

    private ControlsEvidence() {}

    /**
     * Evidence of an answer.
     *
     * @param rules rules that it is about
     * @param item the item, if it is about one
     */
    static Evidence of(ControlsInputs inputs, List<CheckedRule> rules, Optional<Item> item, String command) {
        Grade weakest = Grade.PRIMARY;
        String because = "every value";
        for (CheckedRule rule : rules) {
            Grade grade = rule.rule().confidence();
            if (grade.compareTo(weakest) > 0) {
                weakest = grade;
                because = "rule " + rule.rule().id();
            }
        }
        if (item.isPresent()) {
            for (Property property : item.get().properties().keySet()) {
                Given given = item.get().properties().get(property);
                if (given.source().grade().compareTo(weakest) > 0) {
                    weakest = given.source().grade();
                    because = item.get().id() + ", " + property.meaning();
                }
            }
        }
        Rulebook book = inputs.book();
        StringBuilder digests = new StringBuilder();
        List<Evidence.Used> used = new ArrayList<>(inputs.used());
        used.forEach(record -> digests.append(record.digest()));
        for (CheckedRule rule : book.rules()) {
            digests.append(rule.entry().digest());
        }
        for (Entry<?> group : book.destinations().groups()) {
            digests.append(group.digest());
        }
        for (CheckedRule rule : rules) {
            used.add(Using.header(rule.entry()));
        }
        return new Evidence(
                weakest,
                because,
                MEASURED,
                false,
                book.reviewedUntil(),
                Catalog.digest(digests.toString()).substring(0, 12),
                command,
                inputs.notes(),
                used);
    }

    /** The third sentence of a headline. */
    static String restsOn(Evidence evidence) {
        return "Rests on: weakest grade " + evidence.weakestGrade().label() + " (" + evidence.weakestBecause()
                + "); rules reviewed until " + evidence.dataDate() + ". " + ControlsInputs.NOTICE;
    }
}
