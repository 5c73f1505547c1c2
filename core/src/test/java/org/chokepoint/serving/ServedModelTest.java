package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.chokepoint.Checkout;
import org.chokepoint.Draw;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.Block;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.Storage;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.junit.jupiter.api.Test;

/** What a model keeps of its instances is what each is by itself, layer by layer. */
final class ServedModelTest {
    private static final Catalog CATALOG = Checkout.catalog();
    private static final Location HERE = Location.of("test");
    private static final int CASES = 40;
    private static final double PERCENT = 1e-10;

    /** Dense, grouped queries, mixtures of experts, latent and sparse attention, hybrids, sliding windows. */
    private static final List<String> NETWORKS = List.of(
            "llama-3.1-70b",
            "qwen3-235b-a22b",
            "deepseek-v3",
            "deepseek-v3.2",
            "nemotron-3-nano-30b-a3b",
            "gemma-2-27b",
            "gpt-oss-120b");

    @Test
    void deploymentsKnownFromOthersAreAsGoodAsNew() {
        for (String id : NETWORKS) {
            Draw draw = new Draw("kept " + id, 0);
            ServedModel kept = model(id, draw);
            List<Instance> instances = instances(kept, draw);
            for (int i = 0; i < CASES; i++) {
                Load load = new Load(draw.spread(1, 1e5), draw.spread(1, 1e4), draw.any(0.0, 0.0, 0.7));
                double decoding = draw.spread(1, 3000);
                Instance one = draw.of(instances);
                Deployment apart =
                        new Deployment(one, draw.between(1, 3), Optional.of(draw.of(instances)), draw.between(1, 3));
                ServedModel fresh = new ServedModel(kept.network(), kept.machine(), kept.engine());
                assertThat(kept.steady(one, load).generating(decoding))
                        .as("%s, case %d", id, i)
                        .isEqualTo(fresh.steady(one, load).generating(decoding));
                assertThat(kept.apart(apart, load).generating(decoding))
                        .as("%s, case %d, apart", id, i)
                        .isEqualTo(fresh.apart(apart, load).generating(decoding));
            }
        }
    }

    @Test
    void layersOfAKindAreDescribedOnceAndCounted() {
        for (String id : NETWORKS) {
            Draw draw = new Draw("layers " + id, 0);
            ServedModel whole = model(id, draw);
            List<Instance> instances = instances(whole, draw);
            for (int i = 0; i < CASES / 4; i++) {
                Instance one = draw.of(instances);
                int decodes = draw.between(0, 300);
                int prompts = decodes == 0 ? 1 : draw.between(0, 3);
                int tokens = prompts * draw.between(1, 3000);
                double past = draw.any(0.0, 5000.0);
                ToDoubleFunction<ServedModel> seconds =
                        model -> sum(model.pass(one).pieces(decodes, 4000, tokens, prompts, past));
                ToDoubleFunction<ServedModel> weights =
                        model -> model.memory(one).weightBytes();
                ToDoubleFunction<ServedModel> caches = model -> CacheMemory.cacheBytes(model.network(), one, 3000);
                for (ToDoubleFunction<ServedModel> figure : List.of(seconds, weights, caches)) {
                    assertThat(figure.applyAsDouble(whole))
                            .as("%s, case %d", id, i)
                            .isCloseTo(layerByLayer(whole, figure), withinPercentage(PERCENT));
                }
            }
        }
    }

    /** A figure of a network without layers, and what each layer adds to it by itself. */
    private static double layerByLayer(ServedModel whole, ToDoubleFunction<ServedModel> figure) {
        double ends = figure.applyAsDouble(with(whole, List.of()));
        double sum = ends;
        for (Block layer : whole.network().blocks()) {
            sum += figure.applyAsDouble(with(whole, List.of(layer))) - ends;
        }
        return sum;
    }

    private static ServedModel with(ServedModel model, List<Block> layers) {
        Network network = model.network();
        return new ServedModel(network.withLayers(layers, network.nextToken()), model.machine(), model.engine());
    }

    /** All that an iteration is spent on, each counted once. */
    private static double sum(PassTime.Pieces pieces) {
        return pieces.computeSeconds()
                + pieces.inlineSeconds()
                + pieces.communicationSeconds()
                + pieces.launchSeconds();
    }

    private static List<Instance> instances(ServedModel model, Draw draw) {
        Optional<Integer> free = Optional.empty();
        Storage weights = draw.any(Storage.BF16, Storage.FP8);
        Formats formats = Formats.of(
                weights, Storage.BF16, model.network(), model.machine().chip());
        boolean drafts = model.network().nextToken().count() > 0;
        Speculation speculation = drafts ? Speculation.of(List.of(0.8), true) : Speculation.NONE;
        List<Instance> all = new ArrayList<>();
        for (boolean overlap : new boolean[] {false, true}) {
            all.addAll(new DeploymentSpace(model, 16, new DeploymentSpace.Limits(free, free, free, free))
                    .instances(formats, speculation, 1.2, overlap));
        }
        return all;
    }

    private static ServedModel model(String id, Draw draw) {
        ModelRecord record = CATALOG.find(ModelRecord.KIND, id, HERE).value();
        Cluster cluster = CATALOG.find(Cluster.KIND, draw.any("hgx-h200", "dgx-a100"), HERE)
                .value();
        Accelerator chip =
                CATALOG.find(Accelerator.KIND, cluster.accelerator(), HERE).value();
        Calibration calibration =
                CATALOG.find(Calibration.KIND, chip.family(), HERE).value();
        Engine engine = CATALOG.find(Engine.KIND, draw.any("vllm", "tensorrt-llm"), HERE)
                .value();
        return new ServedModel(
                HuggingFaceImport.read(record.id(), record.config()).network(),
                new Machine(chip, cluster, calibration, Stack.ofKernels()),
                engine);
    }
}
