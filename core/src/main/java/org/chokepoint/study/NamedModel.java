package org.chokepoint.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.JsonTree;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.Storage;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.model.huggingface.PublishedFormat;
import org.chokepoint.training.RunPreset;

/**
 * A model that a question names: that of a published run, one of the catalog, or a Hugging Face config.
 *
 * @param network its architecture
 * @param published format in which its checkpoint is published, where its config says so
 * @param warnings what was not understood of its config
 * @param used the record, or the file
 */
record NamedModel(Network network, Optional<Storage> published, List<String> warnings, Evidence.Used used) {

    /** @param command that asks, for faults */
    static NamedModel of(Catalog catalog, String name, String command) {
        if (TrainResolver.isFile(name)) {
            Path path = Path.of(name);
            String file = (Files.isDirectory(path) ? path.resolve("config.json") : path).toString();
            String text = UserFile.text(file, command);
            return of(
                    HuggingFaceImport.read(file, text),
                    PublishedFormat.of(JsonTree.read(file, text)),
                    Using.file(file, text));
        }
        String model = catalog.lookUp(RunPreset.KIND, name)
                .map(run -> run.value().model())
                .orElse(name);
        Entry<ModelRecord> entry =
                catalog.lookUp(ModelRecord.KIND, model).orElseThrow(() -> unknown(catalog, name, command));
        Tree config = entry.value().config();
        return of(HuggingFaceImport.read(entry.value().id(), config), PublishedFormat.of(config), Using.used(entry));
    }

    private static NamedModel of(HuggingFaceImport.Imported imported, Optional<Storage> published, Evidence.Used used) {
        return new NamedModel(imported.network(), published, imported.warnings(), used);
    }

    private static Fault unknown(Catalog catalog, String name, String command) {
        List<String> known = new ArrayList<>(catalog.names(RunPreset.KIND));
        known.addAll(catalog.names(ModelRecord.KIND));
        return new Fault(
                Location.of(command),
                "there is no run, model or file named '" + name + "'.",
                Nearest.remedy(name, known));
    }
}
