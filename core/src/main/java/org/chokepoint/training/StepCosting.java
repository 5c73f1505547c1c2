package org.chokepoint.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.machine.ChipPower;
import org.chokepoint.machine.CollectiveTime;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Network;
import org.chokepoint.model.Operators;
import org.chokepoint.model.Precision;
import org.chokepoint.model.TokenFlops;
import org.chokepoint.routing.ExpertLoad;

/**
 * What the closed form and the executed timeline share: layer costs, computed once for a key and kept; chunks and ranks as
 * sums of layers; what a step costs besides its length. Not safe for use by several threads at once.
 */
final class StepCosting {
    private final Network network;
    private final Machine machine;
    private final ExpertBalance balance;
    private final LayerCosts.Kinds kinds;
    private final CollectiveTime collectives;
    private final ChipPower power;
    private final Map<LayerKey, LayerCosts> costs = new LinkedHashMap<>();
    private final Map<Integer, TokenFlops> tokenFlops = new LinkedHashMap<>();

    StepCosting(Network network, Machine machine, double expertLoad) {
        this(network, machine, ExpertBalance.assumed(expertLoad));
    }

    StepCosting(Network network, Machine machine, ExpertBalance balance) {
        this.network = network;
        this.machine = machine;
        this.balance = balance;
        this.kinds = LayerCosts.Kinds.of(network);
        this.collectives = new CollectiveTime(
                machine.chip(), machine.cluster(), machine.calibration().fabric());
        this.power = new ChipPower(machine.chip(), machine.calibration().power());
    }

    /**
     * A step laid out and its parts costed.
     *
     * @param job what is to be done
     * @param strategy how
     * @param layout how that was laid out
     * @param layers costs of each kind of layer
     * @param chunks chunks that the schedule runs, in order of the model: where it falls back, one for each rank
     * @param ranks chunks of each rank together; the chunks themselves where each rank has one
     * @param schedule schedule that is run: the strategy's, or 1F1B where the batch is too small for it
     */
    record Laid(
            Job job,
            Strategy strategy,
            Layout layout,
            LayerCosts layers,
            Stage[] chunks,
            Stage[] ranks,
            Schedule schedule) {

        /** Layers of each chunk that the schedule runs. */
        List<Integer> chunkLayers() {
            return schedule == strategy.schedule() ? layout.chunkLayers() : layout.stageLayers();
        }

        /** Whether each rank holds the mirrored stage too. */
        boolean mirrored() {
            return strategy.schedule() == Schedule.DUALPIPE;
        }

        /** Whether a forward and a backward in a pair hide each other's exchanges. */
        boolean hides(Stage there, Stage back) {
            return strategy.expertOverlap() && there.exchange() + back.exchange() > 0;
        }
    }

    Laid lay(Job job, Strategy s) {
        Layout layout = Layout.of(s, job, machine.cluster().scaleUp());
        Optional<ExpertLoad> routed = balance.load(network, s, layout.expert());
        double load =
                s.expertLoad().orElse(routed.map(ExpertLoad::overRanksAtOnce).orElse(balance.assumed()));
        double domains = routed.map(ExpertLoad::domainsPerToken).orElse(0.0);
        LayerKey key = LayerKey.of(s, layout, job, machine, load, domains);
        LayerCosts layers = costs.get(key);
        if (layers == null) {
            layers = LayerCosts.of(network, kinds, machine, key);
            costs.put(key, layers);
        }
        boolean runs = s.schedule().runs(s.pipelineParallel(), layout.microBatches());
        Schedule schedule = runs ? s.schedule() : Schedule.ONE_F_ONE_B;
        Stage[] chunks = chunks(job, s, runs ? layout.chunkLayers() : layout.stageLayers(), layers);
        return new Laid(job, s, layout, layers, chunks, ranks(s, chunks), schedule);
    }

    /** Data-parallel communication and optimizer of a pipeline rank. */
    DataParallel data(Laid laid, int rank) {
        return data(laid, laid.strategy(), rank);
    }

    /** The same with ZeRO as another strategy has it. */
    DataParallel data(Laid laid, Strategy s, int rank) {
        return new DataParallel(s, laid.layout(), rank, laid.job().accelerators(), machine, collectives);
    }

    private static Stage[] ranks(Strategy s, Stage[] chunks) {
        if (chunks.length == s.pipelineParallel()) {
            return chunks;
        }
        Stage[] ranks = new Stage[s.pipelineParallel()];
        int rounds = chunks.length / ranks.length;
        for (int rank = 0; rank < ranks.length; rank++) {
            boolean same = rank > 0;
            for (int round = 0; same && round < rounds; round++) {
                same = chunks[Layout.chunk(s, rank, round)] == chunks[Layout.chunk(s, rank - 1, round)];
            }
            ranks[rank] = same ? ranks[rank - 1] : new Stage();
            for (int round = 0; !same && round < rounds; round++) {
                ranks[rank].add(chunks[Layout.chunk(s, rank, round)]);
            }
        }
        return ranks;
    }

