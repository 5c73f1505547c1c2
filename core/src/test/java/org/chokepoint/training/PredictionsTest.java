package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.Checkout;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Precision;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;

/**
 * Tight non-regression: {@code docs/predictions.csv} holds what the model said of every published run and of layouts that
 * between them use every mixer, precision, schedule and ZeRO stage ({@code prediction_cases.csv}). A change of the model
 * shows here how many figures moved, and how far; {@code -Dpredictions.update=true} takes them over.
 */
final class PredictionsTest {
    private static final Path FILE = Checkout.path("docs/predictions.csv");
    private static final List<String> FIGURES = List.of("step_seconds", "estimate_seconds", "allocated_bytes", "mfu");

    @Test
    void figuresStandStill() throws IOException {
        Map<String, double[]> now = now();
        if (Boolean.getBoolean("predictions.update")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text(now));
        }
        Map<String, double[]> before = before();
        assertThat(now.keySet())
                .as("cases of docs/predictions.csv; regenerate it with -Dpredictions.update=true")
                .containsExactlyElementsOf(before.keySet());
        StringBuilder moved = new StringBuilder();
        for (int figure = 0; figure < FIGURES.size(); figure++) {
            moved.append(moved(FIGURES.get(figure), figure, before, now));
        }
        assertThat(moved.toString())
                .as("moved figures of docs/predictions.csv; if meant, regenerate it with -Dpredictions.update=true")
                .isEmpty();
    }

    /** {@code step_seconds: 12 of 58 moved, by 0.3 % at the median and 4.1 % at most (deepseek-v3)}. */
    private static String moved(String name, int figure, Map<String, double[]> before, Map<String, double[]> now) {
        List<Double> changes = new ArrayList<>();
        String most = "";
        double farthest = 0;
        for (Map.Entry<String, double[]> each : now.entrySet()) {
            double old = before.get(each.getKey())[figure];
            double change = Math.abs(each.getValue()[figure] / old - 1);
            if (change > 1e-11) {
                changes.add(change);
                most = change > farthest ? each.getKey() : most;
                farthest = Math.max(farthest, change);
            }
        }
        if (changes.isEmpty()) {
            return "";
        }
        changes.sort(null);
        return name + ": " + changes.size() + " of " + now.size() + " moved, by "
                + Figure.percent(changes.get(changes.size() / 2), 2) + " at the median and "
                + Figure.percent(farthest, 2) + " at most (" + most + ")\n";
    }

    private static Map<String, double[]> now() throws IOException {
        Map<String, double[]> now = new LinkedHashMap<>();
        for (String run : Trial.publishedRuns()) {
            now.put(run, figures(Trial.published(run)));
        }
        try (InputStream in = PredictionsTest.class.getResourceAsStream("/prediction_cases.csv")) {
            for (CsvRecord row : rows(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                now.put(row.getField(0), figures(trial(row)));
            }
        }
        return now;
    }

    private static Trial trial(CsvRecord row) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String pair : row.getField(6).split(";", -1)) {
            String[] halves = pair.strip().split(": ", 2);
            words.put(halves[0], halves[1].replace(' ', ','));
        }
        int chips = Integer.parseInt(row.getField(3));
        int batch = Integer.parseInt(row.getField(4));
        Job job = new Job(Trial.network(row.getField(1)), chips, batch, Integer.parseInt(row.getField(5)));
        Trial trial = new Trial(job, Trial.strategy(words), Trial.machine(row.getField(2)));
        assertThat(StrategyCheck.problems(trial.strategy(), job, trial.machine()))
                .as(row.getField(0))
                .isEmpty();
        return trial;
    }

    private static double[] figures(Trial trial) {
        Machine machine = trial.machine();
        StepCost step = new ExecutedStep(trial.job().network(), machine, 1.1).step(trial.job(), trial.strategy());
        StepCost estimate = new ClosedForm(trial.job().network(), machine, 1.1).step(trial.job(), trial.strategy());
        double chipSeconds = step.seconds() * trial.job().accelerators();
        double mfu = 3
                * step.tokenFlops().causal()
                * step.tokens()
                / chipSeconds
                / machine.chip().peak(Precision.BF16);
        return new double[] {step.seconds(), estimate.seconds(), step.memory().allocated(), mfu};
    }

    private static String text(Map<String, double[]> figures) {
        StringBuilder out = new StringBuilder("case," + String.join(",", FIGURES) + "\n");
        figures.forEach((name, values) -> {
            out.append(name);
            for (double value : values) {
                out.append(',').append(Figure.plain(value, 12).replace(",", ""));
            }
            out.append('\n');
        });
        return out.toString();
    }

    private static Map<String, double[]> before() throws IOException {
        Map<String, double[]> before = new LinkedHashMap<>();
        for (CsvRecord row : rows(Files.exists(FILE) ? Files.readString(FILE) : "case\n")) {
            double[] values = new double[FIGURES.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.parseDouble(row.getField(i + 1));
            }
            before.put(row.getField(0), values);
        }
        return before;
    }

    private static List<CsvRecord> rows(String csv) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
            List<CsvRecord> rows = new ArrayList<>(reader.stream().toList());
            rows.remove(0);
            return rows;
        }
    }
}
