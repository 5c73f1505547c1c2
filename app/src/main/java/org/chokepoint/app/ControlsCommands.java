package org.chokepoint.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.report.ControlsClassifyReport;
import org.chokepoint.app.report.ControlsReports;
import org.chokepoint.app.report.DerateReport;
import org.chokepoint.app.report.FleetReport;
import org.chokepoint.app.report.Report;
import org.chokepoint.controls.Channel;
import org.chokepoint.controls.EndUse;
import org.chokepoint.study.AnswerTree;
import org.chokepoint.study.ControlsClassifyAnswer;
import org.chokepoint.study.ControlsClassifyQuestion;
import org.chokepoint.study.ControlsDerateAnswer;
import org.chokepoint.study.ControlsDerateQuestion;
import org.chokepoint.study.ControlsFleetAnswer;
import org.chokepoint.study.ControlsFleetQuestion;
import org.chokepoint.study.ControlsMapAnswer;
import org.chokepoint.study.ControlsMapQuestion;
import org.chokepoint.study.ControlsTableAnswer;
import org.chokepoint.study.ControlsTableQuestion;
import org.chokepoint.study.ControlsTimelineAnswer;
import org.chokepoint.study.ControlsTimelineQuestion;
import org.chokepoint.study.ControlsWhatIfAnswer;
import org.chokepoint.study.ControlsWhatIfQuestion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint controls classify}, {@code timeline}, {@code table}, {@code map}, {@code what-if}, {@code derate} and {@code fleet}. */
final class ControlsCommands {
    private static final String TO = "--to";
    private static final String HQ = "--hq";
    private static final String ON_DATE = "--on-date";
    private static final String CHANNEL = "--channel";
    private static final String END_USE = "--end-use";
    private static final String LISTED = "--listed";
    private static final String RULE = "--rule";
    private static final String AGAINST = "--against";
    private static final String CHIP = "--chip";
    private static final String US_SHIPMENTS = "--us-shipments";
    private static final String VENDOR = "--vendor";
    private static final String IMPORTER = "--importer";
    private static final String FOR = "--for";
    private static final String MARKET = "--market";
    private static final String OBJECTIVE = "--objective";
    private static final String NEW_DIE = "--new-die";
    private static final String GPUS = "--gpus";

    private ControlsCommands() {}

    private static OptionSpec to() {
        return CommonOptions.text("COUNTRY", "destination, by code or name [CN]", TO)
                .build();
    }

    private static OptionSpec headquarters() {
        return CommonOptions.text(
                        "COUNTRY", "headquarters of the party or its ultimate parent (default: the destination)", HQ)
                .build();
    }

    private static OptionSpec onDate() {
        return CommonOptions.text("DAY", "2024-06-01 (default: until when the rules were reviewed)", ON_DATE)
                .build();
    }

    private static OptionSpec channel() {
        List<String> words =
                List.of(Channel.values()).stream().map(AnswerTree::word).toList();
        return CommonOptions.text("WORD", String.join(", ", words) + " [export]", CHANNEL)
                .completionCandidates(words)
                .build();
    }

    private static OptionSpec endUse() {
        List<String> words =
                List.of(EndUse.values()).stream().map(AnswerTree::word).toList();
        return CommonOptions.text("WORD", String.join(", ", words) + " [civilian]", END_USE)
                .completionCandidates(words)
                .build();
    }

    private static Help help(
            String called,
            String about,
            String argument,
            String meaning,
            List<OptionSpec> options,
            List<String> examples) {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (!argument.isEmpty()) {
            arguments.put(argument, meaning);
        }
        return new Help(
                ("./chokepoint controls " + called + " " + argument).strip() + " [OPTIONS]",
                about,
                arguments,
                List.of(new Help.Group("The question", options), CommonOptions.group()),
                examples,
                "Information, not legal advice.");
    }

    /** Every rule on one item. */
    static final class Classifying implements Asking<ControlsClassifyAnswer> {
        private final OptionSpec listed = OptionSpec.builder(LISTED)
                .arity("0")
                .description("the party stands on the Entity List")
                .build();

        @Override
        public Help help() {
            return ControlsCommands.help(
                    "classify",
                    "What every rule says of a chip, memory or weights on their way somewhere, and why.",
                    "ITEM",
                    "a chip or memory (see catalog list); with --channel weights a run, or '2e26 FLOP'",
                    List.of(to(), headquarters(), onDate(), channel(), endUse(), listed),
                    List.of(
                            "./chokepoint controls classify h20 --to CN --on-date 2024-06-01 --channel export",
                            "./chokepoint controls classify h200 --to SG --hq CN",
                            "./chokepoint controls classify hbm3 --to CN",
                            "./chokepoint controls classify '2e26 FLOP' --channel weights --to BR"));
        }

        @Override
        public ControlsClassifyQuestion question(ParseResult line) {
            return new ControlsClassifyQuestion(
                    line.matchedPositionalValue(0, ""),
                    CommonOptions.given(line, TO),
                    CommonOptions.given(line, HQ),
                    CommonOptions.given(line, ON_DATE),
                    CommonOptions.given(line, CHANNEL),
                    CommonOptions.given(line, END_USE),
                    line.hasMatchedOption(listed));
        }

