package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.study.TrainAnswer;
import org.chokepoint.study.TrainStep;

/** The page of a training run: the answer, what would flip it, what it rests on; then tables; then how to repeat it. */
public final class TrainReport {
    private TrainReport() {}

    /** The page of an answer. */
    public static Report of(TrainAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        answer.published().ifPresent(published -> {
            blocks.add(new Heading("Published and computed: " + published.source()));
            blocks.add(TrainTables.published(published));
        });
        blocks.add(new Heading("Where a step's time goes"));
        blocks.add(StepTables.time(answer.step()));
        blocks.add(new Heading("What binds (elasticity of a step's time at this layout; all sum to −1)"));
        blocks.add(StepTables.binds(answer.step()));
        blocks.add(new Heading(
                "Memory of the fullest chip (rank " + answer.memory().stage() + ")"));
        blocks.add(TrainTables.memory(answer.memory()));
        blocks.add(new Heading("The run by phases"));
        blocks.add(TrainTables.phases(answer.run()));
        for (TrainAnswer.Phase phase : answer.run().phases()) {
            if (!phase.note().isEmpty()) {
                blocks.add(new Note(phase.name() + ": " + phase.note()));
            }
        }
        blocks.add(new Heading("Layout"));
        blocks.add(TrainTables.layout(answer));
        blocks.add(new Heading("Work and use of the chips"));
        blocks.add(TrainTables.work(answer));
        blocks.add(new Heading("Money, energy and interruptions"));
        blocks.add(TrainTables.costs(answer.run()));
        blocks.addAll(ending(answer));
        return new Report(blocks);
    }

    /** How every rank spends a step. */
    public static List<Block> ranks(TrainStep step) {
        return List.of(new Heading("How each pipeline rank spends a step"), StepTables.ranks(step));
    }

    /** What was assumed or not understood of the question. */
    public static List<Block> notes(TrainAnswer answer) {
        return answer.evidence().notes().stream()
                .map(note -> (Block) new Note(note))
                .toList();
    }

    private static List<Block> ending(TrainAnswer answer) {
        Evidence evidence = answer.evidence();
        List<Block> blocks = new ArrayList<>(notes(answer));
        blocks.add(new Note(
                "Data to " + evidence.dataDate() + ", catalog " + evidence.catalogDigest() + ". To repeat it:"));
        blocks.add(new Report.Code(evidence.command()));
        return blocks;
    }
}
