package org.chokepoint.validation;

import org.chokepoint.catalog.Csv;
import org.chokepoint.machine.Machine;

/**
 * A collective that was timed by itself, as a measurement that constants of a fabric are fitted to.
 *
 * @param row the row
 * @param bench chip, constants and usual machine
 * @param outcome what was measured, with what is predicted now
 */
record TimedCollective(Csv.Row row, Bench bench, Outcome outcome) {
    /** The machine whose constants may move. */
    Machine machine() {
        return bench.machine();
    }

    /** Seconds with the constants of a machine. */
    double seconds(Machine machine) {
        return CollectiveRows.seconds(row, new Bench(machine.chip(), machine.calibration(), machine.cluster()));
    }

    /** What is measured and predicted. */
    Measured measured() {
        return Measured.operator(row, outcome);
    }

    /** The same collective predicted with the constants of a machine. */
    Measured measured(Machine machine) {
        return Measured.operator(row, outcome.with(seconds(machine) * 1e6));
    }
}
