package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;
import org.chokepoint.machine.Machine;

/**
 * What a user measured on one cluster: steps, collectives by themselves, or both. What a table holds its header says.
 *
 * @param rows reader of the steps
 * @param steps measured steps
 * @param collectives collectives that were timed by themselves
 */
record OwnCluster(TrainingTable rows, List<Measured> steps, List<TimedCollective> collectives) {
    /**
     * Reads tables.
     *
     * @throws Fault if a row has no prediction, or rows are of several machines
     */
    static OwnCluster of(List<Csv> tables, Catalog catalog, DoubleConsumer progress) {
        TrainingTable rows = new TrainingTable(catalog);
        List<Measured> steps = new ArrayList<>();
        List<TimedCollective> collectives = new ArrayList<>();
        for (Csv table : tables) {
            if (Validation.ofCollectives(table)) {
                collectives.addAll(CollectiveRows.timed(table, catalog));
            } else {
                steps.addAll(rows.predict(table, progress));
            }
        }
        steps.forEach(OwnCluster::check);
        OwnCluster own = new OwnCluster(rows, steps, collectives);
        own.check();
        return own;
    }

    private static void check(Measured step) {
        if (!step.outcome().counted()) {
            throw new Fault(
                    step.row().at(),
                    "this row has no prediction: " + step.outcome().skippedBecause() + ".",
                    "leave the row out.");
        }
    }

    /** All must be of one chip; steps of one cluster and stack, too. */
    private void check() {
        List<Machine> machines = machines();
        if (machines.size() > 1) {
            throw new Fault(
                    steps.get(0).row().at(),
                    "the rows are of " + machines.size() + " machines; one is expected.",
                    "a table for each is wanted.");
        }
        if (machines.isEmpty() && collectives.isEmpty()) {
            throw new Fault(
                    steps.get(0).row().at(),
                    "no row says enough of a step's time to fit constants to.",
                    "tp and pp are left blank.");
        }
        String chip = chip();
        Optional<TimedCollective> other = collectives.stream()
                .filter(each -> !each.bench().chip().id().equals(chip))
                .findFirst();
        if (other.isPresent()) {
            throw other.get()
                    .row()
                    .fault("accelerator", "'" + chip + "', as in the other rows", "a table for each is wanted.");
        }
    }

    private List<Machine> machines() {
        return steps.stream()
                .filter(Measured::scored)
                .map(each -> each.step().orElseThrow().machine())
                .distinct()
                .toList();
    }

    private String chip() {
        return machines().isEmpty()
                ? collectives.get(0).bench().chip().id()
                : machines().get(0).chip().id();
    }

    /** Constants that these measurements may move: of the fabric, and of the stack if there are steps. */
    FreeConstants free() {
        List<Machine> machines = machines();
        return machines.isEmpty()
                ? FreeConstants.ofFabric(collectives.get(0).machine())
                : FreeConstants.around(machines.get(0));
    }
}