    Stage[] chunks(Job job, Strategy s, List<Integer> counts, LayerCosts layers) {
        Stage[] chunks = new Stage[counts.size()];
        int first = 0;
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            int last = first + counts.get(chunk);
            int border = first + recomputed(s, last - first);
            double slow = slower(job, s, chunk);
            if (chunk > 1
                    && chunk < chunks.length - 1
                    && slow == slower(job, s, chunk - 1)
                    && repeats(counts.get(chunk - 1), first, border, last)) {
                chunks[chunk] = chunks[chunk - 1];
                first = last;
                continue;
            }
            Stage stage = new Stage();
            stage.layers = last - first;
            for (int kind = 0; kind < layers.blocks().size(); kind++) {
                stage.add(layers.recomputing().get(kind).slowed(slow), kinds.count(kind, first, border), true);
                stage.add(layers.blocks().get(kind).slowed(slow), kinds.count(kind, border, last), false);
            }
            if (chunk == 0) {
                stage.add(layers.embedding().slowed(slow), 1, false);
            }
            if (chunk == chunks.length - 1) {
                stage.addHead(layers.head().slowed(slow));
                addNextToken(stage, layers, !s.recompute().isEmpty(), slow);
                if (network.tiedEmbeddings() && chunks.length == 1) {
                    stage.denseWeights -= headMatrix(layers);
                }
            }
            chunks[chunk] = stage;
            first = last;
        }
        return chunks;
    }

    /** How many times as long kernels take on the rank of a chunk. */
    private static double slower(Job job, Strategy s, int chunk) {
        if (job.stageSlowdown().isEmpty()) {
            return 1;
        }
        // a chunk is that of a rank in a round, and with DualPipe-V the second round comes back up
        int place = chunk % s.pipelineParallel();
        boolean back = Layout.chunk(s, place, chunk / s.pipelineParallel()) != chunk;
        return job.slowdown(back ? s.pipelineParallel() - 1 - place : place);
    }

    /** Parameters of the head's matrix on a rank: without its norm, which is not the embedding's where they are tied. */
    private double headMatrix(LayerCosts layers) {
        return layers.head().denseWeights() - network.finalNorm().parameters(network.hidden());
    }

    /**
     * Seconds in which the first and the last rank sum the gradients of tied embeddings, of which each holds one; nothing where
     * a rank holds both.
     */
    double tied(Laid laid) {
        boolean apart = laid.strategy().pipelineParallel() > 1
                && laid.strategy().schedule() != Schedule.DUALPIPE
                && laid.strategy().schedule() != Schedule.DUALPIPE_V;
        return network.tiedEmbeddings() && apart ? data(laid, 0).tied(headMatrix(laid.layers())) : 0;
    }

    /** Layers of a chunk that recompute: its first ones. */
    private static int recomputed(Strategy s, int layers) {
        return s.recompute().isEmpty() ? 0 : s.recomputeLayers() == 0 ? layers : Math.min(layers, s.recomputeLayers());
    }

    /** Whether the layers of a chunk are those of the chunk before it, which held {@code layers}. */
    private boolean repeats(int layers, int first, int border, int last) {
        boolean same = last - first == layers;
        for (int kind = 0; same && kind < kinds.kinds().size(); kind++) {
            same = kinds.count(kind, first, border) == kinds.count(kind, first - layers, border - layers)
                    && kinds.count(kind, border, last) == kinds.count(kind, border - layers, last - layers);
        }
        return same;
    }

    /** Multi-token prediction modules stand on the last chunk and share its head's weights. */
    private void addNextToken(Stage stage, LayerCosts layers, boolean recomputes, double slow) {
        int count = network.nextToken().count();
        if (count > 0) {
            stage.add(layers.nextToken().slowed(slow), count, recomputes);
            stage.denseWeights -= count * layers.head().denseWeights();
            stage.keptBytes -= count * layers.head().fullBytes();
        }
    }

    /** A layer, or what stands before the first or behind the last one, in its chunk. */
    record Placed(String name, PartCosts costs, boolean recomputes) {}

    /** Parts of a chunk of the laid step in order of the forward. */
    List<Placed> parts(Laid laid, int chunk) {
        Strategy s = laid.strategy();
        List<Integer> counts = laid.chunkLayers();
        int first = 0;
        for (int before = 0; before < chunk; before++) {
            first += counts.get(before);
        }
        int border = first + recomputed(s, counts.get(chunk));
        List<Placed> parts = new ArrayList<>();
        double slow = slower(laid.job(), s, chunk);
        if (chunk == 0) {
            parts.add(new Placed("embedding", laid.layers().embedding().slowed(slow), false));
        }
        for (int layer = first; layer < first + counts.get(chunk); layer++) {
            List<PartCosts> blocks =
                    layer < border ? laid.layers().recomputing() : laid.layers().blocks();
            PartCosts costs = blocks.get(kinds.kind(layer)).slowed(slow);
            parts.add(new Placed("layer " + layer, costs, layer < border));
        }
        if (chunk == counts.size() - 1) {
            parts.add(new Placed("head", laid.layers().head().slowed(slow), false));
            for (int i = 0; i < network.nextToken().count(); i++) {
                parts.add(new Placed(
                        "next-token module",
                        laid.layers().nextToken().slowed(slow),
                        !s.recompute().isEmpty()));
            }
        }
        return parts;
    }

    /** Seconds of a send between stages that share a domain, or don't. */
    double send(Laid laid, boolean near) {
        return collectives.send(laid.layout().pipeline(), near, sentBytes(laid));
    }

    /** Seconds of a send from each stage to the next. */
    double[] hops(Laid laid) {
        double[] hops = new double[laid.ranks().length - 1];
        double near = Double.NaN;
        double far = Double.NaN;
        for (int stage = 0; stage < hops.length; stage++) {
            if (laid.layout().near(stage, stage + 1)) {
                near = Double.isNaN(near) ? send(laid, true) : near;
                hops[stage] = near;
            } else {
                far = Double.isNaN(far) ? send(laid, false) : far;
                hops[stage] = far;
            }
        }
        return hops;
    }

    private double sentBytes(Laid laid) {
        Strategy s = laid.strategy();
        // tensor-parallel ranks send their parts, also where each has all (scatter and gather, Narayanan et al. 2021)
        double tokens =
                (double) s.microBatch() * laid.job().sequenceLength() / s.contextParallel() / s.tensorParallel();
        return Operators.ACTIVATION_BYTES * tokens * network.hidden();
    }

    /** Time for which the host issues an operator's kernels, where no graph does. */
    double hostSeconds() {
        return machine.stack().hostSeconds().value();
    }

    /** Factor by which compute slows while dispatch and combine run beside it. */
    double besideFactor(Strategy s) {
        return s.expertOverlap()
                ? 1 / (1 - machine.calibration().kernel().beside().value())
                : 1;
    }

    /** Costs of a step whose length is known. */
    StepCost cost(Laid laid, double seconds, double[] byCause, int busiest, List<RankSeconds> rankSeconds) {
        Job job = laid.job();
        Strategy s = laid.strategy();
        Done done = done(laid);
        MemoryPlan memory = new MemoryModel(s, laid.layout(), machine).fullest(laid.ranks(), laid.schedule());
        return new StepCost(
                seconds,
                byCause,
                rankSeconds,
                laid.layout(),
                laid.schedule(),
                busiest,
                laid.ranks()[busiest].both(),
                (double) job.globalBatch() * job.sequenceLength(),
                tokenFlops.computeIfAbsent(job.sequenceLength(), network::flopsPerToken),
                done.flops() * done.perChip() * job.accelerators(),
                watts(laid, done, seconds),
                memory);
    }

    /**
     * What all ranks of a pipeline do for a micro-batch: operations, those of them on quantised operands, and memory traffic in
     * bytes; and micro-batches over ranks, which makes it that of a chip in a step.
     */
    private record Done(double flops, double narrowFlops, double trafficBytes, double perChip) {}

    private static Done done(Laid laid) {
        double flops = 0;
        double narrow = 0;
        double traffic = 0;
        for (Stage each : laid.ranks()) {
            flops += 3 * each.flops + each.recomputeFlops;
            narrow += 3 * each.narrowFlops;
            traffic += each.trafficBytes;
        }
        double perChip = (double) laid.layout().microBatches() / laid.ranks().length;
        return new Done(flops, narrow, traffic, perChip);
    }

    /** Mean power of a chip over a step of some length. */
    double watts(Laid laid, double seconds) {
        return watts(laid, done(laid), seconds);
    }

    private double watts(Laid laid, Done done, double seconds) {
        double wide = Math.max(0, done.flops() - done.narrowFlops());
        Precision format = laid.strategy().precision();
        double each = done.perChip();
        return power.watts(seconds, wide * each, done.narrowFlops() * each, format, done.trafficBytes() * each);
    }
}
