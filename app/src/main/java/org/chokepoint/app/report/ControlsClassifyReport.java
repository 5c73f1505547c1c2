package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Code;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.app.report.Report.Tree;
import org.chokepoint.controls.Finding;
import org.chokepoint.controls.Period;
import org.chokepoint.controls.Policy;
import org.chokepoint.controls.Rule;
import org.chokepoint.controls.Truth;
import org.chokepoint.study.AnswerTree;
import org.chokepoint.study.ControlsClassifyAnswer;
import org.chokepoint.study.ControlsClassifyAnswer.Answers;
import org.chokepoint.study.ControlsClassifyAnswer.Demand;
import org.chokepoint.study.ControlsClassifyAnswer.Reading;
import org.chokepoint.study.ControlsClassifyAnswer.Vintage;
import org.chokepoint.units.Figure;

/** What every rule says of an item, as a page and a table. */
public final class ControlsClassifyReport {
    private static final String NO_BAR = "no bar";

    private ControlsClassifyReport() {}

    /** The page. */
    public static Report of(ControlsClassifyAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        blocks.add(new Heading("Four answers"));
        blocks.add(answers(answer.answers()));
        answer.differences().forEach(difference -> blocks.add(new Note(difference)));
        blocks.add(new Heading("Every rule on " + answer.transaction().onDate() + ", those in force first"));
        blocks.add(vintages(answer));
        blocks.add(new Heading("Why"));
        blocks.add(steps(answer));
        answer.vintages().stream().filter(vintage -> explained(vintage, answer)).forEach(vintage -> {
            blocks.add(tree(vintage));
            if (!vintage.notes().isEmpty()) {
                blocks.add(new Note(vintage.notes()));
            }
        });
        blocks.add(new Heading("Quantities of " + answer.item().name()));
        blocks.add(quantities(answer));
        answer.readings().stream()
                .filter(Reading::changes)
                .forEach(reading -> blocks.add(new Note("By another figure (" + reading.field() + " " + reading.value()
                        + ", " + reading.source() + ") it is "
                        + reading.paragraph().orElse("unknown") + ": " + words(reading.policy()) + ".")));
        long still =
                answer.readings().stream().filter(reading -> !reading.changes()).count();
        if (still > 0) {
            blocks.add(new Note(still + " other figures in dispute, or readings of them, change nothing."));
        }
        answer.evidence().notes().forEach(note -> blocks.add(new Note(note)));
        blocks.add(new Note(answer.notice() + " Data of " + answer.evidence().dataDate() + ", catalog "
                + answer.evidence().catalogDigest() + ". To repeat it:"));
        blocks.add(new Code(answer.evidence().command()));
        return new Report(blocks);
    }

