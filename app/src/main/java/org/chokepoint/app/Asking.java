package org.chokepoint.app;

import java.util.List;
import java.util.Optional;
import org.chokepoint.app.report.FlatReport;
import org.chokepoint.app.report.Report;
import org.chokepoint.evidence.Fault;
import org.chokepoint.study.ArgumentsQuestion;
import org.chokepoint.study.Question;
import picocli.CommandLine.ParseResult;

/**
 * A command that asks a question.
 *
 * @param <A> answer to it
 */
sealed interface Asking<A> extends Command
        permits CalibrateCommand,
                CatalogCommands.Checking,
                CatalogCommands.Listing,
                CatalogCommands.Showing,
                ControlsCommands.Classifying,
                ControlsCommands.Derating,
                ControlsCommands.Counting,
                ControlsCommands.Tabling,
                ControlsCommands.Timelining,
                ControlsCommands.WhatIf,
                Drawing,
                LadderCommand,
                PostTrainCommand,
                RlLadderCommand,
                SearchCommand,
                ServingLadderCommand,
                ValidateLogCommand {
    /** The command that answers a command line: this one, or another that options of this one lead to. */
    default Asking<?> meant(ParseResult line) {
        return this;
    }

    /** The question that a command line asks. */
    Question<A> question(ParseResult line);

    /** The answer as a page. */
    Report page(A answer);

    /** The answer as a table for spreadsheets. */
    default Report table(A answer) {
        return FlatReport.of(answer);
    }

    /** What a page of explanations shows besides them. */
    default List<Report.Block> besides(A answer, List<String> explained) {
        return List.of();
    }

    /** The part of an answer that is shown: what further files need of it is left out. */
    default A shown(A answer, ParseResult line) {
        return answer;
    }

    /** What was assumed or not understood of the question, for forms of the answer that have no room for it. */
    default List<String> notes(A answer) {
        return List.of();
    }

    /** Writes further files that the command line asks for. */
    default void write(A answer, ParseResult line) {}

    /** The question whose answer is written instead of the page, if the command line asks for one. */
    default Optional<ArgumentsQuestion> emitted(ParseResult line) {
        return Optional.empty();
    }

    /** Whether an interrupt makes it answer with what it has, instead of ending it. */
    default boolean stops() {
        return false;
    }

    /** Exit code of an answer. */
    default int exit(A answer) {
        return 0;
    }

    /** A fault with its place named as the user wrote it. */
    default Fault placed(Fault fault, ParseResult line) {
        return fault;
    }
}
