package org.chokepoint.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.app.report.CatalogReports;
import org.chokepoint.app.report.Report;
import org.chokepoint.study.CatalogCheckAnswer;
import org.chokepoint.study.CatalogCheckQuestion;
import org.chokepoint.study.CatalogListAnswer;
import org.chokepoint.study.CatalogListQuestion;
import org.chokepoint.study.CatalogShowAnswer;
import org.chokepoint.study.CatalogShowQuestion;
import org.chokepoint.study.Question;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint catalog list}, {@code show} and {@code check}. */
final class CatalogCommands {
    private CatalogCommands() {}

    private static Help help(String called, String about, String argument, String meaning, String... examples) {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (!argument.isEmpty()) {
            arguments.put(argument, meaning);
        }
        String usage = ("./chokepoint catalog " + called + " " + argument).strip() + " [OPTIONS]";
        return new Help(usage, about, arguments, List.of(CommonOptions.group()), List.of(examples), "");
    }

    /** Which records there are. */
    static final class Listing implements Asking<CatalogListAnswer> {
        @Override
        public Help help() {
            return CatalogCommands.help(
                    "list",
                    "Which models, chips, clusters and runs the catalog has.",
                    "[KIND]",
                    "models, accelerators, clusters, runs, stacks or calibration; default: how many there are of each",
                    "./chokepoint catalog list",
                    "./chokepoint catalog list models",
                    "./chokepoint catalog list accelerators --format csv");
        }

        @Override
        public Question<CatalogListAnswer> question(ParseResult line) {
            return new CatalogListQuestion(line.matchedPositionalValue(0, ""));
        }

        @Override
        public Report page(CatalogListAnswer answer) {
            return CatalogReports.of(answer);
        }

        @Override
        public Report table(CatalogListAnswer answer) {
            return CatalogReports.of(answer);
        }
    }

    /** A record. */
    static final class Showing implements Asking<CatalogShowAnswer> {
        @Override
        public Help help() {
            return CatalogCommands.help(
                    "show",
                    "A record with the source of each value, and what follows from it.",
                    "NAME",
                    "id or alias of a record of any kind",
                    "./chokepoint catalog show h800",
                    "./chokepoint catalog show deepseek-v3",
                    "./chokepoint catalog show h100 --format json");
        }

        @Override
        public Question<CatalogShowAnswer> question(ParseResult line) {
            return new CatalogShowQuestion(line.matchedPositionalValue(0, ""));
        }

        @Override
        public Report page(CatalogShowAnswer answer) {
            return CatalogReports.of(answer);
        }
    }

    /** Whether all is well. */
    static final class Checking implements Asking<CatalogCheckAnswer> {
        @Override
        public Help help() {
            return CatalogCommands.help(
                    "check",
                    "Whether every record can be read and none contradicts itself.",
                    "",
                    "",
                    "./chokepoint catalog check",
                    "./chokepoint catalog check --format json");
        }

        @Override
        public Question<CatalogCheckAnswer> question(ParseResult line) {
            return new CatalogCheckQuestion();
        }

        /** What the catalog's authors must mend counts as bad input. */
        @Override
        public int exit(CatalogCheckAnswer answer) {
            return answer.problems().isEmpty() ? 0 : 2;
        }

        @Override
        public Report page(CatalogCheckAnswer answer) {
            return CatalogReports.of(answer);
        }
    }
}
