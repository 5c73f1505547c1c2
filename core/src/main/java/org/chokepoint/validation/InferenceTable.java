package org.chokepoint.validation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.Kind;
import org.chokepoint.evidence.Fault;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.validation.ServedRow.Phase;

/**
 * Reads tables of measured serving runs. What the columns hold, and the wordings of notes that are understood, stands in {@code
 * docs/model/serving-tables.md}.
 */
public final class InferenceTable {
    /** Columns that a table must have. */
    public static final List<String> NEEDED = List.of(
            "id",
            "date",
            "model",
            "accelerator",
            "n_gpus",
            "tp",
            "ep",
            "dp",
            "pp",
            "precision",
            "engine",
            "phase",
            "input_len",
            "output_len",
            "batch_or_concurrency",
            "metric",
            "value",
            "unit",
            "notes");

    /** The column that tells such tables from others. */
    static final String OWN = "batch_or_concurrency";

    private static final List<String> RESULT = List.of("id", "metric", "value", "unit");
    private static final Pattern OPERATOR = Pattern.compile("us|µs|[TG]FLOPS|[GT]B/s.*");
    private static final Pattern STORAGE = Pattern.compile("[GT]iB/s");
    private static final Map<String, String> ENGINES = new LinkedHashMap<>();

    static {
        ENGINES.put("trtllm", "tensorrt-llm");
        ENGINES.put("trt-llm", "tensorrt-llm");
    }

    private final Catalog catalog;
    private final Map<String, Network> networks = new LinkedHashMap<>();

    public InferenceTable(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * A row as it was understood.
     *
     * @param row the row
     * @param served what it describes; empty where nothing can be predicted
     * @param skippedBecause why not; empty where something is described
     */
    public record Read(Csv.Row row, Optional<ServedRow> served, String skippedBecause) {}

    /** Whether a table is of serving runs, by its header. */
    public static boolean holds(Csv table) {
        return table.columns().contains(OWN);
    }

    /**
     * All rows in order.
     *
     * @throws Fault if a column is missing or a cell is not what its column holds
     */
    public List<Read> read(Csv table) {
        table.require(NEEDED);
        List<Read> read = new ArrayList<>();
        for (Csv.Row row : table.rows()) {
            try {
                read.add(new Read(row, Optional.of(served(row)), ""));
            } catch (NotPredicted e) {
                read.add(new Read(row, Optional.empty(), e.getMessage()));
            }
        }
        return read;
    }

    /** What a row describes. */
    ServedRow served(Csv.Row row) {
        ServedMetric metric = metric(row);
        double value = value(row, metric);
        RowWording wording = new RowWording(row.text("notes"));
        wording.hindrance().ifPresent(because -> {
            throw new NotPredicted(because);
        });
        Phase phase = phase(row);
        Entry<ModelRecord> model = known(row, "model", ModelRecord.KIND);
        Accelerator chip = known(row, "accelerator", Accelerator.KIND).value();
        if (chip.dies() > 1 && wording.countsDies()) {
            throw new NotPredicted("n_gpus counts dies, and the chip is modelled as a whole");
        }
        int gpus = RowRequests.size(row, "n_gpus").orElseThrow(() -> new NotPredicted("n_gpus is not stated"));
        RowPools pools = RowPools.of(row, gpus);
        RowRequests requests = RowRequests.of(row, wording, phase, metric, pools.pool());
        requests.check(value, metric, wording);
        return new ServedRow(
                row.text("id"),
                row.text("id").replaceAll("-\\d+$", "").toLowerCase(Locale.ROOT),
                group(row),
                model.id(),
                networks.computeIfAbsent(
                        model.id(),
                        id -> HuggingFaceImport.read(id, model.value().config()).network()),
                chip,
                engine(row),
                date(row),
                gpus,
                phase,
                pools.pool(),
                pools.prefill(),
                RowFormats.of(row.text("precision"), wording, model.value()),
                requests.lengths(),
                requests.load(),
                new ServedRow.Drafts(wording.drafts(), wording.accepted()),
                wording.stepTokens(),
                wording.overlap(),
                wording.balanced(),
                row.said("dp").isEmpty()
                        && row.said("ep").isEmpty()
                        && pools.prefill().isEmpty(),
                metric,
                value);
    }

    private static ServedMetric metric(Csv.Row row) {
        String unit = row.text("unit");
        Optional<ServedMetric> metric = ServedMetric.of(row.text("metric"));
        if (metric.isPresent()) {
            return metric.get();
        }
        if (STORAGE.matcher(unit).matches()) {
            throw new NotPredicted("a figure of storage");
        }
        if (OPERATOR.matcher(unit).matches()) {
            throw new NotPredicted("an operator by itself: tables of kernels and of collectives hold those");
        }
        if (unit.equals("x")) {
            throw new NotPredicted("a ratio of two runs");
        }
        if (unit.startsWith("USD")) {
            throw new NotPredicted("a cost, which depends on rents");
        }
        throw new NotPredicted("'" + row.text("metric") + "' is no figure of serving");
    }

    private static double value(Csv.Row row, ServedMetric metric) {
        double divisor = metric.divisor(row.text("unit"))
                .orElseThrow(() -> row.fault("unit", "a unit of " + row.text("metric"), "the columns are shifted."));
        double value = row.number("value").orElse(0);
        if (!(value > 0)) {
            throw new NotPredicted("no value above zero was measured");
        }
        return value / divisor;
    }

    private static Phase phase(Csv.Row row) {
        String word = row.text("phase").toUpperCase(Locale.ROOT);
        for (Phase each : Phase.values()) {
            if (each.name().equals(word)) {
                return each;
            }
        }
        if (word.isEmpty()) {
            return Phase.MIXED;
        }
        throw row.fault("phase", "prefill, decode or mixed", "the columns are shifted.");
    }

    private <R> Entry<R> known(Csv.Row row, String column, Kind<R> kind) {
        String name = row.text(column);
        return catalog.lookUp(kind, name)
                .or(() -> catalog.lookUp(kind, name.replaceAll("\\s*\\(.*\\)$", "")))
                .orElseThrow(() -> new NotPredicted("the catalog has no " + kind.word() + " '" + name + "'"));
    }

    /** First word and the rest; a version that says no more than that prompts are read apart is none. */
    private static ServedRow.Engine engine(Csv.Row row) {
        String[] words = row.text("engine").split("\\s+", 2);
        String name = words[0].toLowerCase(Locale.ROOT);
        String release = words.length > 1 && !words[1].equals("PD") ? words[1] : "";
        return new ServedRow.Engine(ENGINES.getOrDefault(name, name), release);
    }

    private static LocalDate date(Csv.Row row) {
        String text = row.text("date");
        try {
            return LocalDate.parse(text.matches("\\d{4}-\\d{2}") ? text + "-01" : text);
        } catch (DateTimeException e) {
            throw row.fault("date", "a day like 2026-03-27 or a month like 2025-09", "the columns are shifted.");
        }
    }

    private static String group(Csv.Row row) {
        return String.join(
                "|",
                NEEDED.stream()
                        .filter(column -> !RESULT.contains(column))
                        .map(row::text)
                        .toList());
    }
}
