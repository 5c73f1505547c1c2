package org.chokepoint.model.huggingface;

import java.util.Locale;
import java.util.Optional;
import org.chokepoint.catalog.Fields;
import org.chokepoint.catalog.Tree;
import org.chokepoint.model.Storage;

/** Format of the weights of a published checkpoint, as its {@code config.json} says. */
public final class PublishedFormat {
    private static final int FOUR_BITS = 4;

    private PublishedFormat() {}

    /** The format of most weights: of routed experts where they have one of their own; empty where the config names none. */
    public static Optional<Storage> of(Tree config) {
        Fields outer = config.fields();
        for (String part : HuggingFaceImport.TEXT_PARTS) {
            Optional<Storage> inner = outer.get(part).flatMap(PublishedFormat::of);
            if (inner.isPresent()) {
                return inner;
            }
        }
        if (outer.text("expert_dtype", "").equals("fp4")) {
            return Optional.of(Storage.FP4);
        }
        return outer.get("quantization_config").flatMap(PublishedFormat::quantised);
    }

    private static Optional<Storage> quantised(Tree tree) {
        Fields fields = tree.fields();
        String method = fields.text("quant_method", "").toLowerCase(Locale.ROOT);
        switch (method) {
            case "fp8":
            case "fbgemm_fp8":
                return Optional.of(Storage.FP8);
            case "mxfp4":
                return Optional.of(Storage.MXFP4);
            case "awq":
            case "gptq":
                return bits(fields);
            case "modelopt":
                return Optional.of(fields.text("quant_algo", "").contains("FP4") ? Storage.FP4 : Storage.FP8);
            case "compressed-tensors":
                return group(fields).flatMap(PublishedFormat::weights);
            default:
                return Optional.empty();
        }
    }

    private static Optional<Storage> bits(Fields fields) {
        return fields.count("bits", FOUR_BITS) == FOUR_BITS ? Optional.of(Storage.INT4) : Optional.of(Storage.INT8);
    }

    private static Optional<Tree> group(Fields fields) {
        return fields.get("config_groups")
                .flatMap(groups -> groups.entries().values().stream().findFirst())
                .flatMap(group -> group.fields().get("weights"));
    }

    private static Optional<Storage> weights(Tree weights) {
        Fields fields = weights.fields();
        boolean floats = fields.text("type", "int").equals("float");
        if (fields.count("num_bits", 2 * FOUR_BITS) == FOUR_BITS) {
            return Optional.of(floats ? Storage.FP4 : Storage.INT4);
        }
        return Optional.of(floats ? Storage.FP8 : Storage.INT8);
    }
}
