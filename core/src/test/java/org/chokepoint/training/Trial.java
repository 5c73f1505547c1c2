package org.chokepoint.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.Checkout;
import org.chokepoint.Draw;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.catalog.Trees;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.Precision;
import org.chokepoint.model.huggingface.HuggingFaceImport;

/**
 * A valid training step: any network and cluster of the catalog, and a random layout that {@link StrategyCheck} accepts.
 *
 * @param job network, chips, batch, sequence length
 * @param strategy layout
 * @param machine what it runs on
 */
record Trial(Job job, Strategy strategy, Machine machine) {
    private static final Location HERE = Location.of("test");
    private static final Catalog CATALOG = Checkout.catalog();
    static final List<Network> NETWORKS = CATALOG.all(ModelRecord.KIND).stream()
            .map(e -> HuggingFaceImport.read(e.id(), e.value().config()).network())
            .toList();
    static final List<Machine> MACHINES = CATALOG.all(Cluster.KIND).stream()
            .map(e -> machine(e.value(), "generic"))
            .toList();

    static Machine machine(String cluster) {
        return machine(CATALOG.find(Cluster.KIND, cluster, HERE).value(), "generic");
    }

    private static Machine machine(Cluster cluster, String stack) {
        Accelerator chip =
                CATALOG.find(Accelerator.KIND, cluster.accelerator(), HERE).value();
        Calibration calibration =
                CATALOG.find(Calibration.KIND, chip.family(), HERE).value();
        return new Machine(
                chip,
                cluster,
                calibration,
                CATALOG.find(Stack.KIND, stack, HERE).value());
    }

    static Network network(String id) {
        return NETWORKS.stream().filter(n -> n.id().equals(id)).findFirst().orElseThrow();
    }

    /** A published run. */
    static Trial published(String id) {
        RunPreset run = CATALOG.find(RunPreset.KIND, id, HERE).value();
        Cluster cluster = CATALOG.find(Cluster.KIND, run.cluster(), HERE).value();
        Job job = new Job(network(run.model()), run.accelerators(), run.globalBatch(), run.sequenceLength());
        return new Trial(job, run.strategy(), machine(cluster, run.stack()));
    }

    static List<String> publishedRuns() {
        return CATALOG.all(RunPreset.KIND).stream().map(e -> e.id()).toList();
    }

    /** A strategy from words like {@code tensor_parallel=8}. */
    static Strategy strategy(String... words) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String word : words) {
            String[] halves = word.split("=", 2);
            fields.put(halves[0], halves[1]);
        }
        return strategy(fields);
    }

    /** A strategy from the words of a catalog file; lists are comma separated. */
    static Strategy strategy(Map<String, String> words) {
        LinkedHashMap<String, Tree> fields = new LinkedHashMap<>();
        words.forEach((key, text) -> fields.put(
                key, key.equals("recompute") || key.equals("stage_layers") ? list(text) : Trees.text(HERE, text)));
        return RecordReader.read(Trees.mapping(HERE, fields), Strategy.class);
    }

    private static Tree list(String text) {
        List<Tree> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            items.add(Trees.text(HERE, item.strip()));
        }
        return Trees.list(HERE, items);
    }

    /** A random valid trial. */
    static Trial draw(String purpose, int index) {
        Draw draw = new Draw(purpose, index);
        Network network = draw.of(NETWORKS);
        Machine machine = draw.of(MACHINES);
        while (true) {
            Trial trial = draw(draw, network, machine);
            if (StrategyCheck.problems(trial.strategy, trial.job, machine).isEmpty()) {
                return trial;
            }
        }
    }

    private static Trial draw(Draw draw, Network network, Machine machine) {
        Map<String, String> words = new LinkedHashMap<>();
        int tp = draw.chance(0.1) ? draw.between(1, 12) : draw.power(16);
        int cp = draw.chance(0.6) ? 1 : draw.power(8);
        int pp = draw.chance(0.4) ? 1 : draw.between(1, Math.min(16, network.layers()));
        int ep = 1;
        int etp = 1;
        for (var block : network.blocks()) {
            if (block.feedForward() instanceof MixtureOfExperts moe) {
                ep = draw.power(Math.min(128, moe.experts()));
                etp = draw.chance(0.7) ? 1 : draw.power(4);
                break;
            }
        }
        int dp = Math.max(1, ep * etp / (tp * cp)) * draw.power(8);
        int virtual = pp > 1 && draw.chance(0.2) ? draw.between(2, 4) : 1;
        int microBatch = draw.power(4);
        int microBatches = draw.power(64) * (virtual > 1 ? pp : 1);
        String schedule = pp > 1 ? draw.any("gpipe", "1f1b", "zb-h1", "dualpipe", "dualpipe-v") : "1f1b";
        List<Precision> formats =
                new ArrayList<>(machine.chip().peakFlopsPerSecond().keySet());
        words.put("tensor_parallel", String.valueOf(tp));
        words.put("sequence_parallel", String.valueOf(draw.chance(0.7)));
        words.put("context_parallel", String.valueOf(cp));
        words.put("pipeline_parallel", String.valueOf(pp));
        words.put("expert_parallel", String.valueOf(ep));
        words.put("expert_tensor_parallel", String.valueOf(etp));
        words.put("virtual_stages", String.valueOf(virtual));
        words.put("schedule", virtual > 1 ? "interleaved" : schedule);
        words.put("micro_batch", String.valueOf(microBatch));
        words.put("zero_stage", String.valueOf(draw.between(0, pp > 1 ? 1 : 3)));
        words.put("zero_group", String.valueOf(draw.chance(0.8) ? 0 : draw.power(dp)));
        words.put("precision", draw.of(formats).label());
        words.put("stage_placement", draw.any("data-inside", "pipeline-inside"));
        words.put("flash_attention", String.valueOf(draw.chance(0.8)));
        words.put("communication_units", String.valueOf(draw.any(0, 8, 20)));
        for (String flag : List.of("tensor_overlap", "expert_overlap", "node_deduplication", "cuda_graphs")) {
            words.put(flag, String.valueOf(draw.chance(0.5)));
        }
        for (String flag : List.of("gradient_overlap", "parameter_overlap", "narrow_activations", "master_weights")) {
            words.put(flag, String.valueOf(draw.chance(0.5)));
        }
        if (draw.chance(0.5)) {
            words.put("recompute", draw.any("layer", "core_attn", "mlp,moe", "layernorm,mlp_act,moe_act", "attn"));
            words.put("recompute_layers", String.valueOf(draw.between(0, 3)));
        }
        int sequence = 128 * draw.power(64) * (tp % 2 == 0 || tp == 1 ? 1 : tp);
        if (draw.chance(0.1)) {
            words.put("capacity_factor", draw.any("1", "1.25"));
            words.put("capacity_padding", String.valueOf(draw.chance(0.5)));
        }
        Job job = new Job(network, tp * cp * pp * dp, dp * microBatch * microBatches, sequence);
        return new Trial(job, strategy(words), machine);
    }
}
