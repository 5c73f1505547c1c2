package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.ServeAnswer;
import org.chokepoint.study.ServeAnswer.Instances;
import org.chokepoint.study.ServeAnswer.Row;
import org.chokepoint.study.ServeAnswer.Spent;
import org.chokepoint.units.Figure;

/** Tables of an answer about serving. */
public final class ServeTables {
    private static final int DIGITS = 3;

    private ServeTables() {}

    /** The best deployment, line by line. */
    static Table best(ServeAnswer answer) {
        Row best = answer.best();
        ServeAnswer.Bands band = answer.band();
        ServeAnswer.Memory memory = answer.memory();
        List<List<String>> rows = new ArrayList<>();
        best.prefill().ifPresent(reads -> rows.add(List.of("reads prompts", words(reads), "")));
        rows.add(List.of(best.prefill().isPresent() ? "generates" : "instances", words(best.generate()), ""));
        if (best.idle() > 0) {
            rows.add(List.of("idle chips", Figure.plain(best.idle(), 7), ""));
        }
        rows.add(List.of(
                "requests at once",
                Figure.count(best.concurrency(), DIGITS),
                Figure.count(best.decoding(), DIGITS) + " of them generate"));
        rows.add(List.of(
                "time to first token (TTFT)",
                time(best.ttftSeconds()),
                between(time(band.ttftSecondsLow()), time(band.ttftSecondsHigh()))));
        rows.add(List.of(
                "time per output token (TPOT)",
                time(best.tpotSeconds()),
                between(time(band.tpotSecondsLow()), time(band.tpotSecondsHigh()))));
        rows.add(List.of(
                "output of a chip",
                rate(best.outputTokensPerSecondPerGpu()),
                between(rate(band.outputTokensPerSecondPerGpuLow()), rate(band.outputTokensPerSecondPerGpuHigh()))));
        rows.add(List.of("output for a user", rate(best.outputTokensPerSecondPerUser()), ""));
        rows.add(List.of(
                "requests answered",
                Figure.plain(best.requestsPerSecond(), DIGITS) + " a second",
                rate(best.outputTokensPerSecond()) + " in all"));
        if (!Double.isNaN(answer.cost().usdPerGpuHour())) {
            rows.add(List.of(
                    "rent",
                    Figure.usd(answer.cost().usdPerMillionOutputTokens(), DIGITS) + " per million output tokens",
                    "all of it put on answers; " + Figure.usd(answer.cost().usdPerMillionTokens(), DIGITS)
                            + " where prompt tokens pay alike"));
        }
        rows.add(List.of(
                "memory of a chip",
                bytes(memory.weightBytes()) + " weights",
                bytes(memory.cacheBytes()) + " for caches, " + bytes(memory.sequenceBytes()) + " each: "
                        + Figure.count(memory.sequences(), DIGITS) + " sequences fit"));
        return new Table(List.of(Column.words(""), Column.words(""), Column.words("80 % band, or detail")), rows);
    }

    /** Where the time of each kind of iteration goes. */
    static Table iterations(ServeAnswer answer) {
        Set<String> uses = new LinkedHashSet<>();
        answer.iterations().forEach(each -> uses.addAll(each.spent().keySet()));
        List<Column> columns = new ArrayList<>(List.of(Column.words("cause")));
        for (Spent each : answer.iterations()) {
            columns.add(Column.numbers(each.iteration()));
            columns.add(Column.numbers("share"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (String use : uses) {
            List<String> cells = new ArrayList<>(List.of(use.replace('_', ' ')));
            for (Spent each : answer.iterations()) {
                double seconds = each.spent().get(use);
                cells.add(time(seconds));
                cells.add(Figure.percent(seconds / each.seconds(), 2));
            }
            rows.add(cells);
        }
        rows.add(line(answer, "all", each -> time(each.seconds())));
        rows.add(line(answer, "comes while a sequence answers", each -> Figure.count(each.times(), DIGITS) + " ×"));
        rows.add(line(
                answer,
                "carries, per group of ranks",
                each -> Figure.plain(each.decodes(), 7) + " sequences"
                        + (each.promptTokens() > 0
                                ? " + " + Figure.plain(each.promptTokens(), 7) + " prompt tokens"
                                : "")));
        return new Table(columns, rows);
    }

    private static List<String> line(ServeAnswer answer, String name, java.util.function.Function<Spent, String> text) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Spent each : answer.iterations()) {
            cells.add(text.apply(each));
            cells.add("");
        }
        return cells;
    }

    /** Times of requests that were sent one by one. */
    static Table percentiles(ServeAnswer.Simulated simulated) {
        return new Table(
                List.of(
                        Column.words(""),
                        Column.numbers("mean"),
                        Column.numbers("P50"),
                        Column.numbers("P95"),
                        Column.numbers("P99")),
                List.of(
                        line("time to first token (TTFT)", simulated.ttft()),
                        line("time per output token (TPOT)", simulated.tpot()),
                        line("end to end", simulated.endToEnd()),
                        line("of that in the queue", simulated.queue())));
    }

    private static List<String> line(String name, ServeAnswer.Percentiles p) {
        return List.of(name, time(p.meanSeconds()), time(p.p50Seconds()), time(p.p95Seconds()), time(p.p99Seconds()));
    }

    /** Rates of requests that were sent one by one. */
    static Table simulated(ServeAnswer.Simulated s) {
        List<List<String>> rows = new ArrayList<>();
        String offered = Double.isNaN(s.offeredPerSecond())
                ? "all at once"
                : Figure.plain(s.offeredPerSecond(), DIGITS) + " a second";
        rows.add(List.of(
                "requests come",
                offered,
                "kept up with up to " + Figure.plain(s.highestPerSecond(), DIGITS) + " a second"));
        rows.add(List.of(
                "answered",
                Figure.plain(s.requestsPerSecond(), DIGITS) + " a second",
                rate(s.outputTokensPerSecondPerGpu()) + " of a chip"));
        rows.add(List.of(
                "goodput",
                Figure.plain(s.goodPerSecond(), DIGITS) + " a second",
                Figure.percent(s.goodShare(), DIGITS) + " of " + Figure.plain(s.counted(), 9)
                        + " that count keep the limits"));
        rows.add(List.of(
                "at once",
                Figure.count(s.concurrency(), DIGITS),
                "an instance is busy " + Figure.percent(s.busyShare(), 2) + " of the time"));
        rows.add(List.of(
                "cache",
                Figure.percent(s.cachePeakShare(), 2) + " at its fullest",
                Figure.plain(s.preemptions(), 9) + " sequences lost theirs"));
        rows.add(List.of("longest gap", time(s.longestGapSeconds()), "between two tokens of a sequence"));
        return new Table(List.of(Column.words(""), Column.words(""), Column.words("")), rows);
    }

    /** Deployments at work, one a line. */
    static Table deployments(List<Row> rows) {
        return new Table(
                List.of(
                        Column.words("reads prompts"),
                        Column.words("generates"),
                        Column.numbers("at once"),
                        Column.numbers("TTFT"),
                        Column.numbers("TPOT"),
                        Column.numbers("tokens/s/user"),
                        Column.numbers("tokens/s/GPU")),
                rows.stream().map(ServeTables::cells).toList());
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.prefill().map(ServeTables::words).orElse(""),
                words(row.generate()),
                Figure.count(row.concurrency(), DIGITS),
                time(row.ttftSeconds()),
                time(row.tpotSeconds()),
                Figure.plain(row.outputTokensPerSecondPerUser(), DIGITS),
                Figure.count(row.outputTokensPerSecondPerGpu(), DIGITS));
    }

