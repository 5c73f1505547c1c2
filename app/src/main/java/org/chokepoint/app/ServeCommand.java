package org.chokepoint.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.ServeReport;
import org.chokepoint.app.report.ServeTables;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.model.Storage;
import org.chokepoint.study.ServeAnswer;
import org.chokepoint.study.ServeQuestion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint serve}. */
final class ServeCommand implements Drawing<ServeAnswer> {
    private static final String AGGREGATED = "--aggregated";
    private static final String DISAGGREGATED = "--disaggregated";
    private static final String OVERLAP = "--two-batch-overlap";

    private final List<OptionSpec> load = new ArrayList<>();
    private final List<OptionSpec> requests = new ArrayList<>();
    private final List<OptionSpec> level = new ArrayList<>();
    private final List<OptionSpec> software = new ArrayList<>();
    private final List<OptionSpec> layout = new ArrayList<>();

    ServeCommand() {
        List<String> formats = Stream.of(Storage.values()).map(Storage::label).toList();
        load.add(text("CHIPS", "chips: 8xH200", "--on"));
        load.add(text("N", "tokens of a prompt, on average: 4k (4,096)", "--input"));
        load.add(text("N", "tokens of an answer, on average: 1k", "--output"));
        load.add(text("SHARE", "part of prompts that is cached: '50 %' [0]", "--prefix-hit"));
        load.add(text("N", "requests at once (default: the best number is searched)", "--concurrency"));
        load.add(text("PRICE", "price of a chip-hour: '2 USD/h'", "--rent"));
        requests.add(text("FILE", "table of requests: arrival_s,input_tokens,output_tokens", "--requests"));
        requests.add(text("N", "requests a second, in place of a table", "--rate"));
        requests.add(words("when they come [poisson]", "--arrivals", List.of("poisson", "gamma", "even")));
        requests.add(text("N", "variation of gaps with gamma: deviation over mean [1]", "--cv"));
        requests.add(text("N", "requests to send", "--count"));
        requests.add(text("TIME", "in place of that, for how long they come [10 min]", "--duration"));
        requests.add(text("N", "seed of the random numbers [1]", "--seed"));
        level.add(text("TIME", "longest time to first token: 2s", "--ttft"));
        level.add(text("TIME", "longest time per output token behind the first: 30ms", "--tpot"));
        software.add(text("NAME", "serving engine: vllm, sglang, tensorrt-llm, … [vllm]", "--engine"));
        software.add(words("format of the weights (default: as the checkpoint is published)", "--weights", formats));
        software.add(words("format of keys and values (default: the engine's)", "--cache", formats));
        software.add(text("N", "tokens guessed ahead in each iteration", "--drafts"));
        software.add(text("LIST", "acceptance of each draft behind an accepted one: 0.8,0.6", "--acceptance"));
        software.add(text("N", "tokens of an iteration in place of that: 2.5", "--accepted-length"));
        layout.add(text("N", "ranks that split heads", "--tp", "--tensor-parallel"));
        layout.add(text("N", "groups of ranks with sequences of their own", "--dp", "--data-parallel"));
        layout.add(text("N", "stages", "--pp", "--pipeline-parallel"));
        layout.add(text("N", "ranks that split experts", "--ep", "--expert-parallel"));
        layout.add(text("N", "busiest rank of experts over the mean (default: as in training)", "--expert-load"));
        layout.add(flag("halves of a batch take turns to compute and to communicate", OVERLAP));
        layout.add(flag("instances do everything", AGGREGATED));
        layout.add(flag("prompts are read by instances of their own", DISAGGREGATED));
    }

    private static OptionSpec text(String label, String help, String... names) {
        return CommonOptions.text(label, help, names).build();
    }

    private static OptionSpec words(String help, String name, List<String> words) {
        return CommonOptions.text("WORD", help + ": " + String.join(", ", words), name)
                .completionCandidates(words)
                .build();
    }

    private static OptionSpec flag(String help, String name) {
        return OptionSpec.builder(name).arity("0").description(help).build();
    }

