package org.chokepoint.validation;

import java.util.function.UnaryOperator;
import org.chokepoint.machine.Machine;
import org.chokepoint.training.Job;
import org.chokepoint.training.Strategy;

/**
 * What a row of a table of training measurements describes.
 *
 * @param job network, chips, batch
 * @param machine chip, cluster, constants, stack
 * @param strategy layout; what the row leaves out has the default of its stack
 */
public record MeasuredStep(Job job, Machine machine, Strategy strategy) {
    /** Family of its chip. */
    public String family() {
        return machine.chip().family();
    }

    /** Stack that stands for the row's. */
    public String stack() {
        return machine.stack().id();
    }

    /** The same step on a changed machine. */
    MeasuredStep on(UnaryOperator<Machine> changed) {
        return new MeasuredStep(job, changed.apply(machine), strategy);
    }
}
