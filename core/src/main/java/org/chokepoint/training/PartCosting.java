package org.chokepoint.training;

import java.util.List;
import org.chokepoint.machine.ChipPower;
import org.chokepoint.machine.CollectiveTime;
import org.chokepoint.machine.Group;
import org.chokepoint.machine.KernelTime;
import org.chokepoint.machine.KernelTime.Pass;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.Exchange;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Module;
import org.chokepoint.model.Operator;
import org.chokepoint.model.OperatorKind;
import org.chokepoint.model.Operators;

/** Turns the operators and exchanges of a part of the network into seconds and bytes for one {@link LayerKey}. */
final class PartCosting {
    /** Pieces into which a product is cut so that its communication can run beside it (tensor-parallel overlap). */
    private static final double CUTS = 4;

    private final LayerKey key;
    private final KernelTime kernels;
    private final CollectiveTime collectives;
    private final Stack stack;
    // seconds of each operator of the part at hand (EstimateBenchmark.newKey)
    private double[] forward = new double[64];
    private double[] inputGradient = new double[64];
    private double[] weightGradient = new double[64];

    PartCosting(LayerKey key, Machine machine) {
        this.key = key;
        this.kernels = kernels(machine, key);
        this.stack = machine.stack();
        this.collectives = new CollectiveTime(
                machine.chip(), machine.cluster(), machine.calibration().fabric());
    }

    /** Times of kernels for a key. */
    static KernelTime kernels(Machine machine, LayerKey key) {
        ChipPower power = new ChipPower(machine.chip(), machine.calibration().power());
        return new KernelTime(
                machine.chip(),
                machine.calibration().kernel(),
                power,
                machine.stack(),
                key.communicationUnits(),
                key.gradientBytes());
    }

    /**
     * Costs of a part.
     *
     * @param routing the experts of the part, or null
     * @param inputBytes bytes of the part's input on this rank
     */
    PartCosts costs(Operators part, MixtureOfExperts routing, double inputBytes) {
        List<Operator> operators = part.list();
        time(operators);
        PartSum sum = new PartSum();
        int next = 0;
        for (int i = 0; i <= operators.size(); i++) {
            while (next < part.exchanges().size() && part.exchanges().get(next).position() == i) {
                exchange(part.exchanges().get(next++), operators, routing, sum);
            }
            if (i < operators.size()) {
                Operator o = operators.get(i);
                boolean recomputes = key.recomputes(o.module());
                sum.add(o, forward[i], inputGradient[i], weightGradient[i], recomputes, issued(o));
                double rows = routedRows(o) ? key.expertRows() : 1;
                sum.keptBytes += key.recomputes(o.savedFrom()) ? 0 : rows * o.savedBytes();
            }
        }
        if (key.recomputesLayer()) {
            sum.keptBytes = inputBytes;
        }
        sum.heldBytes = part.heldBytes();
        return sum.costs();
    }

    /**
     * How often the host issues an operator: graphs of some stacks end where shapes depend on routing, and some run grouped
     * products expert by expert.
     */
    private int issued(Operator o) {
        if (key.cudaGraphs() && !(stack.graphsEndAtExperts() && o.module().routed())) {
            return 0;
        }
        return stack.issuesEachExpert() ? o.groups() : 1;
    }

    private void time(List<Operator> operators) {
        int count = operators.size();
        if (count > forward.length) {
            forward = new double[2 * count];
            inputGradient = new double[2 * count];
            weightGradient = new double[2 * count];
        }
        boolean flash = key.shard().flashAttention();
        for (int i = 0; i < count; i++) {
            Operator o = operators.get(i);
            double load = routedRows(o) ? key.expertLoad() : 1;
            forward[i] = load * kernels.seconds(o, Pass.FORWARD, flash, key.flashKernel());
            inputGradient[i] = load * kernels.seconds(o, Pass.INPUT_GRADIENT, flash, key.flashKernel());
            weightGradient[i] = load * kernels.seconds(o, Pass.WEIGHT_GRADIENT, flash, key.flashKernel());
            weightGradient[i] += kernels.streaming(o.weights() * key.accumulatedBytes());
        }
    }

