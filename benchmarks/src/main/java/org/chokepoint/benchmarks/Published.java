package org.chokepoint.benchmarks;

import java.util.List;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Shelf;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.training.Job;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.Strategy;

/**
 * A published run of the packaged catalog, looked up.
 *
 * @param job network, chips, batch and sequence length
 * @param strategy its layout
 * @param machine what it ran on
 */
record Published(Job job, Strategy strategy, Machine machine) {
    static Catalog catalog() {
        return new Catalog(Shelf.packaged(), List.of());
    }

    static Published run(String id) {
        Catalog catalog = catalog();
        Location here = Location.of("benchmark");
        RunPreset run = catalog.find(RunPreset.KIND, id, here).value();
        Cluster cluster = catalog.find(Cluster.KIND, run.cluster(), here).value();
        Accelerator chip =
                catalog.find(Accelerator.KIND, cluster.accelerator(), here).value();
        Calibration calibration =
                catalog.find(Calibration.KIND, chip.family(), here).value();
        Stack stack = catalog.find(Stack.KIND, run.stack(), here).value();
        ModelRecord model = catalog.find(ModelRecord.KIND, run.model(), here).value();
        Network network = HuggingFaceImport.read(model.id(), model.config()).network();
        Job job = new Job(network, run.accelerators(), run.globalBatch(), run.sequenceLength());
        return new Published(job, run.strategy(), new Machine(chip, cluster, calibration, stack));
    }
}
