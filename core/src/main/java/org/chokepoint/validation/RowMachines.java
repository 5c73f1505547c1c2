package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.Entry;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;

/**
 * The machines of a table's rows: the catalog's cluster of the row's chip whose nodes and network are most like the row's, with
 * the row's own rates.
 */
final class RowMachines {
    private static final double GBIT_BYTES = 1e9 / 8;

    private final Catalog catalog;
    private final List<Cluster> clusters;
    private final List<Stack> stacks;

    RowMachines(Catalog catalog) {
        this.catalog = catalog;
        this.clusters = catalog.all(Cluster.KIND).stream().map(Entry::value).toList();
        this.stacks = catalog.all(Stack.KIND).stream().map(Entry::value).toList();
    }

    /** The machine that a row describes. */
    Machine of(Csv.Row row) {
        String name = row.text("accelerator");
        Optional<Entry<Accelerator>> entry = catalog.lookUp(Accelerator.KIND, name);
        if (entry.isEmpty()) {
            throw new NotPredicted("there is no chip named '" + name + "' in the catalog");
        }
        Accelerator chip = entry.get().value();
        Calibration calibration =
                catalog.find(Calibration.KIND, chip.family(), row.at()).value();
        return new Machine(chip, cluster(row, chip), calibration, stack(row));
    }

    private Cluster cluster(Csv.Row row, Accelerator chip) {
        Cluster standard = catalog.find(Cluster.KIND, chip.cluster(), row.at()).value();
        List<Cluster> own = new ArrayList<>(List.of(standard));
        clusters.stream()
                .filter(each ->
                        each.accelerator().equals(chip.id()) && !each.id().equals(standard.id()))
                .forEach(own::add);
        int node = row.whole("nodes_gpus").orElse(standard.acceleratorsPerNode());
        double network = row.number("nic_gbps_per_gpu").orElse(0) * GBIT_BYTES;
        Cluster likest = own.stream()
                .min(Comparator.comparingInt((Cluster c) -> c.acceleratorsPerNode() == node ? 0 : 1)
                        .thenComparingDouble(c -> network == 0 ? 0 : Math.abs(c.scaleOutBytesPerSecond() - network)))
                .orElseThrow();
        return network == 0 ? likest : likest.withScaleOut(network);
    }

    /** The stack that the row names; the newest of its framework that is not newer; else that of any framework. */
    private Stack stack(Csv.Row row) {
        String[] named = row.text("stack").split("@", 2);
        String framework = Catalog.normal(named[0]);
        String generation = named.length > 1 ? named[1] : row.text("year");
        return Generation.stack(stacks, framework, generation)
                .orElseGet(
                        () -> catalog.find(Stack.KIND, Stack.GENERIC, row.at()).value());
    }
}
