package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Shelf;
import org.chokepoint.evidence.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A published run under another schedule: what only its own can do is left behind, and said. */
final class OtherScheduleTest {
    private static final Catalog CATALOG = new Catalog(Shelf.of(Path.of("../catalog")), List.of());

    private static TrainAnswer ask(String options) {
        return new Chokepoint(CATALOG).ask(Questions.train("deepseek-v3", options), Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpipe", "1f1b", "zb-h1"})
    void schedulesWithoutPairsHideNoExchanges(String schedule) {
        // GPipe keeps all micro-batches: they fit only without their layers' activations
        TrainAnswer answer = ask("--global-batch 4096 --schedule " + schedule + " --recompute layer");
        assertThat(answer.strategy().expertOverlap()).isFalse();
        assertThat(answer.layout().scheduleRun()).isEqualTo(schedule);
        assertThat(answer.evidence().notes()).contains("with " + schedule + ", expert_overlap is taken as false");
    }

    @Test
    void interleavingNeedsChunks() {
        TrainAnswer answer = ask("--global-batch 16384 --schedule interleaved");
        assertThat(answer.strategy().virtualStages()).isEqualTo(2);
        assertThat(answer.strategy().expertOverlap()).isTrue();
        assertThat(answer.evidence().notes()).contains("with interleaved, virtual_stages is taken as 2");
    }

    @Test
    void whatIsAskedForIsNotLeftBehind() {
        assertThatThrownBy(() -> ask("--global-batch 4096 --schedule 1f1b --expert-overlap true"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("turn it off, or use interleaved");
        assertThatThrownBy(() -> ask("--global-batch 4096 --schedule interleaved --virtual-stages 1"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("virtual_stages 2");
    }
}
