package org.chokepoint.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.app.report.CalibrateReport;
import org.chokepoint.app.report.Report;
import org.chokepoint.study.CalibrateAnswer;
import org.chokepoint.study.CalibrateQuestion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint calibrate}. */
final class CalibrateCommand implements Asking<CalibrateAnswer> {
    private static final String WRITE = "--write";

    private final OptionSpec cluster = CommonOptions.text(
                    "FILES",
                    "your own measured steps, timed collectives, or both: move constants of your fabric and stack only",
                    "--my-cluster")
            .build();
    private final OptionSpec layers = CommonOptions.text(
                    "LIST", "layers that may move: l1 chips, l2 fabrics, l3 stacks (default: all)", "--layers")
            .build();
    private final OptionSpec leaveOut = CommonOptions.text(
                    "WHAT", "score what the fit has not seen: source; shape (kernels, collectives)", "--leave-one-out")
            .build();
    private final OptionSpec write = CommonOptions.text(
                    "FOLDER", "write the catalog files with their fitted values there", WRITE)
            .build();

    @Override
    public Help help() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put(
                "[TABLE]",
                "measurements as CSV, in the columns of those in catalog/measurements (default: training.csv)");
        return new Help(
                "./chokepoint calibrate [TABLE] [OPTIONS]",
                "Fits the constants of the models to measured steps.",
                arguments,
                List.of(new Help.Group("The fit", List.of(cluster, layers, leaveOut, write)), CommonOptions.group()),
                List.of(
                        "./chokepoint calibrate",
                        "./chokepoint calibrate --leave-one-out source",
                        "./chokepoint calibrate --leave-one-out source --write catalog",
                        "./chokepoint calibrate catalog/measurements/kernels.csv --leave-one-out shape",
                        "./chokepoint calibrate --my-cluster examples/my-steps.csv --write mine",
                        "./chokepoint calibrate --my-cluster examples/my-collectives.csv"),
                "");
    }

    @Override
    public CalibrateQuestion question(ParseResult line) {
        return new CalibrateQuestion(
                CommonOptions.argument(line),
                CommonOptions.given(line, cluster),
                CommonOptions.given(line, layers),
                CommonOptions.given(line, leaveOut));
    }

    @Override
    public CalibrateAnswer shown(CalibrateAnswer answer, ParseResult line) {
        return answer.withoutFiles();
    }

    @Override
    public void write(CalibrateAnswer answer, ParseResult line) {
        CommonOptions.given(line, WRITE).map(Path::of).ifPresent(folder -> {
            for (CalibrateAnswer.File file : answer.files()) {
                Path path = folder.resolve(file.path());
                try {
                    Files.createDirectories(path.getParent());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                Delivery.deliver(out -> out.write(file.text()), path, WRITE);
            }
        });
    }

    @Override
    public Report page(CalibrateAnswer answer) {
        return CalibrateReport.of(answer);
    }

    @Override
    public Report table(CalibrateAnswer answer) {
        return CalibrateReport.constants(answer);
    }
}