    private static Table answers(Answers answers) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(demand("on paper", answers.codified()));
        rows.add(demand("enforced", answers.enforced()));
        if (answers.practice().isEmpty()) {
            rows.add(List.of("in practice", "nothing reported", ""));
        }
        answers.practice()
                .forEach(report -> rows.add(List.of(
                        "in practice",
                        report.status().replace('-', ' '),
                        report.what() + " (" + report.source().title() + ")")));
        rows.add(demand("importing side", answers.importing()));
        return new Table(List.of(Column.words(""), Column.words("demand"), Column.words("rests on")), rows);
    }

    private static List<String> demand(String name, Demand demand) {
        String words = demand.policy()
                .map(Policy::words)
                .orElseGet(() -> "unknown: "
                        + demand.possible().stream().map(Policy::words).collect(Collectors.joining(", or ")));
        boolean importing = name.startsWith("importing") && words.equals(Policy.NO_LICENCE.words());
        return List.of(name, importing ? NO_BAR : words, String.join(", ", demand.because()));
    }

    private static Table vintages(ControlsClassifyAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (Vintage vintage : answer.vintages()) {
            rows.add(List.of(
                    vintage.rule(),
                    vintage.force(),
                    vintage.paragraph().orElse("unknown"),
                    words(vintage) + exceptions(vintage),
                    nearest(vintage)));
        }
        return new Table(
                List.of(
                        Column.words("rule"),
                        Column.words("force"),
                        Column.words("paragraph"),
                        Column.words("demand"),
                        Column.words("nearest change")),
                rows);
    }

    /** A rule of the importing side demands no licence. */
    private static String words(Vintage vintage) {
        boolean bars = vintage.layer() == Rule.Layer.IMPORT;
        return bars && vintage.policy().filter(Policy.NO_LICENCE::equals).isPresent()
                ? NO_BAR
                : words(vintage.policy());
    }

    private static String exceptions(Vintage vintage) {
        String tariff = vintage.tariffShare().isPresent()
                ? "; duty of " + Figure.percent(vintage.tariffShare().getAsDouble(), 2)
                : "";
        return (vintage.exceptions().isEmpty() ? "" : " (" + String.join(", ", vintage.exceptions()) + ")") + tariff;
    }

    private static String nearest(Vintage vintage) {
        if (!vintage.because().isEmpty() && vintage.policy().isEmpty()) {
            return vintage.because().size() + " cases, see below";
        }
        return vintage.nearest()
                .map(flip -> flip.property() + " " + flip.from() + " to " + flip.at() + ", " + signed(flip.share()))
                .orElse("");
    }

    private static String signed(double share) {
        return (share < 0 ? "−" : "+") + Figure.percent(Math.abs(share), 2);
    }

    private static Table steps(ControlsClassifyAnswer answer) {
        var deal = answer.transaction();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "1. jurisdiction",
                answer.jurisdiction().basis().words(),
                answer.jurisdiction().because()));
        String paragraphs = answer.vintages().stream()
                .filter(vintage -> vintage.force().equals("enforced"))
                .filter(vintage ->
                        vintage.paragraph().map(id -> !id.startsWith("none")).orElse(true))
                .map(vintage -> vintage.rule() + ": " + vintage.paragraph().orElse("unknown"))
                .collect(Collectors.joining(", "));
        rows.add(List.of("2. paragraph", paragraphs.isEmpty() ? "none" : "caught", paragraphs));
        rows.add(List.of(
                "3. destination and party",
                deal.toName(),
                "headquarters in " + deal.headquarters() + ", " + AnswerTree.word(deal.endUse()) + " end use, "
                        + (deal.listed() ? "listed" : "not listed")));
        rows.add(List.of("4. channel", AnswerTree.word(deal.channel()).replace('-', ' '), ""));
        String exceptions = answer.vintages().stream()
                .filter(vintage -> vintage.force().equals("enforced"))
                .flatMap(vintage -> vintage.exceptions().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        rows.add(List.of("5. exception", exceptions.isEmpty() ? "none" : exceptions, ""));
        rows.add(List.of(
                "6. review policy",
                words(answer.answers().enforced().policy()),
                String.join(", ", answer.answers().enforced().because())));
        return new Table(List.of(Column.words("step"), Column.words("finding"), Column.words("")), rows);
    }

    /** Rules whose reasoning is printed: those that a demand rests on, and the first control that says something of such items. */
    private static boolean explained(Vintage vintage, ControlsClassifyAnswer answer) {
        Answers answers = answer.answers();
        boolean deciding = answers.enforced().because().contains(vintage.rule())
                || answers.codified().because().contains(vintage.rule());
        boolean open = vintage.force().equals("enforced")
                && (vintage.nearest().isPresent() || vintage.policy().isEmpty());
        return deciding || open;
    }

    private static Tree tree(Vintage vintage) {
        List<String> text = new ArrayList<>();
        text.add(vintage.rule() + ", " + vintage.name() + ": "
                + vintage.paragraph().orElse("unknown") + ", " + words(vintage.policy()));
        String cited = vintage.cite() + (vintage.url().isEmpty() ? "" : ", " + vintage.url());
        text.add(cited);
        text.add("codified " + periods(vintage.codified()) + "; enforced " + periods(vintage.enforced()));
        List<Tree> below = new ArrayList<>();
        vintage.because()
                .forEach(each -> below.add(new Tree(
                        List.of("if " + each.assumed() + ": " + each.paragraph() + ", "
                                + each.policy().words()),
                        List.of())));
        Set<String> told = new LinkedHashSet<>();
        vintage.reasoning().forEach(finding -> below.add(tree(finding, told)));
        return new Tree(text, below);
    }

    private static String periods(List<Period> periods) {
        return periods.isEmpty()
                ? "never"
                : periods.stream().map(Period::toString).collect(Collectors.joining(", "));
    }

    /**
     * A condition with all below it; an input is told once.
     *
     * @param told inputs told before
     */
    private static Tree tree(Finding finding, Set<String> told) {
        List<String> text = new ArrayList<>();
        String margin =
                finding.margin().isPresent() ? " (" + signed(finding.margin().getAsDouble()) + " from the line)" : "";
        text.add(mark(finding.holds()) + finding.text() + margin);
        boolean line = finding.below().stream().anyMatch(ControlsClassifyReport::input);
        if (!finding.source().isEmpty() && !line) {
            text.add(finding.source());
        }
        List<Tree> below = new ArrayList<>();
        for (Finding each : finding.below()) {
            if (!input(each) || told.add(each.text())) {
                below.add(tree(each, told));
            }
        }
        return new Tree(text, below);
    }

    private static boolean input(Finding finding) {
        return finding.below().isEmpty()
                && !finding.source().isEmpty()
                && finding.margin().isEmpty();
    }

    private static String mark(Truth holds) {
        switch (holds) {
            case YES:
                return "yes: ";
            case NO:
                return "no: ";
            default:
                return "unknown: ";
        }
    }

    private static Table quantities(ControlsClassifyAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        answer.item()
                .quantities()
                .forEach(quantity -> rows.add(List.of(quantity.meaning(), quantity.text(), quantity.formula())));
        answer.item()
                .facts()
                .forEach(known -> rows.add(
                        List.of(known.fact().replace('-', ' '), AnswerTree.word(known.holds()), "as its record says")));
        return new Table(List.of(Column.words("quantity"), Column.numbers("value"), Column.words("how")), rows);
    }

    private static String words(Optional<Policy> policy) {
        return policy.map(Policy::words).orElse("unknown");
    }

    /** A row for each rule, for spreadsheets. */
    public static Report rows(ControlsClassifyAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (Vintage vintage : answer.vintages()) {
            rows.add(List.of(
                    vintage.rule(),
                    vintage.force(),
                    AnswerTree.word(vintage.controlled()),
                    vintage.paragraph().orElse(""),
                    vintage.policy().map(AnswerTree::word).orElse(""),
                    String.join(";", vintage.exceptions()),
                    vintage.nearest().map(flip -> flip.property()).orElse(""),
                    vintage.nearest().map(flip -> Figure.json(flip.share())).orElse("")));
        }
        return new Report(List.of(new Table(
                List.of(
                        Column.words("rule"),
                        Column.words("force"),
                        Column.words("controlled"),
                        Column.words("paragraph"),
                        Column.words("policy"),
                        Column.words("exceptions"),
                        Column.words("nearest"),
                        Column.numbers("nearest_share")),
                rows)));
    }
}
