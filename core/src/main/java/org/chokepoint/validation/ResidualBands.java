package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.units.Figure;

/**
 * Bands by class, from runs whose source was left out of the fit: what a user's own run looks like. A class with few runs takes
 * the band of all families.
 */
public final class ResidualBands {
    /** The table in the catalog. */
    public static final String FILE = "bands.csv";

    /** Where a class lacks runs. */
    private static final String ANY = "any";

    private static final int LEAST = 20;
    private static final List<String> COLUMNS = List.of("family", "covered", "runs", "low", "high");

    private final List<Band> all;
    private final Set<String> stacks;

    private ResidualBands(List<Band> all, Set<String> stacks) {
        this.all = List.copyOf(all);
        this.stacks = stacks;
    }

    /** The catalog's bands. */
    public static ResidualBands of(Catalog catalog) {
        Csv table = Csv.read(catalog.shown(FILE), catalog.table(FILE));
        table.require(COLUMNS);
        List<Band> bands = new ArrayList<>();
        Set<String> stacks = new LinkedHashSet<>();
        for (Csv.Row row : table.rows()) {
            if (row.said("stack").isPresent()) {
                stacks.add(row.text("stack"));
            } else {
                bands.add(new Band(
                        row.text("family"),
                        row.flag("covered").orElseThrow(() -> row.fault("covered", "1 or 0", "a cell is empty.")),
                        row.whole("runs").orElse(0),
                        row.number("low").orElseThrow(() -> row.fault("low", "a number", "a cell is empty.")),
                        row.number("high").orElseThrow(() -> row.fault("high", "a number", "a cell is empty."))));
            }
        }
        return new ResidualBands(bands, stacks);
    }

    /** The band of a run on a chip family with a stack. */
    public Band of(String family, String stack) {
        boolean known = all.stream().anyMatch(band -> band.family().equals(family));
        boolean covered = known && stacks.contains(stack);
        return find(family, covered);
    }

    /** Share of the scored steps among rows that lie within the bands of their classes; empty if there are none. */
    public OptionalDouble held(List<Measured> rows) {
        return held(rows, (row, step) -> of(step.family(), step.stack()));
    }

    /** The same, with each step in a band of one's own choice. */
    static OptionalDouble held(List<Measured> rows, BiFunction<Measured, MeasuredStep, Band> band) {
        return rows.stream()
                .filter(row -> row.scored() && row.step().isPresent())
                .mapToInt(row -> band.apply(row, row.step().get()).holds(row.measuredSeconds(), row.seconds()) ? 1 : 0)
                .average();
    }

    /** The band of a row left out whose source is covered by others or not. */
    Band find(String family, boolean covered) {
        return all.stream()
                .filter(band -> band.covered() == covered
                        && (band.family().equals(family) || band.family().equals(ANY)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no band for " + family));
    }

    /**
     * Bands of runs whose source was left out.
     *
     * @param leftOut rows predicted by fits without their source
     */
    static ResidualBands of(List<Measured> leftOut) {
        Coverage coverage = Coverage.of(leftOut);
        List<Measured> scored = leftOut.stream().filter(Measured::scored).toList();
        Map<String, Map<Boolean, List<Double>>> errors = new LinkedHashMap<>();
        Map<Boolean, List<Double>> any = new LinkedHashMap<>();
        Set<String> stacks = new LinkedHashSet<>();
        for (Measured each : scored) {
            boolean covered = coverage.covers(each);
            MeasuredStep step = each.step().orElseThrow();
            stacks.add(step.stack());
            errors.computeIfAbsent(step.family(), family -> new LinkedHashMap<>())
                    .computeIfAbsent(covered, c -> new ArrayList<>())
                    .add(each.error());
            any.computeIfAbsent(covered, c -> new ArrayList<>()).add(each.error());
        }
        List<Band> bands = new ArrayList<>();
        errors.forEach((family, classes) -> classes.forEach((covered, own) -> {
            if (own.size() >= LEAST) {
                bands.add(band(family, covered, own));
            }
        }));
        any.forEach((covered, own) -> bands.add(band(ANY, covered, own)));
        return new ResidualBands(bands, stacks);
    }

    private static Band band(String family, boolean covered, List<Double> errors) {
        double[] own = errors.stream().mapToDouble(Double::doubleValue).toArray();
        double low = StrictMath.exp(-Quantiles.of(own, 0.9));
        double high = StrictMath.exp(-Quantiles.of(own, 0.1));
        return new Band(family, covered, own.length, Math.min(low, 1), Math.max(high, 1));
    }

    /** All of them. */
    public List<Band> all() {
        return all;
    }

    /** The table in the catalog's form. */
    public String text() {
        StringBuilder out = new StringBuilder("family,covered,runs,low,high,stack\n");
        for (Band each : all) {
            out.append(each.family()).append(',').append(each.covered() ? 1 : 0).append(',');
            out.append(each.runs()).append(',');
            out.append(Figure.plain(each.low(), 4)).append(',');
            out.append(Figure.plain(each.high(), 4)).append(",\n");
        }
        stacks.forEach(stack -> out.append(",,,,,").append(stack).append('\n'));
        return out.toString();
    }
}
