package org.chokepoint.validation.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.junit.jupiter.api.Test;

/** What a log says, by generation of the program that wrote it. */
final class MegatronLogTest {
    private static final double MEBIBYTE = 1048576;

    @Test
    void theFirstGenerationHasNeitherBatchNorRanks() {
        MegatronLog log = Logs.read("2019.log");
        assertThat(log.iterations()).extracting(Iteration::number).containsExactly(100, 200, 300);
        assertThat(log.iterations().get(1).seconds()).isEqualTo(2841.2 / 1e3);
        assertThat(log.iterations().get(1).globalBatch()).isEmpty();
        assertThat(log.iterations().get(1).timers())
                .containsEntry("forward", Timer.one(0.79))
                .containsEntry("batch generator", Timer.one(0.0045));
        assertThat(log.worldSize().orElseThrow().whole()).hasValue(64);
        assertThat(log.memory().allocated()).hasValue(21040.25 * MEBIBYTE);
        assertThat(log.memory().reserved()).hasValue(24610 * MEBIBYTE);
    }

    @Test
    void argumentsAndSkippedIterationsAreRead() {
        MegatronLog log = Logs.read("2021.log");
        assertThat(log.arguments().keySet())
                .containsExactly("num_layers", "hidden_size", "padded_vocab_size", "world_size");
        assertThat(log.arguments().get("hidden_size").value()).isEqualTo("2304");
        assertThat(log.arguments().get("hidden_size").at()).isEqualTo(new Location("2021.log", 4, 3));
        assertThat(log.iterations()).extracting(Iteration::skipped).containsExactly(10, 4, 0);
        assertThat(log.iterations()).extracting(Iteration::globalBatch).containsOnly(OptionalInt.of(128));
    }

    @Test
    void secondsAndNamesOfRanksInFrontDoNoHarm() {
        MegatronLog log = Logs.read("megatron-deepspeed-2022.log");
        assertThat(log.iterations()).extracting(Iteration::seconds).containsExactly(15.23, 106.02, 105.02);
        assertThat(log.iterations()).extracting(Iteration::timers).containsOnly(Map.of());
        assertThat(log.iterations().get(2).teraflops()).hasValue(149.3);
        assertThat(log.iterations().get(2).at().column()).isEqualTo(13);
    }

    @Test
    void equalsSignsAndUnderscoresAreTheSame() {
        MegatronLog log = Logs.read("argonne-2024.log");
        assertThat(log.iterations()).extracting(Iteration::seconds).containsExactly(31.2, 9.12);
        assertThat(log.iterations().get(1).globalBatch()).hasValue(768);
        assertThat(log.iterations().get(1).timers().get("optimizer")).isEqualTo(new Timer(0.39, 0.3925, true));
    }

    @Test
    void timersOfEveryRankBecomeLeastAndMost() {
        MegatronLog log = Logs.read("every-rank-2025.log");
        assertThat(log.iterations()).extracting(Iteration::number).containsExactly(5, 10);
        assertThat(log.iterations().get(0).timers()).isEmpty();
        assertThat(log.iterations().get(1).timers())
                .containsEntry("forward-backward", new Timer(1.39, 1.402, true))
                .containsEntry("optimizer", new Timer(0.07, 0.071, true));
        assertThat(log.iterations().get(1).teraflops()).isEqualTo(OptionalDouble.of(496.2));
        assertThat(log.memory().allocated()).hasValue(1000.5 * MEBIBYTE);
        assertThat(log.memory().reserved()).hasValue(1400 * MEBIBYTE);
        assertThat(log.memory().ranks()).isEqualTo(2);
    }

    @Test
    void aLineThatWasCutIsPassedOver() {
        MegatronLog log = MegatronLog.read(
                "cut.log", " iteration 1/ 9 | elapsed time per iteration (ms): 5.0 |\n iteration 2/ 9 | consumed sam");
        assertThat(log.iterations()).hasSize(1);
    }

    private static void refuses(String text, int line, int column, String what) {
        assertThatThrownBy(() -> MegatronLog.read("a.log", text)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.at()).isEqualTo(new Location("a.log", line, column));
            assertThat(fault.what()).contains(what);
            assertThat(fault.maybe()).endsWith(".");
        });
    }

    @Test
    void aLogWithoutIterationsIsRefused() {
        refuses("", 1, 1, "ends without an iteration");
        refuses("training ...\nvalidation loss at iteration 10 |\n", 2, 1, "ends without an iteration");
        refuses("training ...\n iteration 7/ 9 | lm loss: 2 |\n", 2, 2, "no \"elapsed time per iteration");
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        refuses(" iteration 1/ 9 | elapsed time per iteration (ms): nan | x |", 1, 52, "found 'nan'");
        refuses("\n iteration 1/ 9 | elapsed time per iteration (ms): 0.0 |", 2, 52, "above zero");
        refuses(" iteration 1/ 9 | elapsed time per iteration (ms): 12.3.4 |", 1, 52, "found '12.3.4'");
    }
}
