package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.Kind;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.evidence.Source;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Parameters;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.posttraining.RlPreset;
import org.chokepoint.training.RunPreset;
import org.chokepoint.units.Figure;

/** Answers what the catalog holds. */
final class CatalogAnswers {
    private CatalogAnswers() {}

    static CatalogListAnswer list(Catalog catalog, CatalogListQuestion question) {
        if (question.kind().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            for (Kind<?> kind : Kinds.ALL) {
                rows.add(List.of(kind.folder(), String.valueOf(catalog.all(kind).size())));
            }
            return new CatalogListAnswer("", List.of("kind", "records"), rows);
        }
        Kind<?> kind = Kinds.named(question.kind());
        List<List<String>> rows = new ArrayList<>();
        for (Entry<?> entry : catalog.all(kind)) {
            rows.add(List.of(entry.id(), name(entry), summary(entry.value()), String.join(", ", entry.aliases())));
        }
        return new CatalogListAnswer(kind.folder(), List.of("id", "name", "summary", "aliases"), rows);
    }

    private static String name(Entry<?> entry) {
        return entry.tree().fields().text("name");
    }

    /** The few figures by which people tell records apart. */
    private static String summary(Object record) {
        if (record instanceof Accelerator chip) {
            return Figure.scaled(chip.tpp(), 4, "").strip() + " TPP, " + Figure.scaled(chip.memoryBytes(), 3, "B")
                    + ", " + Figure.scaled(chip.memoryBytesPerSecond(), 3, "B/s");
        }
        if (record instanceof ModelRecord model) {
            String total = model.totalParameters().isPresent()
                    ? Figure.count(model.totalParameters().getAsDouble(), 3)
                    : "";
            return model.activeParameters().isPresent()
                    ? total + ", " + Figure.count(model.activeParameters().getAsDouble(), 3) + " active"
                    : total;
        }
        if (record instanceof Cluster cluster) {
            return cluster.accelerator() + ", domain " + cluster.scaleUp().domain() + ", "
                    + Figure.scaled(cluster.scaleOutBytesPerSecond() * 8, 3, "bit/s") + " a chip";
        }
        if (record instanceof RlPreset run) {
            return run.stages().size() + " stages on " + Figure.plain(run.accelerators(), 7) + " × " + run.cluster();
        }
        if (record instanceof RunPreset run) {
            return Figure.count(run.tokens(), 3) + " tokens on " + Figure.plain(run.accelerators(), 7) + " × "
                    + run.cluster();
        }
        return "";
    }

    static CatalogShowAnswer show(Catalog catalog, CatalogShowQuestion question) {
        for (Kind<?> kind : Kinds.ALL) {
            Optional<? extends Entry<?>> found = catalog.lookUp(kind, question.name());
            if (found.isPresent()) {
                return show(found.get());
            }
        }
        List<String> names = new ArrayList<>();
        Kinds.ALL.forEach(kind -> names.addAll(catalog.names(kind)));
        throw new Fault(
                Location.of("catalog show"),
                "there is no record named '" + question.name() + "'.",
                Nearest.remedy(question.name(), names));
    }

    private static CatalogShowAnswer show(Entry<?> entry) {
        List<CatalogShowAnswer.Value> values = new ArrayList<>();
        Evidence.Used used = entry.value() instanceof Calibration
                ? Using.constants(Catalog.cast(Calibration.KIND, entry))
                : Using.used(entry);
        for (Evidence.Value value : used.values()) {
            values.add(new CatalogShowAnswer.Value(value.field(), value.value(), "stated", value.source()));
        }
        for (Entry.Disputed other : entry.disputed()) {
            values.add(new CatalogShowAnswer.Value(other.field(), other.value(), "disputed", other.source()));
        }
        values.addAll(computed(entry));
        return new CatalogShowAnswer(
                entry.kind().word(),
                entry.id(),
                name(entry),
                entry.aliases(),
                values,
                entry.notes(),
                entry.tree().at().file());
    }

    private static List<CatalogShowAnswer.Value> computed(Entry<?> entry) {
        List<CatalogShowAnswer.Value> values = new ArrayList<>();
        if (entry.value() instanceof Accelerator chip) {
            values.add(computed("tpp", Figure.plain(chip.tpp(), 6), "largest dense rate in TFLOP/s × bits"));
            chip.performanceDensity()
                    .ifPresent(density -> values.add(
                            computed("performance_density", Figure.plain(density, 3), "TPP ÷ die area in mm²")));
        }
        if (entry.value() instanceof ModelRecord model) {
            Parameters p =
                    HuggingFaceImport.read(model.id(), model.config()).network().parameters();
            values.add(computed("parameters", Figure.count(p.total(), 5), "weights of all operators"));
            values.add(computed("active parameters", Figure.count(p.active(), 4), "weights that one token uses"));
            if (p.nextToken() > 0) {
                values.add(computed("next-token parameters", Figure.count(p.nextToken(), 4), "in no other count"));
            }
        }
        return values;
    }

    private static CatalogShowAnswer.Value computed(String field, String value, String formula) {
        return new CatalogShowAnswer.Value(field, value, "computed", new Source(formula, "", "", Grade.DERIVED));
    }
}
