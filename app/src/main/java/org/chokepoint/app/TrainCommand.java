package org.chokepoint.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.TrainCharts;
import org.chokepoint.app.report.TrainReport;
import org.chokepoint.app.trace.ChromeTrace;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.study.ArgumentsQuestion;
import org.chokepoint.study.TrainAnswer;
import org.chokepoint.study.TrainQuestion;
import org.chokepoint.study.TrainTimeline;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint train}. */
final class TrainCommand implements Drawing<TrainAnswer> {
    /** How checks name the number of chips. */
    private static final String ON_FIELD = "accelerators";

    private static final String TIMELINE = "timeline";

    /** Options of the question by its components, as faults name them. */
    private final Map<String, OptionSpec> options = new LinkedHashMap<>();

    private final StrategyOptions strategy = new StrategyOptions();

    private final OptionSpec trace = CommonOptions.text(
                    "FILE", "write the executed step for Perfetto or chrome://tracing", "--trace")
            .build();

    private final OptionSpec emit = CommonOptions.emit("write the layout for megatron or torchtitan");

    private final PostTrainCommand postTrain = new PostTrainCommand(this);

    TrainCommand() {
        add("on", "CHIPS", "chips: 1024xH100, or a cluster", "--on");
        add("tokens", "N", "tokens to train on: 15T", "--tokens");
        add(
                "global_batch",
                "N",
                "batch of a step: 16M tokens, or sequences as a plain number",
                "--global-batch",
                "--gbs");
        add("sequence_length", "N", "tokens of a sequence", "--seq", "--sequence-length");
        add("strategy_file", "FILE", "layout from a launch script of Megatron-LM; options below win", "--strategy");
        add("stack", "NAME", "training software", "--stack");
        add("rent", "PRICE", "price of a chip-hour: '2 USD/h'", "--rent");
        add("chip_hours_between_failures", "N", "mean chip-hours between failures", "--mtbf");
        add("restart", "TIME", "time lost at a failure beside repeated work: '10 min'", "--restart");
        add("overhead", "SHARE", "time for evaluation, data loading, stragglers: '2 %'", "--overhead");
        add(
                "stage_slowdown",
                "LIST",
                "kernels of each pipeline rank take so many times as long: 1,1,1.2,1",
                "--stage-slowdown");
        add("straggler", "FACTOR", "kernels of one chip do, where it hurts most: 1.05", "--straggler");
        add(TIMELINE, "WORD", "show the executed step in the answer: turns or layers", "--timeline");
    }

    private void add(String component, String label, String help, String... names) {
        options.put(component, CommonOptions.text(label, help, names).build());
    }

