package org.chokepoint.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.ExpertBalance;
import org.chokepoint.training.Job;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.StepBound;
import org.chokepoint.training.Strategy;
import org.chokepoint.training.StrategyCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the search calls best is the best of all layouts of its space, each of them executed. */
final class StrategySearchTest {
    private static final Location HERE = Location.of("test");
    private static final Catalog CATALOG = Checkout.catalog();
    private static final ExpertBalance LOAD = ExpertBalance.assumed(1.2);

    private static SearchJob job(String model, String cluster, int chips, int batch, int sequence, Measure measure) {
        Cluster joined = CATALOG.find(Cluster.KIND, cluster, HERE).value();
        Accelerator chip =
                CATALOG.find(Accelerator.KIND, joined.accelerator(), HERE).value();
        Calibration calibration =
                CATALOG.find(Calibration.KIND, chip.family(), HERE).value();
        Stack stack = CATALOG.find(Stack.KIND, Stack.GENERIC, HERE).value();
        ModelRecord record = CATALOG.find(ModelRecord.KIND, model, HERE).value();
        Network network = HuggingFaceImport.read(model, record.config()).network();
        Strategy base =
                CATALOG.find(RunPreset.KIND, "llama-3.1-405b", HERE).value().strategy();
        Machine machine = new Machine(chip, joined, calibration, stack);
        Job work = new Job(network, chips, batch, sequence);
        return new SearchJob(work, machine, LOAD, base, Limits.none(), Optional.empty(), measure, Double.MAX_VALUE);
    }

    private static SearchResult search(SearchJob job, int threads) {
        try (StrategySearch search = new StrategySearch(threads, () -> false)) {
            return search.run(job, 5, share -> {});
        }
    }

    /** All layouts of a space, executed one by one. */
    private static double exhaustive(SearchJob job) {
        List<Strategy> all = new ArrayList<>();
        StrategySpace space = new StrategySpace(job.base(), job.job(), job.machine(), job.limits());
        collect(space, space.draft(), 0, all);
        ExecutedStep model = new ExecutedStep(job.job().network(), job.machine(), LOAD);
        StepBound bound = new StepBound(job.job().network(), job.machine(), LOAD);
        double best = Double.POSITIVE_INFINITY;
        for (Strategy s : all) {
            if (!StrategyCheck.problems(s, job.job(), job.machine()).isEmpty()) {
                continue;
            }
            StepBound.Split split = bound.split(job.job(), s);
            if (split.deviceBytes(s) <= job.machine().chip().memoryBytes()) {
                double seconds = model.seconds(job.job(), s);
                best = Math.min(best, job.measure().of(seconds, split.watts(seconds)));
            }
        }
        return best;
    }

    private static void collect(StrategySpace space, Draft draft, int axis, List<Strategy> all) {
        if (axis == Axis.values().length) {
            all.add(draft.strategy());
            return;
        }
        for (Object value : space.values(Axis.values()[axis], draft)) {
            Axis.values()[axis].set(draft, value);
            collect(space, draft, axis + 1, all);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "llama-3.1-8b, dgx-h100, 16, 32, 8192",
        "llama-3.1-8b, dgx-a100-40gb, 8, 16, 4096",
        "llama-3.1-70b, dgx-h100, 64, 64, 8192",
        "mixtral-8x7b, dgx-h100, 16, 64, 4096",
        "qwen3-30b-a3b, hgx-h800-ib, 16, 64, 4096"
    })
    void nothingBetterWasPassedOver(String model, String cluster, int chips, int batch, int sequence) {
        for (Measure measure : List.<Measure>of((s, w) -> s, (s, w) -> s * w)) {
            SearchJob job = job(model, cluster, chips, batch, sequence, measure);
            SearchResult found = search(job, 2);
            double value = found.best().orElseThrow().value();
            assertThat(value).isEqualTo(exhaustive(job));
            assertThat(found.executed()).isLessThan(found.enumerated() / 4);
        }
    }

    @Test
    void findsTheSameWithAnyNumberOfThreads() {
        SearchJob job = job("llama-3.1-70b", "dgx-h100", 256, 512, 8192, (s, w) -> s);
        SearchResult one = search(job, 1);
        for (int threads : new int[] {2, 5}) {
            assertThat(search(job, threads)).isEqualTo(one);
        }
    }

    @Test
    void recommendsNothingThatNeedsMoreMemoryThanThereIs() {
        SearchJob job = job("llama-3.1-70b", "dgx-a100-40gb", 128, 256, 4096, (s, w) -> s);
        SearchResult found = search(job, 2);
        assertThat(found.ranked()).isNotEmpty();
        assertThat(found.tooLarge()).isPositive();
        for (Candidate each : found.ranked()) {
            StepBound bound = new StepBound(job.job().network(), job.machine(), LOAD);
            assertThat(bound.split(job.job(), each.strategy()).deviceBytes(each.strategy()))
                    .isLessThanOrEqualTo(job.machine().chip().memoryBytes());
        }
    }

    @Test
    void countsEveryLayoutOnce() {
        SearchJob job = job("llama-3.1-8b", "dgx-h100", 32, 64, 8192, (s, w) -> s);
        SearchResult found = search(job, 2);
        List<Strategy> all = new ArrayList<>();
        StrategySpace space = new StrategySpace(job.base(), job.job(), job.machine(), job.limits());
        collect(space, space.draft(), 0, all);
        assertThat(found.enumerated()).isEqualTo(all.size());
        assertThat(found.ruled() + found.bounded() + found.tooLarge()).isLessThan(found.enumerated());
    }

    @Test
    void stopsWhenItIsToldTo() {
        SearchJob job = job("llama-3.1-70b", "dgx-h100", 256, 512, 8192, (s, w) -> s);
        int[] asked = new int[1];
        try (StrategySearch search = new StrategySearch(1, () -> ++asked[0] > 1)) {
            SearchResult found = search.run(job, 5, share -> {});
            assertThat(found.complete()).isFalse();
            assertThat(found.ranked()).isNotEmpty();
        }
    }
}
