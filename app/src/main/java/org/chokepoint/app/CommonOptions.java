package org.chokepoint.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Overlay;
import org.chokepoint.catalog.Shelf;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.study.Emission;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options of every command that asks a question. */
final class CommonOptions {
    private static final String FORMAT = "--format";
    static final String FILE = "-o";
    private static final String EXPLAIN = "--explain";
    private static final String EMIT = "--emit";
    private static final String CATALOG = "--catalog";
    static final String DEBUG = "--debug";

    private CommonOptions() {}

    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .arity("0")
                .description("show this help")
                .build();
    }

    static Help.Group group() {
        return group(FILE, "--output");
    }

    /** The same under fewer names, where {@code --output} means something else. */
    static Help.Group group(String... file) {
        List<OptionSpec> options = new ArrayList<>();
        options.add(text("WORD", "table, json, csv or markdown; svg where there is a picture", FORMAT)
                .completionCandidates(Format.words())
                .build());
        options.add(text("FILE", "write to a file (.txt .json .csv .md .svg), whole or not at all", file)
                .build());
        options.add(many("PATH", "YAML file or folder whose records stand beside ours; repeatable", CATALOG));
        options.add(OptionSpec.builder(DEBUG)
                .arity("0")
                .description("show the stack trace of a failure")
                .build());
        options.add(help());
        return new Help.Group("Output", options);
    }

    /** For commands whose answers are computed numbers. */
    static OptionSpec explain() {
        return many("PATH", "show how a number of the JSON answer came about; repeatable", EXPLAIN);
    }

    /** An option with one value. */
    static OptionSpec.Builder text(String label, String help, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .arity("1")
                .description(help);
    }

    private static OptionSpec many(String label, String help, String name) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(help)
                .build();
    }

    /** What an option with one value was given, if it was. */
    static Optional<String> given(ParseResult line, String option) {
        return Optional.ofNullable(line.matchedOptionValue(option, null));
    }

    /** The same of an option by its longest name. */
    static Optional<String> given(ParseResult line, OptionSpec option) {
        return given(line, option.longestName());
    }

    /** For commands whose layouts can be written as arguments of a training stack. */
    static OptionSpec emit(String help) {
        return text("STACK", help, EMIT).completionCandidates(Emission.words()).build();
    }

    /** The stack whose arguments are asked for, beside which neither other forms nor further options stand. */
    static Optional<Emission> emission(ParseResult line, List<String> further) {
        String written = line.matchedOptionValue(EMIT, "");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        alone(EMIT, further, line);
        return Optional.of(Emission.named(written)
                .orElseThrow(() -> new Fault(
                        Location.of(EMIT),
                        "'" + written + "' can't be written; there is " + String.join(", ", Emission.words()) + ".",
                        Nearest.remedy(written, Emission.words()))));
    }

    /** The first argument that is no option, if there is one. */
    static Optional<String> argument(ParseResult line) {
        return Optional.ofNullable(line.matchedPositionalValue(0, null));
    }

    /** The form asked for: by name, else by the file's name, else the table. */
    static Format format(ParseResult line) {
        String written = line.matchedOptionValue(FORMAT, "");
        Optional<Format> named = Format.named(written);
        if (!written.isEmpty() && named.isEmpty()) {
            throw new Fault(
                    Location.of(FORMAT),
                    "there is no format '" + written + "'; there are " + String.join(", ", Format.words()) + ".",
                    Nearest.remedy(written, Format.words()));
        }
        Optional<Path> file = file(line);
        if (file.isEmpty()) {
            return named.orElse(Format.TABLE);
        }
        Optional<Format> byName = Format.ofFile(file.get().toString());
        if (named.isEmpty() && byName.isEmpty()) {
            throw new Fault(
                    Location.of(FILE),
                    "the name " + file.get() + " does not tell the format.",
                    "end it in .txt, .json, .csv, .md or .svg, or add --format.");
        }
        if (named.isPresent() && byName.isPresent() && !named.equals(byName)) {
            throw new Fault(
                    Location.of(FORMAT),
                    "the format " + written + " contradicts the file name " + file.get() + ".",
                    "leave --format out, or end the name in ." + named.get().extension() + ".");
        }
        return named.or(() -> byName).orElseThrow();
    }

    /** What told the form. */
    static Location placeOfFormat(ParseResult line) {
        return Location.of(line.hasMatchedOption(FORMAT) ? FORMAT : FILE);
    }

    /** Refuses other forms of an answer, and further options, beside one. */
    static void alone(String option, List<String> further, ParseResult line) {
        List<String> others = new ArrayList<>(further);
        others.addAll(List.of(FORMAT, EXPLAIN));
        for (String other : others) {
            if (line.hasMatchedOption(other)) {
                String what = "can't be given together with " + option + ".";
                throw new Fault(Location.of(other), what, "leave one of them out.");
            }
        }
    }

    static Optional<Path> file(ParseResult line) {
        String written = line.matchedOptionValue(FILE, "");
        return written.isEmpty() ? Optional.empty() : Optional.of(Path.of(written));
    }

    static List<String> explained(ParseResult line) {
        return line.matchedOptionValue(EXPLAIN, List.of());
    }

    /** The catalog that the launcher names, else the packaged one, with the user's own files beside it. */
    static Catalog catalog(ParseResult line) {
        String folder = System.getProperty("chokepoint.catalog", "");
        Shelf shelf = folder.isEmpty() ? Shelf.packaged() : Shelf.of(Path.of(folder));
        List<Overlay> overlays = new ArrayList<>();
        List<String> paths = line.matchedOptionValue(CATALOG, List.of());
        paths.forEach(path -> overlays.add(Overlay.of(Path.of(path))));
        return new Catalog(shelf, overlays);
    }
}
