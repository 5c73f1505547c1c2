package org.chokepoint.serving;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chokepoint.machine.ChipPower;
import org.chokepoint.machine.CollectiveTime;
import org.chokepoint.machine.FlashKernel;
import org.chokepoint.machine.Group;
import org.chokepoint.machine.KernelTime;
import org.chokepoint.machine.KernelTime.Pass;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Topology;
import org.chokepoint.model.Block;
import org.chokepoint.model.Exchange;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Network;
import org.chokepoint.model.Operator;
import org.chokepoint.model.Operators;
import org.chokepoint.model.Served;
import org.chokepoint.model.Shard;

/**
 * Seconds of an iteration of one instance. Every kind of layer is described for what a rank has before it, timed by the kernels and
 * collectives that training has, and counted as often as it occurs. Derived in {@code docs/model/serving.md}.
 */
public final class PassTime implements IterationTime {
    /** Before tokens are sent, their counts are; and ranks wait for each other before and behind. */
    private static final int MEETINGS = 3;

    private final Network network;
    private final Engine engine;
    private final Instance instance;
    private final KernelTime kernels;
    private final double beside;
    private final CollectiveTime collectives;
    private final double floor;
    private final Group tensor;
    private final Group expert;
    private final Group pipeline;
    private final Map<Block, Integer> kinds;
    private final Map<Iteration, Double> known = new LinkedHashMap<>();

    /** @param machine chip, cluster and constants; its stack is that of training and has no say here */
    public PassTime(Network network, Machine machine, Engine engine, Instance instance) {
        this(network, machine, engine, instance, network.kinds());
    }

    /** @param kinds those of the network, which a search finds once */
    PassTime(Network network, Machine machine, Engine engine, Instance instance, Map<Block, Integer> kinds) {
        this.network = network;
        this.engine = engine;
        this.instance = instance;
        ChipPower power = new ChipPower(machine.chip(), machine.calibration().power());
        this.collectives = new CollectiveTime(
                machine.chip(), machine.cluster(), machine.calibration().fabric());
        boolean overlap = instance.twoBatchOverlap();
        this.kernels = new KernelTime(
                machine.chip(),
                machine.calibration().kernel(),
                power,
                engine.stack(),
                overlap ? (int) collectives.units() : 0,
                Operators.ACTIVATION_BYTES);
        this.beside = overlap ? 1 - machine.calibration().kernel().beside().value() : 1;
        this.floor = machine.calibration().kernel().floorSeconds().value();
        Topology domain = machine.cluster().scaleUp().fitted(instance.accelerators());
        this.tensor = new Group(instance.tensorParallel(), 1, domain);
        this.expert = new Group(instance.stageRanks(), 1, domain);
        this.pipeline = new Group(instance.pipelineParallel(), instance.stageRanks(), domain);
        this.kinds = kinds;
    }

    @Override
    public double seconds(int decodes, double cached, int promptTokens, double promptPairs) {
        int parts = instance.parts();
        int own = (decodes + parts - 1) / parts;
        int prompt = (promptTokens + instance.dataParallel() - 1) / instance.dataParallel();
        double past = prompt == 0 ? 0 : Math.max(0, promptPairs / promptTokens - prompt / 2.0);
        return time(own, decodes == 0 ? 0 : cached / decodes, prompt, prompt == 0 ? 0 : 1, past);
    }

    /**
     * Seconds of an iteration in which all groups of sequences pass all stages.
     *
     * @param decodes sequences of a group that generate
     * @param cached tokens in the cache of each
     * @param promptTokens tokens of prompts of a group
     * @param prompts prompts that they come from
     * @param past tokens of each prompt that were processed before
     */
    public double seconds(int decodes, double cached, int promptTokens, int prompts, double past) {
        return seconds(new Iteration(decodes, cached, promptTokens, prompts, past));
    }

