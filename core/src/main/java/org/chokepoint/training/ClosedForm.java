package org.chokepoint.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.machine.ChipPower;
import org.chokepoint.machine.CollectiveTime;
import org.chokepoint.machine.Group;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Network;
import org.chokepoint.model.Operators;
import org.chokepoint.model.TokenFlops;

/**
 * A step in closed form: layer costs, computed once for a key and kept; stage sums; the schedule's bubble; the data-parallel
 * communication that the last backward and the next forward don't hide; the optimizer. Derived in {@code
 * docs/model/step.md}. Not safe for use by several threads at once.
 */
public final class ClosedForm implements StepModel {
    private final Network network;
    private final Machine machine;
    private final double expertLoad;
    private final LayerCosts.Kinds kinds;
    private final CollectiveTime collectives;
    private final ChipPower power;
    private final Map<LayerKey, LayerCosts> costs = new LinkedHashMap<>();
    private final Map<Integer, TokenFlops> tokenFlops = new LinkedHashMap<>();

    /**
     * @param expertLoad busiest expert-parallel rank over the mean, for strategies that state none
     */
    public ClosedForm(Network network, Machine machine, double expertLoad) {
        this.network = network;
        this.machine = machine;
        this.expertLoad = expertLoad;
        this.kinds = LayerCosts.Kinds.of(network);
        this.collectives = new CollectiveTime(
                machine.chip(), machine.cluster(), machine.calibration().fabric());
        this.power = new ChipPower(machine.chip(), machine.calibration().power());
    }

    @Override
    public StepCost step(Job job, Strategy s) {
        Layout layout = Layout.of(s, job, machine.cluster().scaleUp().domain());
        LayerKey key = LayerKey.of(s, layout, job, s.expertLoad().orElse(expertLoad));
        LayerCosts layers = costs.get(key);
        if (layers == null) {
            layers = LayerCosts.of(network, kinds, machine, key);
            costs.put(key, layers);
        }
        Stage[] stages = stages(s, layout, layers);
        Schedule schedule = runnable(s, layout);
        Pipeline pipeline = new Pipeline(stages, schedule, s, layout.microBatches(), sendSeconds(s, job, layout));
        int busiest = 0;
        double seconds = 0;
        double data = 0;
        double optimizer = 0;
        double reduced = 0;
        double updated = 0;
        for (int rank = 0; rank < stages.length; rank++) {
            if (rank == 0 || !sameAsBefore(stages, rank)) {
                Stage held = held(stages, rank, s);
                reduced = dataParallel(s, layout, held);
                updated = optimizer(s, layout, held);
            }
            double each = pipeline.seconds(rank) + reduced + updated;
            if (each > seconds) {
                busiest = rank;
                seconds = each;
                data = reduced;
                optimizer = updated;
            }
        }
        double[] byCause = new double[Cause.COUNT];
        pipeline.addCauses(busiest, byCause);
        byCause[Cause.DATA_COMMUNICATION.ordinal()] += data;
        byCause[Cause.OPTIMIZER.ordinal()] += optimizer;

        double flops = 0;
        double narrow = 0;
        double traffic = 0;
        for (Stage each : stages) {
            flops += 3 * each.flops + each.recomputeFlops;
            narrow += 3 * each.narrowFlops;
            traffic += each.trafficBytes;
        }
        double perChip = (double) layout.microBatches() / stages.length;
        double wide = Math.max(0, flops - narrow);
        double watts = power.watts(seconds, wide * perChip, narrow * perChip, s.precision(), traffic * perChip);
        double tokens = (double) job.globalBatch() * job.sequenceLength();
        MemoryPlan memory = new MemoryModel(s, layout, machine).fullest(stages, schedule);
        return new StepCost(
                seconds,
                byCause,
                layout,
                schedule,
                busiest,
                stages[busiest].both(),
                tokens,
                tokenFlops.computeIfAbsent(job.sequenceLength(), network::flopsPerToken),
                flops * perChip * job.accelerators(),
                watts,
                memory);
    }

    /** Whether a rank and its mirror hold what the rank before and its mirror hold: inner stages share one sum. */
    private static boolean sameAsBefore(Stage[] stages, int rank) {
        int mirror = stages.length - 1 - rank;
        return stages[rank] == stages[rank - 1] && stages[mirror] == stages[mirror + 1];
    }