    @Override
    public Help help() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("MODEL", "a published run or model (see catalog list), or a Hugging Face config.json");
        return new Help(
                "./chokepoint serve MODEL --on CHIPS --input N --output N [OPTIONS]",
                "The deployment with most output of a chip under limits on what users wait for, and what it costs.",
                arguments,
                List.of(
                        new Help.Group("What is asked of it", load),
                        new Help.Group("Requests that are sent to the best deployment one by one", requests),
                        new Help.Group("What users are promised (default: nothing)", level),
                        new Help.Group("Software", software),
                        new Help.Group("The deployment, searched where it is left out", layout),
                        CommonOptions.group(CommonOptions.FILE)),
                List.of(
                        "./chokepoint serve deepseek-v3 --on 8xH200 --input 4k --output 1k --ttft 2s --tpot 30ms",
                        "./chokepoint serve llama-3.1-70b --on 8xH100 --input 2k --output 256 --weights fp8 --concurrency 64",
                        "./chokepoint serve deepseek-v3 --on 32xH800 --input 4k --output 1k --tpot 50ms --disaggregated",
                        "./chokepoint serve deepseek-v3 --on 16xH20 --input 4k --output 1k --drafts 1 --acceptance 0.85",
                        "./chokepoint serve llama-3.1-70b --on 8xH100 --input 2k --output 256 --rate 4 --arrivals gamma --cv 2",
                        "./chokepoint serve llama-3.1-70b --on 8xH100 --requests examples/requests.csv --ttft 2s --tpot 50ms",
                        "./chokepoint serve gpt-oss-120b --on 8xB200 --input 1k --output 1k -o front.svg"),
                "Exit codes: 0 answered, 1 our fault, 2 bad input, 3 nothing serves it (the nearest is named).");
    }

    @Override
    public ServeQuestion question(ParseResult line) {
        return new ServeQuestion(
                line.matchedPositionalValue(0, ""),
                needed(line, "--on", "--on 8xH200"),
                CommonOptions.given(line, "--input"),
                CommonOptions.given(line, "--output"),
                CommonOptions.given(line, "--ttft"),
                CommonOptions.given(line, "--tpot"),
                CommonOptions.given(line, "--engine"),
                CommonOptions.given(line, "--weights"),
                CommonOptions.given(line, "--cache"),
                CommonOptions.given(line, "--tp"),
                CommonOptions.given(line, "--dp"),
                CommonOptions.given(line, "--pp"),
                CommonOptions.given(line, "--ep"),
                CommonOptions.given(line, "--drafts"),
                CommonOptions.given(line, "--acceptance"),
                CommonOptions.given(line, "--accepted-length"),
                CommonOptions.given(line, "--prefix-hit"),
                CommonOptions.given(line, "--expert-load"),
                line.hasMatchedOption(OVERLAP),
                arrangement(line),
                CommonOptions.given(line, "--concurrency"),
                CommonOptions.given(line, "--requests"),
                CommonOptions.given(line, "--rate"),
                CommonOptions.given(line, "--arrivals"),
                CommonOptions.given(line, "--cv"),
                CommonOptions.given(line, "--count"),
                CommonOptions.given(line, "--duration"),
                CommonOptions.given(line, "--seed"),
                CommonOptions.given(line, "--rent"));
    }

    private static String needed(ParseResult line, String option, String example) {
        return CommonOptions.given(line, option)
                .orElseThrow(() -> new Fault(Location.of(option), "is missing.", "add " + example + "."));
    }

    private static Optional<String> arrangement(ParseResult line) {
        boolean apart = line.hasMatchedOption(DISAGGREGATED);
        boolean together = line.hasMatchedOption(AGGREGATED);
        if (apart && together) {
            throw new Fault(
                    Location.of(AGGREGATED),
                    "can't be given together with " + DISAGGREGATED + ".",
                    "leave both out: then both are tried.");
        }
        return apart ? Optional.of("disaggregated") : together ? Optional.of("aggregated") : Optional.empty();
    }

    @Override
    public List<String> notes(ServeAnswer answer) {
        return answer.evidence().notes();
    }

    @Override
    public Report page(ServeAnswer answer) {
        return ServeReport.of(answer);
    }

    @Override
    public Report table(ServeAnswer answer) {
        return ServeTables.rows(answer);
    }

    @Override
    public List<Chart> charts(ServeAnswer answer) {
        return List.of(ServeReport.chart(answer));
    }
}
