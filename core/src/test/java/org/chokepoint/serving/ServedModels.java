package org.chokepoint.serving;

import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.Storage;
import org.chokepoint.model.huggingface.HuggingFaceImport;

/** Models of the catalog, served. */
final class ServedModels {
    private static final Location HERE = Location.of("test");
    private static final Catalog CATALOG = Checkout.catalog();

    private ServedModels() {}

    static Network network(String id) {
        ModelRecord record = CATALOG.find(ModelRecord.KIND, id, HERE).value();
        return HuggingFaceImport.read(record.id(), record.config()).network();
    }

    static Accelerator chip(String id) {
        return CATALOG.find(Accelerator.KIND, id, HERE).value();
    }

    static ServedModel of(String model, String chip, String engine) {
        Accelerator accelerator = chip(chip);
        Machine machine = new Machine(
                accelerator,
                CATALOG.find(Cluster.KIND, accelerator.cluster(), HERE).value(),
                CATALOG.find(Calibration.KIND, accelerator.family(), HERE).value(),
                Stack.ofKernels());
        return new ServedModel(
                network(model), machine, CATALOG.find(Engine.KIND, engine, HERE).value());
    }

    static Instance instance(ServedModel model, int tp, int dp, int ep, Storage weights) {
        Formats formats = Formats.of(
                weights, Storage.BF16, model.network(), model.machine().chip());
        return new Instance(tp, dp, 1, ep, formats, Speculation.NONE, 1, false);
    }
}