    /** The same. A search asks for most iterations more than once ({@code ServingBenchmark}), so they are kept. */
    public synchronized double seconds(Iteration iteration) {
        return known.computeIfAbsent(
                iteration, i -> time(i.decodes(), i.cached(), i.promptTokens(), i.prompts(), i.past()));
    }

    private double time(int decodes, double cached, int promptTokens, int prompts, double past) {
        Pieces all = whole(decodes, cached, promptTokens, prompts, past);
        return engine.iterationSeconds().value() + all.seconds(instance.twoBatchOverlap());
    }

    /** Both halves of an iteration where they take turns. */
    private Pieces whole(int decodes, double cached, int promptTokens, int prompts, double past) {
        if (!instance.twoBatchOverlap()) {
            return pieces(decodes, cached, promptTokens, prompts, past);
        }
        Pieces both = new Pieces();
        both.add(pieces((decodes + 1) / 2, cached, (promptTokens + 1) / 2, (prompts + 1) / 2, past), 2);
        return both;
    }

    /** The same seconds by what they are spent on. */
    public Map<TimeUse, Double> spent(Iteration i) {
        Pieces all = whole(i.decodes(), i.cached(), i.promptTokens(), i.prompts(), i.past());
        return all.spent(instance.twoBatchOverlap(), engine.iterationSeconds().value());
    }

    Pieces pieces(int decodes, double cached, int promptTokens, int prompts, double past) {
        Served served = served(decodes, cached, promptTokens, prompts, past);
        Shard shard = instance.shard(served, served.tokens());
        boolean graphs = engine.graphs() && promptTokens == 0;
        Pieces sum = new Pieces();
        kinds.forEach((block, count) ->
                sum.add(part(block.describe(shard, network.hidden()), experts(block), served, graphs), count));
        Shard sampling = instance.shard(served, Math.max(1, served.sampled()));
        sum.add(part(network.sampler(sampling), null, served, graphs), 1);
        sum.add(part(network.embedding(shard), null, served, graphs), 1);
        if (instance.speculation().modules()) {
            drafting(sum, served, graphs);
        }
        int stages = instance.pipelineParallel();
        if (stages > 1) {
            double bytes = Operators.ACTIVATION_BYTES * served.tokens() * network.hidden();
            sum.communication += (stages - 1) * collectives.send(pipeline, bytes / instance.tensorParallel());
        }
        return sum;
    }

    /** The module runs once for each draft on one token of a sequence. */
    private void drafting(Pieces sum, Served served, boolean graphs) {
        Served one = served(served.decodes(), served.cached(), served.promptTokens(), served.prompts(), 0, 1);
        Shard shard = instance.shard(one, one.tokens());
        Block block = network.nextToken().block();
        int drafts = instance.speculation().drafts();
        sum.add(part(block.describe(shard, network.hidden()), experts(block), one, graphs), drafts);
        Shard sampling = instance.shard(one, Math.max(1, one.sampled()));
        sum.add(part(network.sampler(sampling), null, one, graphs), drafts);
    }

    private Served served(int decodes, double cached, int promptTokens, int prompts, double past) {
        return served(
                decodes,
                cached,
                promptTokens,
                prompts,
                past,
                instance.speculation().queries());
    }

    private Served served(int decodes, double cached, int promptTokens, int prompts, double past, int queries) {
        Formats f = instance.formats();
        return new Served(
                decodes,
                queries,
                cached,
                promptTokens,
                prompts,
                past,
                instance.dataParallel(),
                f.weights(),
                f.expertWeights(),
                f.expertOperands(),
                f.cache(),
                instance.expertLoad());
    }

    private Pieces part(Operators part, MixtureOfExperts moe, Served served, boolean graphs) {
        Pieces sum = new Pieces();
        for (Operator o : part.list()) {
            double seconds = kernels.seconds(o, Pass.FORWARD, true, FlashKernel.NATIVE);
            sum.compute(o, seconds / beside + (engine.kernels().value() - 1) * floor);
            sum.launches += graphs ? 0 : engine.launchSeconds().value();
        }
        for (Exchange e : part.exchanges()) {
            double seconds = exchange(e, moe, served);
            if (e.group() == Exchange.Group.EXPERT) {
                sum.communication += seconds;
            } else {
                sum.inline += seconds;
            }
        }
        return sum;
    }