        @Override
        public List<String> notes(ControlsClassifyAnswer answer) {
            return answer.evidence().notes();
        }

        @Override
        public Report page(ControlsClassifyAnswer answer) {
            return ControlsClassifyReport.of(answer);
        }

        @Override
        public Report table(ControlsClassifyAnswer answer) {
            return ControlsClassifyReport.rows(answer);
        }
    }

    /** One item over the years. */
    static final class Timelining implements Asking<ControlsTimelineAnswer> {
        @Override
        public Help help() {
            return ControlsCommands.help(
                    "timeline",
                    "What was demanded of a chip from day to day, on paper, in force, by the importer, and what happened.",
                    "ITEM",
                    "a chip or memory (see catalog list)",
                    List.of(to(), headquarters(), channel()),
                    List.of("./chokepoint controls timeline h800", "./chokepoint controls timeline h20 --format csv"));
        }

        @Override
        public ControlsTimelineQuestion question(ParseResult line) {
            return new ControlsTimelineQuestion(
                    line.matchedPositionalValue(0, ""),
                    CommonOptions.given(line, TO),
                    CommonOptions.given(line, HQ),
                    CommonOptions.given(line, CHANNEL));
        }

        @Override
        public Report page(ControlsTimelineAnswer answer) {
            return ControlsReports.of(answer);
        }

        @Override
        public Report table(ControlsTimelineAnswer answer) {
            return ControlsReports.rows(answer);
        }
    }

    /** One rule on all chips. */
    static final class Tabling implements Asking<ControlsTableAnswer> {
        private final OptionSpec rule = CommonOptions.text(
                        "NAME", "a rule (default: the one on chips that is enforced)", RULE)
                .build();

        @Override
        public Help help() {
            return ControlsCommands.help(
                    "table",
                    "What one rule says of every chip, and how far each is from the nearest line.",
                    "",
                    "",
                    List.of(rule, to(), onDate()),
                    List.of(
                            "./chokepoint controls table",
                            "./chokepoint controls table --rule us-2023-11-17 --format csv",
                            "./chokepoint controls table --rule us-bill-safe-chips"));
        }

        @Override
        public ControlsTableQuestion question(ParseResult line) {
            return new ControlsTableQuestion(
                    CommonOptions.given(line, RULE), CommonOptions.given(line, TO), CommonOptions.given(line, ON_DATE));
        }

        @Override
        public Report page(ControlsTableAnswer answer) {
            return ControlsReports.of(answer);
        }

        @Override
        public Report table(ControlsTableAnswer answer) {
            return ControlsReports.rows(answer);
        }
    }

    /** Lines and chips as a picture. */
    static final class Mapping implements Drawing<ControlsMapAnswer> {
        private final OptionSpec rule = CommonOptions.text("NAME", "a rule (default: each on chips in turn)", RULE)
                .build();

        @Override
        public Help help() {
            return ControlsCommands.help(
                    "map",
                    "Chips over TPP and performance density, with the regions of a rule, or of each vintage.",
                    "",
                    "",
                    List.of(rule, to()),
                    List.of(
                            "./chokepoint controls map --rule us-2023-11-17 -o map.svg",
                            "./chokepoint controls map -o maps.svg"));
        }

        @Override
        public ControlsMapQuestion question(ParseResult line) {
            return new ControlsMapQuestion(CommonOptions.given(line, RULE), CommonOptions.given(line, TO));
        }

        @Override
        public Report page(ControlsMapAnswer answer) {
            return ControlsReports.of(answer);
        }

        @Override
        public List<Chart> charts(ControlsMapAnswer answer) {
            return ControlsReports.charts(answer);
        }
    }

    /** The best legal cut of a die. */
    static final class Derating implements Asking<ControlsDerateAnswer> {
        private final OptionSpec rules = CommonOptions.text(
                        "LIST", "rules that must let it go (default: the one on chips that is enforced)", RULE)
                .build();
        private final OptionSpec workload = CommonOptions.text(
                        "MODEL", "run or model that it is for [deepseek-v3]", FOR)
                .build();
        private final OptionSpec market = CommonOptions.text("WORD", "datacenter or consumer [datacenter]", MARKET)
                .completionCandidates(List.of("datacenter", "consumer"))
                .build();
        private final OptionSpec day = CommonOptions.text(
                        "DAY", "memories count that were sold by then (default: when the rule took effect)", ON_DATE)
                .build();
        private final OptionSpec objective = CommonOptions.text("WORD", "train or decode [train]", OBJECTIVE)
                .completionCandidates(List.of("train", "decode"))
                .build();
        private final OptionSpec gpus = CommonOptions.text(
                        "N", "chips that train (default: those of the published run, else 1,024)", GPUS)
                .build();
        private final OptionSpec newDie = OptionSpec.builder(NEW_DIE)
                .arity("0")
                .description("show chips made for the lines too, with what their silicon costs")
                .build();

