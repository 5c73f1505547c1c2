package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.units.Figure;

/**
 * Bands of figures of serving, from runs whose source was left out of the fit: where a user's own run lies around what we predict. Each
 * source counts alike, so that a long table doesn't outweigh the others.
 */
public final class ServedBands {
    /** The table in the catalog. */
    public static final String FILE = "serving-bands.csv";

    private static final List<String> COLUMNS = List.of("figure", "runs", "sources", "low", "high", "families");

    private final List<Band> all;

    private ServedBands(List<Band> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Where 80 % of measured figures lie.
     *
     * @param figure of which
     * @param runs left out in turn that it rests on
     * @param sources that they come from
     * @param low measured over predicted time at the lower end; of a rate the inverse
     * @param high the same at the upper end
     * @param families chip families among the runs
     */
    public record Band(
            ServedMetric.Figure figure, int runs, int sources, double low, double high, List<String> families) {
        public Band {
            families = List.copyOf(families);
        }

        /** Whether a measured time lies in it around a predicted one. */
        boolean holds(double measured, double predicted) {
            return measured >= low * predicted && measured <= high * predicted;
        }
    }

    /** The catalog's bands. */
    public static ServedBands of(Catalog catalog) {
        Csv table = Csv.read(catalog.shown(FILE), catalog.table(FILE));
        table.require(COLUMNS);
        List<Band> bands = new ArrayList<>();
        for (Csv.Row row : table.rows()) {
            bands.add(new Band(
                    figure(row),
                    row.whole("runs").orElse(0),
                    row.whole("sources").orElse(0),
                    row.number("low").orElseThrow(() -> row.fault("low", "a number", "a cell is empty.")),
                    row.number("high").orElseThrow(() -> row.fault("high", "a number", "a cell is empty.")),
                    List.of(row.text("families").split(" ", -1))));
        }
        return new ServedBands(bands);
    }

    private static ServedMetric.Figure figure(Csv.Row row) {
        for (ServedMetric.Figure each : ServedMetric.Figure.values()) {
            if (each.word().equals(row.text("figure"))) {
                return each;
            }
        }
        throw row.fault("figure", "a figure of serving", ServedMetric.Figure.TPOT.word() + ".");
    }

    /** The band of a figure. */
    public Band of(ServedMetric.Figure figure) {
        return all.stream()
                .filter(band -> band.figure() == figure)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no band for " + figure));
    }

    /** All of them. */
    public List<Band> all() {
        return all;
    }

    /**
     * Bands of runs whose source was left out.
     *
     * @param leftOut rows predicted by fits without their source
     * @param families chip family of each
     */
    static ServedBands of(List<Measured> leftOut, List<String> families) {
        List<Band> bands = new ArrayList<>();
        for (ServedMetric.Figure figure : ServedMetric.Figure.values()) {
            List<Measured> own = new ArrayList<>();
            Set<String> measured = new TreeSet<>();
            for (int i = 0; i < leftOut.size(); i++) {
                if (belongs(leftOut.get(i), figure)) {
                    own.add(leftOut.get(i));
                    measured.add(families.get(i));
                }
            }
            if (!own.isEmpty()) {
                bands.add(band(figure, own, List.copyOf(measured)));
            }
        }
        return new ServedBands(bands);
    }

    private static boolean belongs(Measured each, ServedMetric.Figure figure) {
        return each.scored() && each.figure().filter(own -> own == figure).isPresent();
    }

    private static Band band(ServedMetric.Figure figure, List<Measured> rows, List<String> families) {
        Map<String, List<Double>> bySource = new LinkedHashMap<>();
        rows.forEach(each -> bySource.computeIfAbsent(each.outcome().source(), source -> new ArrayList<>())
                .add(each.error()));
        double low = StrictMath.exp(-quantile(bySource, 0.9));
        double high = StrictMath.exp(-quantile(bySource, 0.1));
        return new Band(figure, rows.size(), bySource.size(), Math.min(low, 1), Math.max(high, 1), families);
    }

    /** A quantile of errors, each weighed by the inverse root of how many its source has. */
    private static double quantile(Map<String, List<Double>> bySource, double share) {
        List<double[]> weighed = new ArrayList<>();
        double sum = 0;
        for (List<Double> own : bySource.values()) {
            double weight = 1 / Math.sqrt(own.size());
            for (double error : own) {
                weighed.add(new double[] {error, weight});
            }
            sum += own.size() * weight;
        }
        weighed.sort((a, b) -> Double.compare(a[0], b[0]));
        double seen = 0;
        for (double[] each : weighed) {
            seen += each[1];
            if (seen >= share * sum) {
                return each[0];
            }
        }
        return weighed.get(weighed.size() - 1)[0];
    }

    /** Share of the rows of a figure that lie within its band; empty if there are none. */
    public OptionalDouble held(List<Measured> rows, ServedMetric.Figure figure) {
        return rows.stream()
                .filter(each -> belongs(each, figure))
                .mapToInt(each -> of(figure).holds(each.measuredSeconds(), each.seconds()) ? 1 : 0)
                .average();
    }

    /** The table in the catalog's form. */
    public String text() {
        StringBuilder out = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (Band each : all) {
            out.append(each.figure().word()).append(',').append(each.runs()).append(',');
            out.append(each.sources()).append(',');
            out.append(Figure.plain(each.low(), 4)).append(',');
            out.append(Figure.plain(each.high(), 4)).append(',');
            out.append(String.join(" ", each.families())).append('\n');
        }
        return out.toString();
    }
}
