package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;

/** The machine of a row: the catalog's cluster of its chip whose nodes and network are most like the row's, with the row's own rates. */
final class RowMachine {
    /** Bits of a byte times bits of a gigabit. */
    private static final double BYTES_OF_GBIT = 1e9 / 8;

    private final Csv.Row row;
    private final Catalog catalog;

    private RowMachine(Csv.Row row, Catalog catalog) {
        this.row = row;
        this.catalog = catalog;
    }

    static Machine of(Csv.Row row, Catalog catalog) {
        return new RowMachine(row, catalog).machine();
    }

    private Machine machine() {
        String name = row.text("accelerator");
        Optional<Entry<Accelerator>> entry = catalog.lookUp(Accelerator.KIND, name);
        if (entry.isEmpty()) {
            throw new NotPredicted("there is no chip named '" + name + "' in the catalog");
        }
        Accelerator chip = entry.get().value();
        Location at = row.at();
        Calibration calibration =
                catalog.find(Calibration.KIND, chip.family(), at).value();
        return new Machine(chip, cluster(chip), calibration, stack());
    }

    private Cluster cluster(Accelerator chip) {
        Cluster standard = catalog.find(Cluster.KIND, chip.cluster(), row.at()).value();
        List<Cluster> own = new ArrayList<>(List.of(standard));
        for (Entry<Cluster> entry : catalog.all(Cluster.KIND)) {
            Cluster cluster = entry.value();
            if (cluster.accelerator().equals(chip.id()) && !cluster.id().equals(standard.id())) {
                own.add(cluster);
            }
        }
        int node = row.whole("nodes_gpus").orElse(standard.acceleratorsPerNode());
        double network = row.number("nic_gbps_per_gpu").orElse(0) * BYTES_OF_GBIT;
        Cluster likest = own.stream()
                .min(Comparator.comparingInt((Cluster c) -> c.acceleratorsPerNode() == node ? 0 : 1)
                        .thenComparingDouble(c -> network == 0 ? 0 : Math.abs(c.scaleOutBytesPerSecond() - network)))
                .orElseThrow();
        return network == 0 ? likest : likest.withScaleOut(network);
    }

    /** The stack that the row names; the newest of its framework that is not newer; else that of any framework. */
    private Stack stack() {
        String[] named = row.text("stack").split("@", 2);
        String framework = Catalog.normal(named[0]);
        String generation = named.length > 1 ? named[1] : row.text("year");
        return Generation.stack(catalog, framework, generation)
                .orElseGet(
                        () -> catalog.find(Stack.KIND, Stack.GENERIC, row.at()).value());
    }
}
