package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chokepoint.catalog.Fields;
import org.chokepoint.catalog.JsonTree;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.model.Network;

/** Reads a Hugging Face {@code config.json}. */
public final class HuggingFaceImport {
    /** Where wrappers of several modalities keep the language model. */
    static final List<String> TEXT_PARTS = List.of("text_config", "language_config", "llm_config");

    private static final List<String> TOWERS = List.of("vision_config", "audio_config");

    private HuggingFaceImport() {}

    /**
     * What a config says.
     *
     * @param network the language model
     * @param warnings keys that were not used and parts that were left out, each with its place
     * @param dtype number format of the published weights as the config names it, e.g. {@code bfloat16}; empty if unsaid
     */
    public record Imported(Network network, List<String> warnings, String dtype) {
        public Imported {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Reads a config.
     *
     * @param file path for messages; the model is named after it
     * @param json text of the file
     * @throws Fault if the text is not a config that can be understood
     */
    public static Imported read(String file, String json) {
        return read(id(file), JsonTree.read(file, json));
    }

    /**
     * Reads a config that is part of a catalog record.
     *
     * @param id name of the model
     * @param tree the config's keys
     * @throws Fault if it is not a config that can be understood
     */
    public static Imported read(String id, Tree tree) {
        List<String> warnings = new ArrayList<>();
        Fields outer = tree.fields();
        for (String part : TEXT_PARTS) {
            if (outer.has(part)) {
                return wrapped(id, outer, part, warnings);
            }
        }
        String type = outer.text("model_type");
        Config config = new Config(id, type, outer, Families.defaults(type), warnings);
        Network network = family(config, type).read(config);
        config.finish();
        return new Imported(network, warnings, dtype(outer));
    }

    private static Imported wrapped(String id, Fields outer, String part, List<String> warnings) {
        String outerType = outer.text("model_type");
        Fields inner = outer.need(part).fields();
        String type = inner.text("model_type", outerType + "_text");
        Config wrapper = new Config(id, outerType, outer, Map.of(), warnings);
        Config config = new Config(id, type, inner, Families.defaults(type), warnings);
        for (String tower : TOWERS) {
            if (outer.has(tower)) {
                wrapper.warn(tower, "is left out: only the language model is described");
            }
        }
        Network network = family(config, type).read(config);
        if (outer.has("tie_word_embeddings") && !inner.has("tie_word_embeddings")) {
            network = network.withTiedEmbeddings(outer.flag("tie_word_embeddings", network.tiedEmbeddings()));
        }
        config.finish();
        wrapper.finish();
        String dtype = dtype(inner);
        return new Imported(network, warnings, dtype.isEmpty() ? dtype(outer) : dtype);
    }

    private static Family family(Config config, String type) {
        return Families.find(type)
                .orElseThrow(() -> config.fault(
                        "model_type", "'" + type + "' is not known", Nearest.remedy(type, Families.names())));
    }

    private static String dtype(Fields fields) {
        return fields.text("dtype", fields.text("torch_dtype", ""));
    }

    /** Name of the file, or of its folder where every file is called config.json. */
    private static String id(String file) {
        String path = file.replace('\\', '/');
        int slash = path.lastIndexOf('/');
        String last = path.substring(slash + 1);
        if (last.equals("config.json") && slash > 0) {
            return path.substring(path.lastIndexOf('/', slash - 1) + 1, slash);
        }
        return last.replaceAll("(\\.config)?\\.json$", "");
    }
}