    /** Layouts that can't be run. */
    static Table ruledOut(ServeAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        ServeAnswer.Space space = answer.space();
        rows.add(List.of("deployments tried", count(space.deployments())));
        rows.add(List.of("· at batches", count(space.points())));
        rows.add(List.of("· that keep the limits", count(space.keeping())));
        space.ruledOut().forEach((reason, layouts) -> rows.add(List.of("ruled out: " + reason, count(layouts))));
        return new Table(List.of(Column.words("layouts"), Column.numbers("number")), rows);
    }

    private static String count(int number) {
        return Figure.plain(number, 9);
    }

    static String words(Instances i) {
        List<String> split = new ArrayList<>(List.of("TP " + i.tensorParallel()));
        if (i.dataParallel() > 1) {
            split.add("DP " + i.dataParallel());
        }
        if (i.pipelineParallel() > 1) {
            split.add("PP " + i.pipelineParallel());
        }
        if (i.expertParallel() > 1) {
            split.add("EP " + i.expertParallel());
        }
        return Figure.plain(i.instances(), 7) + " × " + String.join(" ", split);
    }

    private static String between(String low, String high) {
        return low + " to " + high;
    }

    private static String time(double seconds) {
        return Figure.duration(seconds, DIGITS);
    }

    private static String rate(double tokens) {
        return Figure.count(tokens, DIGITS) + " tokens/s";
    }

    private static String bytes(double bytes) {
        return Figure.scaled(bytes, DIGITS, "B");
    }

    /** The front, for spreadsheets. */
    public static Report rows(ServeAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (Row row : answer.front()) {
            Instances own = row.generate();
            Optional<Instances> reads = row.prefill();
            rows.add(List.of(
                    String.valueOf(own.instances()),
                    String.valueOf(own.tensorParallel()),
                    String.valueOf(own.dataParallel()),
                    String.valueOf(own.pipelineParallel()),
                    String.valueOf(own.expertParallel()),
                    reads.map(i -> String.valueOf(i.instances())).orElse("0"),
                    reads.map(ServeTables::words).orElse(""),
                    Figure.json(row.concurrency()),
                    Figure.json(row.ttftSeconds()),
                    Figure.json(row.tpotSeconds()),
                    Figure.json(row.requestsPerSecond()),
                    Figure.json(row.outputTokensPerSecondPerUser()),
                    Figure.json(row.outputTokensPerSecondPerGpu())));
        }
        List<Column> columns = List.of(
                Column.numbers("instances"),
                Column.numbers("tensor_parallel"),
                Column.numbers("data_parallel"),
                Column.numbers("pipeline_parallel"),
                Column.numbers("expert_parallel"),
                Column.numbers("prefill_instances"),
                Column.words("prefill"),
                Column.numbers("concurrency"),
                Column.numbers("ttft_seconds"),
                Column.numbers("tpot_seconds"),
                Column.numbers("requests_per_second"),
                Column.numbers("output_tokens_per_second_per_user"),
                Column.numbers("output_tokens_per_second_per_gpu"));
        return new Report(List.of(new Table(columns, rows)));
    }
}
