package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Source;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Constant;
import org.chokepoint.units.Figure;
import org.chokepoint.validation.Band;

/** Writes down which values of a catalog record a question uses. */
final class Using {
    private static final List<String> HEADER = List.of("kind", "id", "name", "aliases", "sources", "disputed", "notes");

    /** Kind under which a file of arguments is written down. */
    static final String STRATEGY = "strategy";

    /** Kind under which a rent is written down. */
    static final String RENT = "rent";

    /** Kind under which a band is written down. */
    static final String BAND = "band";

    private static final List<String> CONSTANT = List.of("value", "low", "high", "tier", "why");

    private Using() {}

    /** The price of a chip-hour. */
    static Evidence.Used rent(String accelerator, double usdPerHour, Source source) {
        String text = Figure.json(usdPerHour) + " USD/h";
        String digest = Catalog.digest(accelerator + text).substring(0, 12);
        return new Evidence.Used(RENT, accelerator, digest, List.of(new Evidence.Value("usd_per_hour", text, source)));
    }

    /** The band of a class of runs. */
    static Evidence.Used band(Band band) {
        String rests = Figure.plain(band.runs(), 6) + " measured steps, each predicted by a fit without its source";
        Source source = new Source(rests, "docs/validation.md", "", Grade.DERIVED);
        String low = Figure.plain(band.low(), 4);
        String high = Figure.plain(band.high(), 4);
        String digest = Catalog.digest(band.name() + low + high).substring(0, 12);
        List<Evidence.Value> values =
                List.of(new Evidence.Value("low", low, source), new Evidence.Value("high", high, source));
        return new Evidence.Used(BAND, band.name(), digest, values);
    }

    /** All values of a record with their sources. */
    static Evidence.Used used(Entry<?> entry) {
        List<Evidence.Value> values = new ArrayList<>();
        for (Map.Entry<String, Tree> field : entry.tree().entries().entrySet()) {
            if (!HEADER.contains(field.getKey())) {
                collect(entry, field.getKey(), field.getValue(), values);
            }
        }
        return new Evidence.Used(entry.kind().word(), entry.id(), entry.digest().substring(0, 12), values);
    }

    /** A record of which only its own words count, such as a rule's. */
    static Evidence.Used header(Entry<?> entry) {
        return new Evidence.Used(entry.kind().word(), entry.id(), entry.digest().substring(0, 12), List.of());
    }

    /** The constants of a calibration; their evidence stands beside each value. */
    static Evidence.Used constants(Entry<Calibration> entry) {
        List<Evidence.Value> values = new ArrayList<>();
        entry.value().constants().forEach((path, constant) -> {
            String text = text(entry.tree(), path);
            values.add(new Evidence.Value(path, text, source(entry, constant)));
        });
        return new Evidence.Used(entry.kind().word(), entry.id(), entry.digest().substring(0, 12), values);
    }

    private static String text(Tree tree, String path) {
        Tree at = tree;
        for (String key : path.split("\\.", -1)) {
            at = at.entries().get(key);
        }
        return at.entries().get("value").text();
    }

    private static Source source(Entry<?> entry, Constant constant) {
        boolean assumed = constant.tier() == Constant.Tier.ASSUMPTION;
        Grade grade = assumed ? Grade.ASSUMPTION : Grade.DERIVED;
        return new Source(constant.why(), "catalog/" + entry.kind().folder() + "/" + entry.id() + ".yaml", "", grade);
    }

    /** A model that the user gave as a file. */
    static Evidence.Used file(String path, String text) {
        Source source = new Source("the user's file", path, "", Grade.PRIMARY);
        List<Evidence.Value> values = List.of(new Evidence.Value("config", path, source));
        return new Evidence.Used("model", path, Catalog.digest(text).substring(0, 12), values);
    }

    /** The layout that the user gave as a file: its own values, and the defaults that it leaves in force. */
    static Evidence.Used strategy(String path, String text, Map<String, Tree> fields) {
        List<Evidence.Value> values = new ArrayList<>();
        fields.forEach((key, tree) -> {
            String title = tree.at().line() > 0 ? "the user's file" : "Megatron-LM's default (core 0.15)";
            Source source = new Source(title, tree.at().toString(), "", Grade.PRIMARY);
            List<Tree> items = tree.kind() == Tree.Kind.LIST ? tree.items() : List.of(tree);
            String value = String.join(", ", items.stream().map(Tree::text).toList());
            values.add(new Evidence.Value(key, value, source));
        });
        return new Evidence.Used(STRATEGY, path, Catalog.digest(text).substring(0, 12), values);
    }

    /** A published run whose layout was replaced. */
    static Evidence.Used withoutStrategy(Evidence.Used run) {
        return without(run, value -> value.field().startsWith(STRATEGY + "."));
    }

    /** A record of which a question leaves some fields unread. */
    static Evidence.Used without(Evidence.Used record, List<String> fields) {
        return without(
                record,
                value -> fields.stream()
                        .anyMatch(field ->
                                value.field().equals(field) || value.field().startsWith(field + ".")));
    }

    private static Evidence.Used without(Evidence.Used record, Predicate<Evidence.Value> unread) {
        List<Evidence.Value> values =
                record.values().stream().filter(unread.negate()).toList();
        return new Evidence.Used(record.kind(), record.id(), record.digest(), values);
    }

    private static void collect(Entry<?> entry, String path, Tree tree, List<Evidence.Value> into) {
        switch (tree.kind()) {
            case MAPPING:
                if (List.copyOf(tree.entries().keySet()).equals(CONSTANT)) {
                    constant(entry, path, tree, into);
                    break;
                }
                tree.entries().forEach((key, value) -> collect(entry, path + "." + key, value, into));
                break;
            case LIST:
                if (tree.items().stream().allMatch(item -> item.kind() == Tree.Kind.TEXT)) {
                    String list = String.join(
                            ", ", tree.items().stream().map(Tree::text).toList());
                    add(entry, path, list, into);
                } else {
                    for (int i = 0; i < tree.items().size(); i++) {
                        collect(entry, path + "." + i, tree.items().get(i), into);
                    }
                }
                break;
            case TEXT:
                add(entry, path, tree.text(), into);
                break;
            default:
                break;
        }
    }

    /** A constant outside a calibration; its evidence stands beside its value. */
    private static void constant(Entry<?> entry, String path, Tree tree, List<Evidence.Value> into) {
        Constant constant = RecordReader.read(tree, Constant.class);
        into.add(new Evidence.Value(path + ".value", tree.entries().get("value").text(), source(entry, constant)));
    }

    private static void add(Entry<?> entry, String path, String value, List<Evidence.Value> into) {
        Optional<Source> source = entry.provenance().of(path);
        into.add(new Evidence.Value(path, value, source.orElse(new Source("catalog", "", "", Grade.ASSUMPTION))));
    }
}
