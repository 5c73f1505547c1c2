package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.Checkout;
import org.junit.jupiter.api.Test;

/** What serving gives, and what there is where nothing serves it. */
final class ServeTest {
    private static final Chokepoint CHOKEPOINT = new Chokepoint(Checkout.catalog());
    private static final String SERVED = "--on 8xH200 --input 4k --output 1k --ttft 2s --tpot 30ms";

    /** The question of a command; flags have no value. */
    static ServeQuestion question(String model, String options) {
        Map<String, String> given = new LinkedHashMap<>();
        List<String> words = new ArrayList<>(List.of(options.split(" +", -1)));
        for (int i = 0; i < words.size(); i++) {
            boolean flag = i + 1 == words.size() || words.get(i + 1).startsWith("--");
            given.put(words.get(i), flag ? "" : words.get(i + 1));
            i += flag ? 0 : 1;
        }
        Optional<String> arrangement = given.containsKey("--aggregated")
                ? Optional.of("aggregated")
                : given.containsKey("--disaggregated") ? Optional.of("disaggregated") : Optional.empty();
        return new ServeQuestion(
                model,
                given.get("--on"),
                of(given, "--input"),
                of(given, "--output"),
                of(given, "--ttft"),
                of(given, "--tpot"),
                of(given, "--engine"),
                of(given, "--weights"),
                of(given, "--cache"),
                of(given, "--tp"),
                of(given, "--dp"),
                of(given, "--pp"),
                of(given, "--ep"),
                of(given, "--drafts"),
                of(given, "--acceptance"),
                of(given, "--accepted-length"),
                of(given, "--prefix-hit"),
                of(given, "--expert-load"),
                given.containsKey("--two-batch-overlap"),
                arrangement,
                of(given, "--concurrency"),
                of(given, "--requests"),
                of(given, "--rate"),
                of(given, "--arrivals"),
                of(given, "--cv"),
                of(given, "--count"),
                of(given, "--duration"),
                of(given, "--seed"),
                of(given, "--rent"));
    }

    private static Optional<String> of(Map<String, String> given, String option) {
        return Optional.ofNullable(given.get(option));
    }

    static ServeAnswer ask(String model, String options) {
        return CHOKEPOINT.ask(question(model, options), Progress.NONE);
    }

    private static void refused(String model, String options, String what, String nearest) {
        assertThatThrownBy(() -> ask(model, options)).isInstanceOfSatisfying(Infeasible.class, e -> {
            assertThat(e.what()).contains(what);
            assertThat(e.nearest()).contains(nearest);
        });
    }

    @Test
    void theBestKeepsTheLimitsAndNothingThatKeepsThemGivesMore() {
        ServeAnswer answer = ask("deepseek-v3", SERVED);
        ServeAnswer.Row best = answer.best();
        assertThat(answer.work().weights()).isEqualTo("fp8");
        assertThat(best.tpotSeconds()).isLessThanOrEqualTo(0.03);
        assertThat(best.ttftSeconds()).isLessThanOrEqualTo(2);
        for (ServeAnswer.Row row : answer.others()) {
            assertThat(row.tpotSeconds()).isLessThanOrEqualTo(0.03);
            assertThat(row.outputTokensPerSecondPerGpu()).isLessThanOrEqualTo(best.outputTokensPerSecondPerGpu());
        }
        for (ServeAnswer.Row row : answer.front()) {
            boolean kept = row.tpotSeconds() <= 0.03 && row.ttftSeconds() <= 2;
            assertThat(kept && row.outputTokensPerSecond() > best.outputTokensPerSecond())
                    .isFalse();
        }
    }

    @Test
    void noPointOfTheFrontIsBeatenInBoth() {
        List<ServeAnswer.Row> front = ask("deepseek-v3", SERVED).front();
        for (int i = 1; i < front.size(); i++) {
            assertThat(front.get(i).outputTokensPerSecondPerUser())
                    .isGreaterThanOrEqualTo(front.get(i - 1).outputTokensPerSecondPerUser());
            assertThat(front.get(i).outputTokensPerSecondPerGpu())
                    .isLessThan(front.get(i - 1).outputTokensPerSecondPerGpu());
        }
    }