    private void exchange(Exchange e, List<Operator> operators, MixtureOfExperts routing, PartSum sum) {
        Group group = group(e.group());
        double f = seconds(e, group, e.forwardBytes(), routing);
        double b = e.backwardMessages() * seconds(e, group, e.backwardBytes(), routing);
        boolean recomputes = key.recomputes(e.module());
        Lane lane = group.domains() > 1 ? Lane.SCALE_OUT : Lane.SCALE_UP;
        switch (e.group()) {
            case EXPERT:
                f *= key.expertLoad();
                b *= key.expertLoad();
                sum.exchange(e.name(), lane, f, b, recomputes ? f : 0);
                break;
            case CONTEXT:
                if (e.kind() != Exchange.Kind.RING) {
                    // attention waits for all of it
                    sum.inline(e.name(), lane, Cause.CONTEXT_COMMUNICATION, f, b, f, b, recomputes);
                    break;
                }
                // a ring's first block is at hand; the others arrive while attention runs on the one before
                int attention = before(e.position(), operators, OperatorKind.ATTENTION);
                double steps = group.size();
                double hiddenForward = attention < 0 ? 0 : forward[attention] * (steps - 1) / steps;
                double hiddenBackward = attention < 0 ? 0 : inputGradient[attention] * (steps - 1) / steps;
                double exposedForward = Math.max(f / steps, f - hiddenForward);
                double exposedBackward = Math.max(b / steps, b - hiddenBackward);
                sum.inline(
                        e.name(), lane, Cause.CONTEXT_COMMUNICATION, exposedForward, exposedBackward, f, b, recomputes);
                break;
            case TENSOR:
                tensor(e, lane, f, b, operators, recomputes, sum);
                break;
            default:
                f *= key.expertLoad();
                b *= key.expertLoad();
                sum.inline(e.name(), lane, Cause.EXPERT_COMMUNICATION, f, b, f, b, recomputes);
        }
    }

    /**
     * Tensor-parallel communication runs beside the product that it feeds or drains if that is cut in pieces: in the forward the
     * product next to it, in the backward its input gradient. What feeds a product is gathered again beside that, and its
     * gradient scattered beside the weight gradient.
     */
    private void tensor(
            Exchange e, Lane lane, double f, double b, List<Operator> operators, boolean recomputes, PartSum sum) {
        boolean feeds = e.kind() == Exchange.Kind.ALL_GATHER || e.forwardBytes() == 0;
        int product = feeds
                ? behind(e.position(), operators, OperatorKind.GEMM)
                : before(e.position(), operators, OperatorKind.GEMM);
        Cause cause = Cause.TENSOR_COMMUNICATION;
        if (!key.tensorOverlap() || product < 0) {
            sum.inline(e.name(), lane, cause, f, b, f, b, recomputes);
            return;
        }
        double scattered = feeds ? b / 2 : 0;
        double exposedForward = exposed(f, forward[product]);
        double exposedBackward = exposed(b - scattered, inputGradient[product]);
        sum.inline(e.name(), lane, cause, exposedForward, exposedBackward, f, b - scattered, recomputes);
        if (scattered > 0) {
            sum.beside(e.name(), lane, cause, exposed(scattered, weightGradient[product]), scattered);
        }
    }

    private static double exposed(double communication, double product) {
        return Math.max(communication / CUTS, communication - product * (CUTS - 1) / CUTS);
    }

    private static int before(int position, List<Operator> operators, OperatorKind kind) {
        int i = position - 1;
        while (i >= 0 && operators.get(i).kind() != kind) {
            i--;
        }
        return i;
    }

    private static int behind(int position, List<Operator> operators, OperatorKind kind) {
        for (int i = position; i < operators.size(); i++) {
            if (operators.get(i).kind() == kind) {
                return i;
            }
        }
        return -1;
    }

    private double seconds(Exchange e, Group group, double bytes, MixtureOfExperts routing) {
        switch (e.kind()) {
            case ALL_REDUCE:
                return collectives.allReduce(group, bytes);
            case ALL_TO_ALL:
                return collectives.allToAll(
                        group, bytes, e.group() == Exchange.Group.EXPERT ? copies(routing, group) : 1);
            default:
                return collectives.gather(group, bytes);
        }
    }

    /**
     * How many of a token's experts lie in one domain of those it is sent to, on average. With k experts drawn evenly from
     * D domains, D·(1 − (1 − 1/D)^k) different domains are hit; a node limit draws from fewer. A router that is simulated says how many.
     */
    private double copies(MixtureOfExperts routing, Group group) {
        if (!key.nodeDeduplication() || routing == null || group.domains() <= 1) {
            return 1;
        }
        if (key.domainsPerToken() > 0) {
            return routing.topK() / key.domainsPerToken();
        }
        int allowed = group.domains();
        if (routing.nodeLimit() > 0) {
            allowed = Math.min(allowed, routing.nodeLimit());
        }
        double missed = 1;
        for (int i = 0; i < routing.topK(); i++) {
            missed *= 1 - 1.0 / allowed;
        }
        return routing.topK() / (allowed * (1 - missed));
    }

    private Group group(Exchange.Group group) {
        switch (group) {
            case TENSOR:
                return key.tensor();
            case CONTEXT:
                return key.context();
            case EXPERT:
                return key.expert();
            default:
                return key.expertTensor();
        }
    }

    private static boolean routedRows(Operator o) {
        Module m = o.module();
        return m == Module.MOE_UP || m == Module.MOE_ACT || m == Module.MOE_DOWN || m == Module.MOE_PERMUTE;
    }
}
