package org.chokepoint.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.Checkout;
import org.chokepoint.DocBlock;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.Shelf;
import org.chokepoint.machine.Constant;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;

/** The page of all constants, each with what ±5 % of it does to the median error over sources (closed form). */
final class ConstantsPageTest {
    private static final String PAGE = "docs/constants.md";
    private static final String TABLE = "measurements/training.csv";
    private static final double CHANGE = 0.05;

    private final Catalog catalog = new Catalog(Shelf.of(Checkout.path("catalog")), List.of());
    private final TrainingTable rows = new TrainingTable(catalog);
    private List<Measured> used;
    private List<MeasuredStep> steps;

    @Test
    void everyConstantStandsOnThePage() throws IOException {
        String page = Files.readString(Checkout.path(PAGE));
        for (FreeConstants.Free each : FreeConstants.every(catalog).all()) {
            if (Boolean.getBoolean("docs.update")) {
                break;
            }
            Constant constant = each.constant();
            assertThat(page)
                    .as(each.path() + "; -Ddocs.update=true writes the page")
                    .contains("| `" + each.key() + "` | " + String.join(", ", each.holders()) + " | "
                            + Figure.json(constant.value(), 4) + " |");
        }
        if (Boolean.getBoolean("docs.update")) {
            DocBlock.check(PAGE, "constants", table());
        }
    }

    private String table() {
        Csv table = Csv.read(TABLE, catalog.table(TABLE));
        used = rows.predict(table, share -> {}).stream()
                .filter(Measured::scored)
                .toList();
        steps = used.stream().map(each -> each.step().orElseThrow()).toList();
        FreeConstants every = FreeConstants.every(catalog);
        StepPredictions model = new StepPredictions(steps, every, rows.expertLoad());
        double[] now = every.all().stream()
                .mapToDouble(free -> free.constant().value())
                .toArray();
        BitSet all = new BitSet();
        all.set(0, used.size());
        double[] base = model.predict(now, all);
        double before = score(base);
        StringBuilder text = new StringBuilder("Median error over sources now: " + percent(before) + ".\n\n");
        text.append("| constant | of | value | range | tier | at −5 % | at +5 % | why |\n");
        text.append("| --- | --- | ---: | --- | --- | ---: | ---: | --- |\n");
        for (int p = 0; p < now.length; p++) {
            FreeConstants.Free free = every.all().get(p);
            Constant constant = free.constant();
            text.append("| `").append(free.key()).append("` | ").append(String.join(", ", free.holders()));
            text.append(" | ").append(Figure.json(constant.value(), 4)).append(" | ");
            text.append(Figure.json(constant.low(), 3)).append(" to ").append(Figure.json(constant.high(), 3));
            text.append(" | ")
                    .append(constant.tier().name().toLowerCase(java.util.Locale.ROOT))
                    .append(" | ");
            text.append(effect(model, now, base, p, -CHANGE, before)).append(" | ");
            text.append(effect(model, now, base, p, CHANGE, before)).append(" | ");
            text.append(constant.why()).append(" |\n");
        }
        return text.toString();
    }

    private String effect(StepPredictions model, double[] now, double[] base, int p, double change, double before) {
        BitSet touched = new BitSet();
        for (int i = 0; i < used.size(); i++) {
            touched.set(i, model.touches(p, i));
        }
        if (touched.isEmpty() || now[p] == 0) {
            return "";
        }
        double[] moved = now.clone();
        moved[p] *= 1 + change;
        double[] changed = model.predict(moved, touched);
        double[] logs = base.clone();
        touched.stream().forEach(i -> logs[i] = changed[i]);
        double points = score(logs) - before;
        String size = percent(Math.abs(points));
        return Math.abs(points) < 5e-5 ? "0" : (points < 0 ? "−" : "+") + size;
    }

    /** Mean over sources of the median error. */
    private double score(double[] logs) {
        Map<String, List<Double>> errors = new LinkedHashMap<>();
        for (int i = 0; i < used.size(); i++) {
            double error = Math.abs(logs[i] - StrictMath.log(used.get(i).measuredSeconds()));
            errors.computeIfAbsent(used.get(i).outcome().source(), source -> new ArrayList<>())
                    .add(error);
        }
        return errors.values().stream()
                .mapToDouble(own -> Quantiles.median(
                        own.stream().mapToDouble(Double::doubleValue).toArray()))
                .average()
                .orElseThrow();
    }

    private static String percent(double value) {
        return Figure.percent(value, 2);
    }
}