    @Test
    void requestsAtOnceObeyLittle() {
        ServeAnswer.Row best = ask("deepseek-v3", SERVED).best();
        double inside = best.ttftSeconds() + 1023 * best.tpotSeconds();
        assertThat(best.concurrency() / (best.requestsPerSecond() * inside)).isBetween(0.999, 1.001);
    }

    @Test
    void everySecondOfAnIterationIsSpentOnSomething() {
        for (String more : List.of("", " --disaggregated", " --dp 8 --ep 8 --two-batch-overlap")) {
            for (ServeAnswer.Spent each : ask("deepseek-v3", "--on 16xH200 --input 4k --output 1k" + more)
                    .iterations()) {
                double sum = each.spent().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
                assertThat(sum / each.seconds()).isBetween(1 - 1e-9, 1 + 1e-9);
            }
        }
    }

    @Test
    void bandsHoldWhatIsComputed() {
        ServeAnswer answer = ask("deepseek-v3", SERVED);
        ServeAnswer.Bands band = answer.band();
        assertThat(answer.best().outputTokensPerSecondPerGpu())
                .isBetween(band.outputTokensPerSecondPerGpuLow(), band.outputTokensPerSecondPerGpuHigh());
        assertThat(answer.best().tpotSeconds()).isBetween(band.tpotSecondsLow(), band.tpotSecondsHigh());
        assertThat(answer.best().ttftSeconds()).isBetween(band.ttftSecondsLow(), band.ttftSecondsHigh());
        assertThat(band.outputTokensPerSecondPerGpuHigh()).isGreaterThan(band.outputTokensPerSecondPerGpuLow());
    }

    @Test
    void aFixedLayoutIsTheOnlyOneTried() {
        ServeAnswer answer = ask("llama-3.1-70b", "--on 8xH100 --input 2k --output 256 --tp 4 --pp 1 --aggregated");
        assertThat(answer.best().generate().instances()).isEqualTo(2);
        assertThat(answer.best().generate().tensorParallel()).isEqualTo(4);
        assertThat(answer.space().deployments()).isEqualTo(1);
    }

    @Test
    void aFixedLoadIsTaken() {
        ServeAnswer.Row best = ask("llama-3.1-70b", "--on 8xH100 --input 2k --output 256 --concurrency 64")
                .best();
        assertThat(best.concurrency()).isBetween(63.5, 64.5);
    }

    @Test
    void acceptedDraftsAndCachedPrefixesGiveMore() {
        double plain = output("");
        assertThat(output(" --drafts 1 --acceptance 0.85")).isGreaterThan(plain);
        assertThat(output(" --drafts 1 --acceptance 0.85")).isEqualTo(output(" --drafts 1 --accepted-length 1.85"));
        assertThat(output(" --prefix-hit 0.9")).isGreaterThan(plain);
    }

    private static double output(String more) {
        return ask("deepseek-v3", "--on 8xH200 --input 4k --output 1k --tpot 30ms" + more)
                .best()
                .outputTokensPerSecondPerGpu();
    }

    @Test
    void chipsThatStandIdleArePaidFor() {
        ServeAnswer answer = ask("llama-3.1-70b", "--on 12xH100 --input 2k --output 256 --tp 8 --aggregated");
        assertThat(answer.best().idle()).isEqualTo(4);
        assertThat(answer.best().outputTokensPerSecondPerGpu())
                .isEqualTo(answer.best().outputTokensPerSecond() / 12);
        assertThat(answer.evidence().notes())
                .anyMatch(note -> note.startsWith("12 chips are no whole number of nodes"));
    }

    @Test
    void whatDoesNotFitNamesFewestChipsAndANarrowerFormat() {
        refused(
                "deepseek-v3",
                "--on 8xH200 --input 4k --output 1k --weights bf16",
                "deepseek-v3 in bf16 can't be served on 8 h200-sxm-141gb: the weights don't fit",
                "--on 16xh200-sxm-141gb, or --weights fp8.");
        assertThat(ask("deepseek-v3", "--on 16xH200 --input 4k --output 1k --weights bf16"))
                .isNotNull();
    }

