package org.chokepoint.training.megatron;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Location;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.huggingface.HuggingFaceImport;

/** Reads scripts for models of the catalog. */
final class Scripts {
    private static final Catalog CATALOG = Checkout.catalog();

    private Scripts() {}

    static Network network(String id) {
        ModelRecord model =
                CATALOG.find(ModelRecord.KIND, id, Location.of("test")).value();
        return HuggingFaceImport.read(id, model.config()).network();
    }

    /** Fields as {@code key value}; those that a default sets only if wanted. */
    static String fields(MegatronFile.FileStrategy strategy, boolean defaults) {
        Map<String, String> words = new LinkedHashMap<>();
        strategy.fields().forEach((key, tree) -> {
            if (defaults || tree.at().line() > 0) {
                words.put(key, key + " " + text(tree));
            }
        });
        return String.join(", ", words.values());
    }

    private static String text(Tree tree) {
        return tree.kind() == Tree.Kind.LIST
                ? String.join(" ", tree.items().stream().map(Tree::text).toList())
                : tree.text();
    }
}