    /** What a rank holds: in DualPipe the parameters of the mirrored stage too. */
    private static Stage held(Stage[] stages, int rank, Strategy s) {
        return s.schedule() == Schedule.DUALPIPE
                ? stages[rank].holding(stages[stages.length - 1 - rank])
                : stages[rank];
    }

    Stage[] stages(Strategy s, Layout layout, LayerCosts layers) {
        List<Integer> counts = layout.stageLayers();
        Stage[] stages = new Stage[counts.size()];
        int first = 0;
        for (int rank = 0; rank < stages.length; rank++) {
            int last = first + counts.get(rank);
            int recomputed =
                    s.recompute().isEmpty() ? 0 : s.recomputeLayers() == 0 ? last - first : s.recomputeLayers();
            int border = Math.min(last, first + recomputed);
            if (rank > 1 && rank < stages.length - 1 && repeats(counts.get(rank - 1), first, border, last)) {
                stages[rank] = stages[rank - 1];
                first = last;
                continue;
            }
            Stage stage = new Stage();
            for (int kind = 0; kind < layers.blocks().size(); kind++) {
                stage.add(layers.blocks().get(kind), kinds.count(kind, first, border), true);
                stage.add(layers.blocks().get(kind), kinds.count(kind, border, last), false);
            }
            if (rank == 0) {
                stage.add(layers.embedding(), 1, false);
            }
            if (rank == stages.length - 1) {
                stage.addHead(layers.head());
                addNextToken(stage, layers, !s.recompute().isEmpty());
                if (network.tiedEmbeddings() && stages.length == 1) {
                    // the head's matrix is the embedding's; its norm is not
                    stage.denseWeights -=
                            layers.head().denseWeights() - network.finalNorm().parameters(network.hidden());
                }
            }
            stages[rank] = stage;
            first = last;
        }
        return stages;
    }

    /** Whether the layers of a stage are those of the stage before it, which held {@code layers}. */
    private boolean repeats(int layers, int first, int border, int last) {
        boolean same = last - first == layers;
        for (int kind = 0; same && kind < kinds.kinds().size(); kind++) {
            same = kinds.count(kind, first, border) == kinds.count(kind, first - layers, border - layers)
                    && kinds.count(kind, border, last) == kinds.count(kind, border - layers, last - layers);
        }
        return same;
    }

    /** Multi-token prediction modules stand on the last stage and share its head's weights. */
    private void addNextToken(Stage stage, LayerCosts layers, boolean recomputes) {
        int count = network.nextToken().count();
        if (count > 0) {
            stage.add(layers.nextToken(), count, recomputes);
            stage.denseWeights -= count * layers.head().denseWeights();
            stage.keptBytes -= count * layers.head().fullBytes();
        }
    }

    /**
     * The schedule, or 1F1B where the micro-batches don't suffice: two-way schedules need two for each stage, ZB-H1 one,
     * interleaving a multiple of the stages.
     */
    private static Schedule runnable(Strategy s, Layout layout) {
        int m = layout.microBatches();
        boolean twoWay = s.schedule() == Schedule.DUALPIPE || s.schedule() == Schedule.DUALPIPE_V;
        boolean tooFew =
                twoWay && m < 2 * s.pipelineParallel() || s.schedule() == Schedule.ZB_H1 && m < s.pipelineParallel();
        boolean ragged = s.schedule() == Schedule.INTERLEAVED && m % s.pipelineParallel() != 0;
        return tooFew || ragged ? Schedule.ONE_F_ONE_B : s.schedule();
    }

    private double sendSeconds(Strategy s, Job job, Layout layout) {
        if (s.pipelineParallel() == 1) {
            return 0;
        }
        double tokens = (double) s.microBatch() * job.sequenceLength() / s.contextParallel() / s.tensorParallel();
        return collectives.send(layout.stagesNear(), Operators.ACTIVATION_BYTES * tokens * network.hidden());
    }

