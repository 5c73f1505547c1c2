package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.chokepoint.training.Span.Kind;
import org.junit.jupiter.api.Test;

/** A trace tells the executed step: the same turns, in turns and in pieces, on lanes that do one thing at a time. */
final class StepTraceTest {
    private static final int CASES = 120;

    private static StepTrace trace(Trial trial) {
        return new ExecutedStep(trial.job().network(), trial.machine(), 1.2).trace(trial.job(), trial.strategy());
    }

    private static List<Span> spans(BiConsumer<StepTrace, Span.Listener> told, StepTrace trace) {
        List<Span> spans = new ArrayList<>();
        told.accept(
                trace,
                (rank, lane, kind, name, microBatch, other, start, end) ->
                        spans.add(new Span(rank, lane, kind, name, microBatch, other, start, end)));
        return spans;
    }

    /** Stretches of the compute lane by rank, in order of time. */
    private static Map<Integer, List<Span>> computing(List<Span> spans) {
        Map<Integer, List<Span>> ranks = new LinkedHashMap<>();
        spans.stream()
                .filter(span -> span.lane() == Lane.COMPUTE)
                .sorted(Comparator.comparingDouble(Span::startSeconds))
                .forEach(span -> ranks.computeIfAbsent(span.rank(), rank -> new ArrayList<>())
                        .add(span));
        return ranks;
    }

    @Test
    void computeDoesOneThingAtATime() {
        for (int i = 0; i < CASES; i++) {
            StepTrace trace = trace(Trial.draw("trace", i));
            double slack = 1e-9 * trace.seconds();
            for (List<Span> all : List.of(spans(StepTrace::turns, trace), spans(StepTrace::pieces, trace))) {
                assertThat(all)
                        .as("case %d: stretches outside the step", i)
                        .noneMatch(span -> span.startSeconds() < 0
                                || span.endSeconds() < span.startSeconds()
                                || span.endSeconds() > trace.seconds() + slack);
                for (List<Span> rank : computing(all).values()) {
                    List<Span> crossing = new ArrayList<>();
                    for (int next = 1; next < rank.size(); next++) {
                        if (rank.get(next).startSeconds() < rank.get(next - 1).endSeconds() - slack) {
                            crossing.add(rank.get(next));
                        }
                    }
                    assertThat(crossing).as("case %d", i).isEmpty();
                }
            }
        }
    }

    @Test
    void piecesOfATurnLieWithinIt() {
        for (int i = 0; i < CASES; i++) {
            StepTrace trace = trace(Trial.draw("trace", i));
            double slack = 1e-9 * trace.seconds();
            Map<Integer, List<Span>> turns = computing(spans(StepTrace::turns, trace));
            List<Span> outside = new ArrayList<>();
            computing(spans(StepTrace::pieces, trace)).forEach((rank, pieces) -> {
                int turn = 0;
                for (Span piece : pieces) {
                    while (piece.startSeconds() > turns.get(rank).get(turn).endSeconds() - slack) {
                        turn++;
                    }
                    Span around = turns.get(rank).get(turn);
                    if (piece.startSeconds() < around.startSeconds() - slack
                            || piece.endSeconds() > around.endSeconds() + slack) {
                        outside.add(piece);
                    }
                }
            });
            assertThat(outside).as("case %d", i).isEmpty();
        }
    }

    @Test
    void everyMicroBatchPassesEveryRankOnceEachWay() {
        Trial trial = Trial.published("deepseek-v3");
        StepTrace trace = trace(trial);
        assertThat(trace.microBatches()).isEqualTo(120);
        Map<String, Integer> passed = new LinkedHashMap<>();
        for (Span span : spans(StepTrace::turns, trace)) {
            if (span.lane() == Lane.COMPUTE && span.kind() != Kind.OPTIMIZER) {
                boolean forward = span.kind() == Kind.FORWARD || span.kind() == Kind.PAIR;
                boolean back = span.kind() == Kind.BACKWARD || span.kind() == Kind.INPUT_GRADIENT;
                if (forward) {
                    passed.merge(span.rank() + " F" + span.microBatch(), 1, Integer::sum);
                }
                if (back || span.kind() == Kind.PAIR) {
                    int microBatch = span.kind() == Kind.PAIR ? span.other() : span.microBatch();
                    passed.merge(span.rank() + " B" + microBatch, 1, Integer::sum);
                }
            }
        }
        assertThat(passed).hasSize(16 * 2 * 120);
        assertThat(passed.values()).containsOnly(1);
    }

    @Test
    void aTraceIsAsLongAsTheStep() {
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("trace", i);
            StepTrace told = trace(trial);
            double last = spans(StepTrace::turns, told).stream()
                    .mapToDouble(Span::endSeconds)
                    .max()
                    .orElseThrow();
            assertThat(last).as("case %d", i).isCloseTo(told.seconds(), within(1e-9 * told.seconds()));
            double step = new ExecutedStep(trial.job().network(), trial.machine(), 1.2)
                    .seconds(trial.job(), trial.strategy());
            StepTrace trace = trace(trial);
            if (trace.microBatches()
                    == Layout.of(
                                    trial.strategy(),
                                    trial.job(),
                                    trial.machine().cluster().scaleUp())
                            .microBatches()) {
                assertThat(trace.seconds()).isCloseTo(step, within(1e-12 * step));
            }
        }
    }
}
