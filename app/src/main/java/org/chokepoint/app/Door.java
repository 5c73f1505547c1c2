package org.chokepoint.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.app.chart.SvgRenderer;
import org.chokepoint.app.json.JsonWriter;
import org.chokepoint.app.report.CsvRenderer;
import org.chokepoint.app.report.ExplanationReport;
import org.chokepoint.app.report.MarkdownRenderer;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.TerminalRenderer;
import org.chokepoint.evidence.Explanation;
import org.chokepoint.evidence.Fault;
import org.chokepoint.study.Chokepoint;
import org.chokepoint.study.Explainer;
import org.chokepoint.study.Infeasible;
import org.chokepoint.study.Question;
import picocli.CommandLine.ParseResult;

/** Asks a command's question and brings the answer to where it is wanted, in the form that is wanted. */
final class Door {
    private final Screen screen;

    Door(Screen screen) {
        this.screen = screen;
    }

    /** Returns the exit code. */
    <A> int ask(Asking<A> command, ParseResult line) {
        if (command.emitted(line).isPresent()) {
            return emit(command, line);
        }
        Format format = CommonOptions.format(line);
        if (format == Format.SVG) {
            Drawing.check(command, line);
        }
        Optional<Interruption> interruption = command.stops() ? Optional.of(new Interruption()) : Optional.empty();
        try {
            A whole = asked(command.question(line), line, interruption);
            A answer = command.shown(whole, line);
            List<Explanation> explanations = new ArrayList<>();
            CommonOptions.explained(line).forEach(path -> explanations.add(Explainer.explain(answer, path)));
            command.write(whole, line);
            Optional<Path> file = CommonOptions.file(line);
            boolean styled = screen.styled() && file.isEmpty();
            Delivery.deliver(text(command, answer, explanations, format, styled), file, screen);
            if (format == Format.SVG) {
                screen.notes(command.notes(answer));
            }
            return command.exit(answer);
        } catch (Fault e) {
            throw command.placed(e, line);
        } catch (Infeasible e) {
            if (format == Format.JSON) {
                screen.out().print(JsonWriter.write(infeasible(e)));
            }
            throw e;
        } finally {
            screen.out().flush();
            interruption.ifPresent(Interruption::close);
        }
    }

    /** Writes arguments of a training stack, which are text whatever the file is called. */
    private int emit(Asking<?> command, ParseResult line) {
        try {
            String text = asked(command.emitted(line).orElseThrow(), line, Optional.empty())
                    .text();
            Delivery.deliver(text, CommonOptions.file(line), screen);
            return 0;
        } catch (Fault e) {
            throw command.placed(e, line);
        }
    }

    private <A> A asked(Question<A> question, ParseResult line, Optional<Interruption> interruption) {
        try (StatusLine progress = new StatusLine(screen, interruption)) {
            return new Chokepoint(CommonOptions.catalog(line)).ask(question, progress);
        }
    }

    private static Map<String, Object> infeasible(Infeasible e) {
        Map<String, Object> inside = new LinkedHashMap<>();
        inside.put("what", e.what());
        inside.put("nearest", e.nearest());
        inside.put("notes", e.notes());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("infeasible", inside);
        return all;
    }

    private <A> String text(
            Asking<A> command, A answer, List<Explanation> explanations, Format format, boolean styled) {
        boolean explained = !explanations.isEmpty();
        switch (format) {
            case JSON:
                return JsonWriter.write(answer, explanations);
            case CSV:
                return CsvRenderer.render(explained ? ExplanationReport.table(explanations) : command.table(answer));
            case SVG:
                return SvgRenderer.render(((Drawing<A>) command).charts(answer));
            default:
                List<String> paths =
                        explanations.stream().map(Explanation::path).toList();
                Report page = explained
                        ? ExplanationReport.of(explanations, command.besides(answer, paths))
                        : command.page(answer);
                return format == Format.MARKDOWN
                        ? MarkdownRenderer.render(page)
                        : TerminalRenderer.render(page, styled);
        }
    }
}
