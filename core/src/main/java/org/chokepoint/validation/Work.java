package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.machine.FlashKernel;
import org.chokepoint.machine.KernelTime.Pass;
import org.chokepoint.model.Operator;

/**
 * What a row timed: passes of operators, one after the other.
 *
 * @param parts the passes
 * @param flash whether attention keeps its scores on the chip
 * @param kernel generation of attention kernels that do that
 * @param busyUnits compute units that communication had meanwhile
 */
record Work(List<Part> parts, boolean flash, FlashKernel kernel, int busyUnits) {
    /** One pass of one operator. */
    record Part(Operator operator, Pass pass) {}

    Work {
        parts = List.copyOf(parts);
    }

    /** One pass of each operator. */
    static Work of(List<Operator> operators, Pass pass) {
        List<Part> parts = new ArrayList<>();
        operators.forEach(operator -> parts.add(new Part(operator, pass)));
        return new Work(parts, true, FlashKernel.NATIVE, 0);
    }

    /** This work, then the other. */
    Work then(Work next) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(next.parts);
        return new Work(all, flash, kernel, busyUnits);
    }

    Work unfused() {
        return new Work(parts, false, kernel, busyUnits);
    }

    Work beside(int units) {
        return new Work(parts, flash, kernel, units);
    }

    /** The same work by another generation of attention kernels. */
    Work by(FlashKernel other) {
        return new Work(parts, flash, other, busyUnits);
    }
}