    /** Exposed seconds of gradient reduction and parameter gathering of a step on one rank. */
    private double dataParallel(Strategy s, Layout layout, Stage stage) {
        double gradient = s.gradientPrecision().bytes();
        double parameter = Operators.ACTIVATION_BYTES;
        double reduce = gathered(s, layout, stage, gradient);
        double gather = gathered(s, layout, stage, parameter);
        int layers = Math.max(1, layout.stageLayers().get(0));
        // beside exchanges forward and backward run as a pair, of which the backward is taken to be two thirds
        double pair = stage.paired(true);
        double forwardWindow = s.expertOverlap() ? pair / 3 : stage.forward;
        double backwardWindow = s.expertOverlap() ? pair * 2 / 3 : stage.backward;
        if (s.zeroStage() == 3) {
            // every micro-batch gathers parameters for forward and backward and reduces gradients, a layer ahead of
            // compute
            double forward = hidden(gather, forwardWindow, layers, true);
            double backward = hidden(gather + reduce, backwardWindow, layers, true);
            return layout.microBatches() * (forward + backward) + acrossShards(s, layout, stage, gradient);
        }
        if (s.zeroStage() == 2) {
            return layout.microBatches() * hidden(reduce, backwardWindow, layers, s.gradientOverlap())
                    + hidden(gather, forwardWindow, layers, s.parameterOverlap());
        }
        double reduction = s.zeroStage() == 0 ? 2 * reduce : reduce;
        double exposed = hidden(reduction, backwardWindow, layers, s.gradientOverlap());
        exposed += s.zeroStage() == 0 ? 0 : hidden(gather, forwardWindow, layers, s.parameterOverlap());
        return exposed + acrossShards(s, layout, stage, gradient);
    }

    /** Seconds to gather (or reduce-scatter) a stage's parameters within the ZeRO groups. */
    private double gathered(Strategy s, Layout layout, Stage stage, double bytes) {
        Group dense = within(s, layout.data());
        Group expert = within(s, layout.expertData());
        return collectives.gather(dense, stage.denseWeights * bytes)
                + collectives.gather(expert, stage.expertWeights * bytes);
    }

    private static Group within(Strategy s, Group group) {
        if (s.zeroGroup() == 0 || s.zeroGroup() >= group.size()) {
            return group;
        }
        return new Group(s.zeroGroup(), Math.min(s.zeroGroup(), group.perDomain()));
    }

    /** HSDP: what one ZeRO group has reduced is summed across the groups once a step. */
    private double acrossShards(Strategy s, Layout layout, Stage stage, double bytes) {
        Group data = layout.data();
        if (s.zeroGroup() == 0 || s.zeroGroup() >= data.size()) {
            return 0;
        }
        Group across = new Group(data.size() / s.zeroGroup(), 1);
        return collectives.allReduce(across, (stage.denseWeights + stage.expertWeights) * bytes / s.zeroGroup());
    }

    /** What a window of compute leaves exposed if communication goes in {@code pieces} and the last one can't hide. */
    private static double hidden(double communication, double window, int pieces, boolean overlaps) {
        if (!overlaps) {
            return communication;
        }
        return Math.max(communication / pieces, communication - window * (pieces - 1) / pieces);
    }

    /**
     * Optimizer: reads gradients once for their norm, then gradients, master weights and moments, and writes the latter and
     * the parameters; and every rank clears its gradient buffer.
     */
    private double optimizer(Strategy s, Layout layout, Stage stage) {
        double shardDense = s.zeroStage() >= 1 ? within(s, layout.data()).size() : 1;
        double shardExpert = s.zeroStage() >= 1 ? within(s, layout.expertData()).size() : 1;
        double owned = stage.denseWeights / shardDense + stage.expertWeights / shardExpert;
        double gradient = s.gradientPrecision().bytes();
        double master = s.masterWeights() ? 4 : Operators.ACTIVATION_BYTES;
        double states = 2 * (master + 2 * s.momentPrecision().bytes());
        double bytes = owned * (2 * gradient + states + Operators.ACTIVATION_BYTES)
                + (stage.denseWeights + stage.expertWeights) * gradient;
        double rate = machine.chip().memoryBytesPerSecond()
                * machine.calibration().kernel().memory().value();
        return bytes / rate;
    }
}
