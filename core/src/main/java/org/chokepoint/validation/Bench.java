package org.chokepoint.validation;

import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.Kind;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.ChipPower;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.KernelTime;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;

/**
 * A chip on which operators were timed one by one.
 *
 * @param chip the accelerator
 * @param calibration constants of its family
 * @param cluster its usual machine
 */
record Bench(Accelerator chip, Calibration calibration, Cluster cluster) {
    /**
     * The bench of a measured row.
     *
     * @param name accelerator as the table has it; remarks in parentheses behind it don't count
     */
    static Bench of(Catalog catalog, String name, Location at) {
        Accelerator chip = known(catalog, Accelerator.KIND, name)
                .or(() -> known(catalog, Accelerator.KIND, name.replaceAll("\\s*\\(.*\\)$", "")))
                .orElseThrow(() -> new NotPredicted("the catalog has no accelerator '" + name + "'"));
        return new Bench(
                chip,
                catalog.find(Calibration.KIND, chip.family(), at).value(),
                catalog.find(Cluster.KIND, chip.cluster(), at).value());
    }

    private static <R> Optional<R> known(Catalog catalog, Kind<R> kind, String name) {
        return catalog.lookUp(kind, name).map(Entry::value);
    }

    /** The machine on which nothing but the operator runs. */
    Machine machine() {
        return new Machine(chip, cluster, calibration, Stack.ofKernels());
    }

    /** Seconds of a row's work. */
    double seconds(Work work) {
        ChipPower power = new ChipPower(chip, calibration.power());
        int reserved = work.busyUnits();
        KernelTime kernels = KernelTime.alone(chip, calibration.kernel(), power, reserved);
        double sum = 0;
        for (Work.Part part : work.parts()) {
            sum += kernels.seconds(part.operator(), part.pass(), work.flash(), work.kernel());
        }
        return reserved > 0 ? sum / (1 - calibration.kernel().beside().value()) : sum;
    }
}
