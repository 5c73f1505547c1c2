package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chokepoint.model.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of iterations and the steady state that they make. */
class ServedTimeTest {
    private static final Load CHAT = new Load(1000, 500, 0);

    @ParameterizedTest
    @ValueSource(strings = {"llama-3.1-8b", "gpt-oss-120b", "gemma-3-27b"})
    void t1_moreWorkTakesLonger(String name) {
        ServedModel model = ServedModels.of(name, "h200", "vllm-0.8");
        PassTime pass = model.pass(ServedModels.instance(model, 2, 1, 1, Storage.BF16));
        double last = 0;
        for (int sequences = 1; sequences <= 512; sequences *= 2) {
            double seconds = pass.seconds(sequences, 1000, 0, 0, 0);
            assertThat(seconds).isGreaterThan(last);
            assertThat(pass.seconds(sequences, 8000, 0, 0, 0)).isGreaterThanOrEqualTo(seconds);
            assertThat(pass.seconds(sequences, 1000, 2048, 1, 0)).isGreaterThan(seconds);
            last = seconds;
        }
    }

    @Test
    void t2_oneSequenceWaitsForWeights() {
        // 16 GB of weights over 3.35 TB/s are 4.8 ms; vLLM takes 6.4 (FP8 KV cache post, April 2026)
        ServedModel model = ServedModels.of("llama-3.1-8b", "h100", "vllm-0.8");
        double seconds =
                model.pass(ServedModels.instance(model, 1, 1, 1, Storage.BF16)).seconds(1, 1, 0, 0, 0);
        assertThat(seconds).isBetween(4.8e-3, 9e-3);
    }

    @Test
    void t3_draftsAreCheckedAlmostForNothingByOneUser() {
        ServedModel model = ServedModels.of("deepseek-v3", "b200", "tensorrt-llm");
        Instance plain = ServedModels.instance(model, 8, 1, 1, Storage.FP4);
        // 1.92 tokens an iteration with one draft, published: 198 against 111 tokens a second (TensorRT-LLM, May 2025)
        Instance drafting = new Instance(8, 1, 1, 1, plain.formats(), new Speculation(1, 1.92, true), 1, false);
        double alone = model.pass(plain).seconds(1, 2000, 0, 0, 0);
        double gained = 1.92 * alone / model.pass(drafting).seconds(1, 2000, 0, 0, 0);
        assertThat(gained).isCloseTo(198.0 / 111, within(0.15));
    }

    @ParameterizedTest
    @CsvSource({"vllm-0.8, 8", "vllm-0.8, 64", "sglang, 32"})
    void t4_theSteadyStateIsThatOfTheSimulation(String engine, int users) {
        ServedModel model = ServedModels.of("llama-3.1-8b", "h100", engine);
        Instance instance = ServedModels.instance(model, 1, 1, 1, Storage.BF16);
        Operation steady = model.steady(instance, CHAT).at(users);
        Requests requests = Requests.draw(
                new Arrivals.Closed(users),
                new Lengths.Uniform(500, 1500),
                new Lengths.Uniform(250, 750),
                20 * users,
                1);
        RequestStatistics simulated = RequestStatistics.of(
                RequestSimulation.of(model.service(Deployment.together(instance, 1), CHAT))
                        .run(requests, 1),
                ServiceLevel.NONE,
                new Window(0.2, 0.2));
        assertThat(steady.tpotSeconds())
                .isCloseTo(simulated.outputTokenSeconds().mean(), within(0.06 * steady.tpotSeconds()));
        assertThat(steady.requestsPerSecond())
                .isCloseTo(simulated.requestsPerSecond(), within(0.06 * steady.requestsPerSecond()));
    }

    @Test
    void t5_requestsBeyondTheRoomWait() {
        ServedModel model = ServedModels.of("llama-3.1-8b", "h100", "vllm-0.8");
        SteadyState steady =
                model.steady(ServedModels.instance(model, 1, 1, 1, Storage.BF16), new Load(20_000, 500, 0));
        Operation full = steady.generating(steady.most());
        Operation twice = steady.at(2 * full.concurrency());
        assertThat(twice.requestsPerSecond()).isEqualTo(full.requestsPerSecond());
        // Little's law: as many more wait as come in the time that they wait
        assertThat(twice.ttftSeconds() - full.ttftSeconds())
                .isCloseTo(full.concurrency() / full.requestsPerSecond(), within(1e-9));
    }

    @Test
    void t6_stagesOfADisaggregatedDeploymentKeepPace() {
        ServedModel model = ServedModels.of("llama-3.1-8b", "h100", "vllm-0.8");
        Instance one = ServedModels.instance(model, 1, 1, 1, Storage.BF16);
        Deployment deployment = new Deployment(one, 7, java.util.Optional.of(one), 1);
        Disaggregated apart = model.apart(deployment, new Load(4000, 200, 0));
        Operation most = apart.generating(apart.most());
        assertThat(most.requestsPerSecond()).isLessThanOrEqualTo(apart.prefillRequestsPerSecond());
        assertThat(most.concurrency())
                .isCloseTo(
                        most.requestsPerSecond() * (most.ttftSeconds() + 199 * most.tpotSeconds()),
                        within(0.01 * most.concurrency()));
    }
}
