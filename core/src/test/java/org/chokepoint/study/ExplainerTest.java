package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Shelf;
import org.chokepoint.evidence.Explanation;
import org.chokepoint.evidence.Fault;
import org.junit.jupiter.api.Test;

/** Every number of an answer can be followed to catalog values and to what was asked. */
final class ExplainerTest {
    private static final Catalog CATALOG = new Catalog(Shelf.of(Path.of("../catalog")), List.of());
    private static final TrainAnswer PUBLISHED = ask(TrainQuestion.of("deepseek-v3"));
    private static final TrainAnswer ASKED = ask(question());

    private static TrainAnswer ask(TrainQuestion question) {
        return new Chokepoint(CATALOG).ask(question, Progress.NONE);
    }

    private static TrainQuestion question() {
        return Questions.train(
                "llama-3.1-8b",
                "--on 256xH100 --tokens 15T --seq 8192 --rent 2.5 USD/h --restart 5 min --overhead 2 % "
                        + "--tensor-parallel 2 --recompute layer");
    }

    @Test
    void everyNumberIsExplainedDownToCatalogValuesAndTheQuestion() {
        for (TrainAnswer answer : List.of(PUBLISHED, ASKED)) {
            List<String> open = new ArrayList<>();
            for (AnswerTree.Node leaf : AnswerTree.leaves(answer)) {
                if (leaf.isNumber() && !leaf.path().equals("version")) {
                    check(Explainer.explain(answer, leaf.path()), leaf.path(), open);
                }
            }
            assertThat(open).as("numbers whose explanation ends in the air").isEmpty();
        }
    }

    private static void check(Explanation e, String of, List<String> open) {
        if (e.meaning().isEmpty() && !isEnd(e)) {
            open.add(of + ": " + e.path() + " has no meaning");
        }
        if (e.inputs().isEmpty() && !isEnd(e) && !e.source().equals(Explainer.AGAIN)) {
            open.add(of + ": " + e.path() + " has no inputs");
        }
        e.inputs().forEach(input -> check(input, of, open));
    }

    /** A catalog value, an option, or what holds without one. */
    private static boolean isEnd(Explanation e) {
        return e.path().contains(": ")
                || e.path().startsWith("question --")
                || e.path().equals("assumed");
    }

    @Test
    void everyCatalogValueThatANumberNamesIsThere() {
        for (TrainAnswer answer : List.of(PUBLISHED, ASKED)) {
            Inputs inputs = new Inputs(answer, Optional.of(answer.evidence()));
            List<String> missing = new ArrayList<>();
            for (AnswerTree.Node leaf : AnswerTree.leaves(answer)) {
                for (String from : Described.of(leaf).from()) {
                    boolean record = from.matches("(accelerator|calibration|cluster|operations|router|stack):[^|]*");
                    if (record && inputs.outside(from, leaf).isEmpty()) {
                        missing.add(leaf.path() + ": " + from);
                    }
                }
            }
            assertThat(missing).isEmpty();
        }
    }

    @Test
    void aValueOfTheQuestionWinsOverThePublishedRun() {
        assertThat(texts(Explainer.explain(ASKED, "machine.accelerators"))).contains("question --on = 256xH100");
        assertThat(texts(Explainer.explain(PUBLISHED, "machine.accelerators")))
                .contains("run deepseek-v3: accelerators = 2048");
    }

    @Test
    void aCatalogValueShowsItsSource() {
        Explanation capacity = Explainer.explain(PUBLISHED, "memory.capacity_bytes");
        Explanation memory = capacity.inputs().get(0);
        assertThat(memory.path()).isEqualTo("accelerator h800-sxm5-80gb: memory");
        assertThat(memory.value()).isEqualTo("80 GiB");
        assertThat(memory.source()).contains("https://").endsWith("derived");
    }

    @Test
    void whatWasShownIsNotWalkedAgain() {
        List<String> texts = texts(Explainer.explain(PUBLISHED, "run.gpu_hours"));
        assertThat(texts.stream().filter(text -> text.startsWith("step.breakdown.matrix_products = ")))
                .hasSize(2);
        assertThat(texts.stream().filter(text -> text.startsWith("run deepseek-v3: tokens")))
                .hasSize(1);
    }

    @Test
    void anUnknownPathNamesTheNearest() {
        assertThatThrownBy(() -> Explainer.explain(PUBLISHED, "step.second"))
                .isInstanceOf(Fault.class)
                .hasMessage("--explain: the answer has no 'step.second'.\nMaybe you meant step.seconds.");
    }

    @Test
    void anObjectIsExplainedByItsParts() {
        Explanation failures = Explainer.explain(PUBLISHED, "run.failures");
        assertThat(failures.inputs()).extracting(Explanation::path).contains("run.failures.overhead_share");
    }

    private static List<String> texts(Explanation e) {
        List<String> texts = new ArrayList<>(List.of(e.path() + " = " + e.value()));
        e.inputs().forEach(input -> texts.addAll(texts(input)));
        return texts;
    }
}