    @Test
    void aLevelBelowTheFloorNamesTheFloorAndALevelThatIsKept() {
        String options = "--on 8xH200 --input 4k --output 1k --ttft 2s";
        refused("deepseek-v3", options + " --tpot 2ms", "keeps 2 s to the first token and 2 ms per token", "--tpot ");
        assertThatThrownBy(() -> ask("deepseek-v3", options + " --tpot 2ms"))
                .isInstanceOfSatisfying(Infeasible.class, e -> {
                    String limit = e.nearest().replaceAll(".*--tpot (\\S+),.*", "$1");
                    ServeAnswer kept = ask("deepseek-v3", options + " --tpot " + limit);
                    assertThat(e.what()).contains("the least per token is");
                    assertThat(kept.best().tpotSeconds()).isGreaterThan(0.002);
                });
        refused(
                "deepseek-v3",
                "--on 8xH200 --input 4k --output 1k --ttft 1ms",
                "the least to the first token",
                "--ttft ");
    }

    @Test
    void aLoadBeyondTheFleetNamesTheHighestAndChipsThatServeIt() {
        String options = "--on 8xH200 --input 4k --output 1k --tpot 30ms";
        refused(
                "deepseek-v3",
                options + " --concurrency 5000",
                "5,000 requests at once are more than",
                "--concurrency ");
        assertThatThrownBy(() -> ask("deepseek-v3", options + " --rate 50"))
                .isInstanceOfSatisfying(Infeasible.class, e -> {
                    String rate = e.nearest().replaceAll("--rate (\\S+),.*", "$1");
                    String on = e.nearest().replaceAll(".*--on (\\S+)\\.$", "$1");
                    assertThat(ask("deepseek-v3", options + " --rate " + rate)
                                    .best()
                                    .requestsPerSecond())
                            .isGreaterThanOrEqualTo(Double.parseDouble(rate));
                    assertThat(ask("deepseek-v3", options.replace("8xH200", on) + " --rate 50"))
                            .isNotNull();
                });
    }

    @Test
    void requestsOneByOneObeyLittleAndTheirSeed() {
        String options = "--on 8xH200 --input 4k --output 1k --tpot 50ms --aggregated --rate 1 --count 400";
        ServeAnswer.Simulated one = ask("deepseek-v3", options).simulated().orElseThrow();
        assertThat(ask("deepseek-v3", options).simulated().orElseThrow()).isEqualTo(one);
        assertThat(ask("deepseek-v3", options + " --seed 2").simulated().orElseThrow())
                .isNotEqualTo(one);
        assertThat(one.ttft().p50Seconds()).isLessThanOrEqualTo(one.ttft().p95Seconds());
        assertThat(one.tpot().p95Seconds()).isLessThanOrEqualTo(one.tpot().p99Seconds());
        double inside = one.ttft().meanSeconds() + 1023 * one.tpot().meanSeconds();
        assertThat(one.endToEnd().meanSeconds() / inside).isBetween(0.999, 1.001);
        assertThat(one.offeredPerSecond()).isLessThan(one.highestPerSecond());
    }

    @Test
    void burstsMakeUsersWait() {
        String options = "--on 8xH200 --input 4k --output 1k --tpot 50ms --aggregated --rate 1 --count 400";
        double even = ttft(options + " --arrivals even");
        double bursts = ttft(options + " --arrivals gamma --cv 4");
        assertThat(bursts).isGreaterThan(even);
    }

    private static double ttft(String options) {
        return ask("deepseek-v3", options).simulated().orElseThrow().ttft().p99Seconds();
    }

    @Test
    void theHighestRateOfASimulationIsThatOfTheSteadyState() {
        ServeAnswer answer = ask(
                "llama-3.1-70b",
                "--on 8xH100 --input 1000 --output 500 --weights fp8 --tp 8 --pp 1 --aggregated --rate 1 --count 200");
        assertThat(answer.simulated().orElseThrow().highestPerSecond()
                        / answer.best().requestsPerSecond())
                .isBetween(0.85, 1.15);
    }

    @Test
    void aTableOfRequestsTellsLengthsAndTimes() {
        String file = Checkout.path("examples/requests.csv").toString();
        ServeAnswer answer = ask("llama-3.1-70b", "--on 8xH100 --requests " + file + " --ttft 2s --tpot 50ms");
        assertThat(answer.simulated().orElseThrow().counted()).isEqualTo(600);
        assertThat(answer.work().inputTokens()).isBetween(1000.0, 2000.0);
        refused(
                "llama-3.1-405b",
                "--on 8xA100 --weights fp8 --requests " + file,
                "requests a second are more than 8 a100",
                "a second, or --on ");
    }
}