        @Override
        public Help help() {
            return ControlsCommands.help(
                    "derate",
                    "The best legal cut of a die: what may be disabled so that no licence is needed, which line binds, and what "
                            + "it costs a model.",
                    "DIE",
                    "a die (see catalog list dies)",
                    List.of(rules, workload, market, to(), day, objective, gpus, newDie),
                    List.of(
                            "./chokepoint controls derate gh100 --rule us-2022-10-07 --for deepseek-v3",
                            "./chokepoint controls derate gh100 --rule us-2024-04-04,us-2025-04-09 --objective decode",
                            "./chokepoint controls derate ad102 --rule us-2023-11-17 --for llama-3.1-8b --market consumer"));
        }

        @Override
        public ControlsDerateQuestion question(ParseResult line) {
            return new ControlsDerateQuestion(
                    line.matchedPositionalValue(0, ""),
                    CommonOptions.given(line, RULE),
                    CommonOptions.given(line, FOR),
                    CommonOptions.given(line, MARKET),
                    CommonOptions.given(line, TO),
                    CommonOptions.given(line, ON_DATE),
                    CommonOptions.given(line, OBJECTIVE),
                    CommonOptions.given(line, GPUS),
                    line.hasMatchedOption(newDie));
        }

        @Override
        public Report page(ControlsDerateAnswer answer) {
            return DerateReport.of(answer);
        }

        @Override
        public Report table(ControlsDerateAnswer answer) {
            return DerateReport.rows(answer);
        }
    }

    /** How many chips a rule lets go. */
    static final class Counting implements Asking<ControlsFleetAnswer> {
        private final OptionSpec chip =
                CommonOptions.text("CHIP", "a chip [h200]", CHIP).build();
        private final OptionSpec shipments = CommonOptions.text(
                        "N", "chips of the product shipped to customers in the United States: 1M", US_SHIPMENTS)
                .build();
        private final OptionSpec vendor = CommonOptions.text(
                        "N", "chips that the vendor can supply (default: no bound)", VENDOR)
                .build();
        private final OptionSpec importer = CommonOptions.text(
                        "N", "chips that the importing side lets in (default: by the rules of that side)", IMPORTER)
                .build();
        private final OptionSpec workload = CommonOptions.text(
                        "MODEL", "run that training runs are counted in [deepseek-v3]", FOR)
                .build();

        @Override
        public Help help() {
            return ControlsCommands.help(
                    "fleet",
                    "How many chips go legally, what they are worth in H100, and what came by other channels.",
                    "RULE",
                    "a rule of the catalog",
                    List.of(chip, shipments, vendor, importer, workload, to(), onDate()),
                    List.of(
                            "./chokepoint controls fleet us-2026-01-15 --chip h200 --us-shipments 1M",
                            "./chokepoint controls fleet us-2025-01-13 --chip h100 --to IN"));
        }

        @Override
        public ControlsFleetQuestion question(ParseResult line) {
            return new ControlsFleetQuestion(
                    line.matchedPositionalValue(0, ""),
                    CommonOptions.given(line, CHIP).orElse("h200"),
                    CommonOptions.given(line, US_SHIPMENTS),
                    CommonOptions.given(line, VENDOR),
                    CommonOptions.given(line, IMPORTER),
                    CommonOptions.given(line, FOR),
                    CommonOptions.given(line, TO),
                    CommonOptions.given(line, ON_DATE));
        }

        @Override
        public Report page(ControlsFleetAnswer answer) {
            return FleetReport.of(answer);
        }

        @Override
        public Report table(ControlsFleetAnswer answer) {
            return FleetReport.rows(answer);
        }
    }

    /** A rule that is not in force. */
    static final class WhatIf implements Asking<ControlsWhatIfAnswer> {
        private final OptionSpec against = CommonOptions.text(
                        "NAME", "rule that it is held against (default: the one on chips that is enforced)", AGAINST)
                .build();

        @Override
        public Help help() {
            return ControlsCommands.help(
                    "what-if",
                    "Which chips a rule of yours, or a bill, would catch or free.",
                    "RULE",
                    "a file in the form of catalog/rules, or a rule of the catalog",
                    List.of(against, to(), onDate()),
                    List.of(
                            "./chokepoint controls what-if examples/my-rule.yaml",
                            "./chokepoint controls what-if us-bill-safe-chips",
                            "./chokepoint controls what-if us-2023-11-17 --against us-2022-10-07"));
        }

        @Override
        public ControlsWhatIfQuestion question(ParseResult line) {
            return new ControlsWhatIfQuestion(
                    line.matchedPositionalValue(0, ""),
                    CommonOptions.given(line, AGAINST),
                    CommonOptions.given(line, TO),
                    CommonOptions.given(line, ON_DATE));
        }

        @Override
        public Report page(ControlsWhatIfAnswer answer) {
            return ControlsReports.of(answer);
        }

        @Override
        public Report table(ControlsWhatIfAnswer answer) {
            return ControlsReports.rows(answer);
        }
    }
}