    private double exchange(Exchange e, MixtureOfExperts moe, Served served) {
        Group group = e.group() == Exchange.Group.EXPERT ? expert : tensor;
        switch (e.kind()) {
            case ALL_REDUCE:
                return collectives.oneShot(group, e.forwardBytes(), floor);
            case ALL_TO_ALL:
                return allToAll(e, moe, served, group);
            default:
                return collectives.gather(group, e.forwardBytes());
        }
    }

    /**
     * Dispatch or combine: where sequences generate, a message for each expert, unasked; where prompts do, once to each rank that holds
     * one of a token's experts, after ranks have told each other how many come (DeepEP).
     */
    private double allToAll(Exchange e, MixtureOfExperts moe, Served served, Group group) {
        double bytes = e.forwardBytes() * served.expertLoad();
        if (served.promptTokens() == 0) {
            return collectives.allToAll(group, bytes, 1);
        }
        int picks = moe.topK();
        int nodes = moe.nodeLimit() > 0 ? Math.min(moe.nodeLimit(), group.domains()) : group.domains();
        return MEETINGS * collectives.meeting(group) + collectives.onceToEach(group, bytes / picks, picks, nodes);
    }

    private static MixtureOfExperts experts(Block block) {
        return block.feedForward() instanceof MixtureOfExperts moe ? moe : null;
    }

    /** Seconds of an iteration by what they are spent on. */
    static final class Pieces {
        private double products;
        private double experts;
        private double attention;
        private double elementwise;
        private double inline;
        private double communication;
        private double launches;

        private void add(Pieces other, double count) {
            products += count * other.products;
            experts += count * other.experts;
            attention += count * other.attention;
            elementwise += count * other.elementwise;
            inline += count * other.inline;
            communication += count * other.communication;
            launches += count * other.launches;
        }

        private void compute(Operator o, double seconds) {
            switch (o.kind()) {
                case GEMM:
                    products += seconds;
                    break;
                case GROUPED_GEMM:
                    experts += seconds;
                    break;
                case ATTENTION:
                case DECODE_ATTENTION:
                case SCAN:
                    attention += seconds;
                    break;
                default:
                    if (o.module().routed()) {
                        experts += seconds;
                    } else {
                        elementwise += seconds;
                    }
            }
        }

        /** @param overlap whether what goes to experts and back runs beside the compute of the other half of a batch */
        double seconds(boolean overlap) {
            double busy = computeSeconds() + inline;
            double chips = overlap ? Math.max(busy, communication) : busy + communication;
            return Math.max(chips, launches);
        }

        double computeSeconds() {
            return products + experts + attention + elementwise;
        }

        private Map<TimeUse, Double> spent(boolean overlap, double between) {
            double busy = computeSeconds() + inline;
            double exposed = overlap ? Math.max(0, communication - busy) : communication;
            Map<TimeUse, Double> spent = new LinkedHashMap<>();
            spent.put(TimeUse.PRODUCTS, products);
            spent.put(TimeUse.EXPERTS, experts);
            spent.put(TimeUse.ATTENTION, attention);
            spent.put(TimeUse.ELEMENTWISE, elementwise);
            spent.put(TimeUse.TENSOR_COLLECTIVES, inline);
            spent.put(TimeUse.EXCHANGE, exposed);
            spent.put(TimeUse.HOST, between + Math.max(0, launches - busy - exposed));
            return spent;
        }

        double inlineSeconds() {
            return inline;
        }

        double communicationSeconds() {
            return communication;
        }

        double launchSeconds() {
            return launches;
        }
    }
}