    @Override
    public Help help() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put(
                "MODEL",
                "a published run, post-training run or model (see catalog list), or a Hugging Face config.json");
        List<OptionSpec> run = options.values().stream()
                .filter(option -> !option.equals(options.get(TIMELINE)))
                .toList();
        return new Help(
                "./chokepoint train MODEL [OPTIONS]",
                "How long a training run takes, what memory and money it needs, and what limits it.",
                arguments,
                List.of(
                        new Help.Group("The run (default: that of the published run)", run),
                        strategy.group(),
                        postTrain.group(),
                        new Help.Group("The executed step", List.of(options.get(TIMELINE), trace)),
                        new Help.Group("Other answers", List.of(CommonOptions.explain(), emit)),
                        CommonOptions.group()),
                List.of(
                        "./chokepoint train deepseek-v3",
                        "./chokepoint train deepseek-v3 --on 2048xH20 --rent '1.2 USD/h'",
                        "./chokepoint train deepseek-v3 --format json --explain step.seconds",
                        "./chokepoint train deepseek-v3 -o step.svg",
                        "./chokepoint train llama-3.1-70b --on 1024xH100 --tokens 15T --global-batch 16M --seq "
                                + "8192 --tp 8 --pp 4",
                        "./chokepoint train deepseek-v3 --emit megatron",
                        "./chokepoint train deepseek-r1"),
                "Exit codes: 0 answered, 1 our fault, 2 bad input, 3 no feasible answer (the nearest one is named).");
    }

    @Override
    public Asking<?> meant(ParseResult line) {
        return postTrain.isMeant(line) ? postTrain : this;
    }

    /** Options that say something of pre-training, or of its executed step. */
    List<OptionSpec> pretraining() {
        List<OptionSpec> all = new ArrayList<>(options.values());
        all.addAll(strategy.byKey().values());
        all.add(trace);
        all.add(emit);
        return all;
    }

    @Override
    public TrainQuestion question(ParseResult line) {
        return new TrainQuestion(
                line.matchedPositionalValue(0, ""),
                given(line, "on"),
                given(line, "tokens"),
                given(line, "global_batch"),
                given(line, "sequence_length"),
                given(line, "strategy_file"),
                strategy.given(line),
                given(line, "stack"),
                given(line, "rent"),
                given(line, "chip_hours_between_failures"),
                given(line, "restart"),
                given(line, "overhead"),
                given(line, "stage_slowdown"),
                given(line, "straggler"),
                timeline(line));
    }

    /** How much of the executed step is asked for by name; else what a picture or a trace needs. */
    private Optional<String> timeline(ParseResult line) {
        if (line.hasMatchedOption(emit)) {
            return Optional.empty();
        }
        Format format = CommonOptions.format(line);
        Optional<String> asked = given(line, TIMELINE);
        if (asked.isPresent() && format != Format.JSON) {
            throw new Fault(
                    Location.of("--" + TIMELINE),
                    "stretches of the step are shown in JSON only.",
                    "add --format json, or use --trace or -o FILE.svg.");
        }
        boolean traced = traceFile(line).isPresent();
        return asked.or(() -> traced ? Optional.of("layers") : Optional.empty())
                .or(() -> format == Format.SVG ? Optional.of("turns") : Optional.empty());
    }

    private Optional<Path> traceFile(ParseResult line) {
        if (!line.hasMatchedOption(trace)) {
            return Optional.empty();
        }
        String option = trace.longestName();
        String written = line.matchedOptionValue(option, "");
        if (!written.endsWith(".json")) {
            throw new Fault(Location.of(option), "'" + written + "' is no name of a trace.", "end it in .json.");
        }
        Path file = Path.of(written);
        if (CommonOptions.file(line).filter(file::equals).isPresent()) {
            throw new Fault(
                    Location.of(option), "the answer is to be written to " + file + " too.", "use another name.");
        }
        if (CommonOptions.format(line) == Format.SVG) {
            throw new Fault(
                    Location.of(option),
                    "a picture shows turns, and a trace the layers in them: one command writes one of them.",
                    "ask twice.");
        }
        return Optional.of(file);
    }

    @Override
    public TrainAnswer shown(TrainAnswer answer, ParseResult line) {
        boolean drawn = CommonOptions.format(line) == Format.SVG;
        return drawn || line.hasMatchedOption(options.get(TIMELINE)) ? answer : answer.withoutTimeline();
    }

    @Override
    public void write(TrainAnswer answer, ParseResult line) {
        traceFile(line).ifPresent(file -> {
            TrainTimeline timeline = answer.timeline().orElseThrow();
            Delivery.deliver(out -> ChromeTrace.write(timeline, out), file, trace.longestName());
        });
    }

    @Override
    public List<Report.Block> besides(TrainAnswer answer, List<String> explained) {
        boolean step = explained.stream().anyMatch(path -> path.startsWith("step"));
        List<Report.Block> blocks = new ArrayList<>(step ? TrainReport.ranks(answer.step()) : List.of());
        blocks.addAll(TrainReport.notes(answer));
        return blocks;
    }

    @Override
    public List<String> notes(TrainAnswer answer) {
        return answer.evidence().notes();
    }

    private Optional<String> given(ParseResult line, String component) {
        return CommonOptions.given(line, options.get(component));
    }

    @Override
    public Optional<ArgumentsQuestion> emitted(ParseResult line) {
        return CommonOptions.emission(line, List.of(trace.longestName(), "--" + TIMELINE))
                .map(stack -> new ArgumentsQuestion(question(line), stack));
    }

    @Override
    public Report page(TrainAnswer answer) {
        return TrainReport.of(answer);
    }

    @Override
    public List<Chart> charts(TrainAnswer answer) {
        return TrainCharts.of(answer);
    }

    @Override
    public Fault placed(Fault fault, ParseResult line) {
        String key = fault.at().file().replaceFirst("^--?", "").replace('-', '_');
        OptionSpec option = options.getOrDefault(
                ON_FIELD.equals(key) ? "on" : key, strategy.byKey().get(key));
        if (option == null || fault.at().line() > 0) {
            return fault;
        }
        String written = Misuse.written(option, line.originalArgs()).orElse(option.names()[0]);
        return new Fault(Location.of(written), fault.what(), fault.maybe());
    }
}
