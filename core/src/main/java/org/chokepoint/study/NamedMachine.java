package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;

/**
 * Chips that a question names, in the cluster of that name or in their usual one.
 *
 * @param machine chip, cluster and constants
 * @param used their records
 */
record NamedMachine(Machine machine, List<Evidence.Used> used) {

    /** @param option by which it was named, for faults */
    static NamedMachine of(Catalog catalog, String name, String option) {
        Location at = Location.of(option);
        Optional<Entry<Accelerator>> own = catalog.lookUp(Accelerator.KIND, name);
        String clusterName = own.map(entry -> entry.value().cluster()).orElse(name);
        Entry<Cluster> cluster =
                catalog.lookUp(Cluster.KIND, clusterName).orElseThrow(() -> unknown(catalog, name, at));
        Entry<Accelerator> chip = own.orElseGet(
                () -> catalog.find(Accelerator.KIND, cluster.value().accelerator(), at));
        Entry<Calibration> calibration =
                catalog.find(Calibration.KIND, chip.value().family(), Location.of(chip.id()));
        List<Evidence.Used> used = List.of(Using.used(cluster), Using.used(chip), Using.constants(calibration));
        return new NamedMachine(
                new Machine(chip.value(), cluster.value(), calibration.value(), Stack.ofKernels()), used);
    }

    private static Fault unknown(Catalog catalog, String name, Location at) {
        List<String> known = new ArrayList<>(catalog.names(Accelerator.KIND));
        known.addAll(catalog.names(Cluster.KIND));
        return new Fault(at, "there is no chip or cluster named '" + name + "'.", Nearest.remedy(name, known));
    }
}
