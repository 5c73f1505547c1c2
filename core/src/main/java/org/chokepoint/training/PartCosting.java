package org.chokepoint.training;

import java.util.List;
import org.chokepoint.machine.CollectiveTime;
import org.chokepoint.machine.Group;
import org.chokepoint.machine.KernelTime;
import org.chokepoint.machine.KernelTime.Pass;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Exchange;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Module;
import org.chokepoint.model.Operator;
import org.chokepoint.model.Operators;

/** Turns the operators and exchanges of a part of the network into seconds and bytes for one {@link LayerKey}. */
final class PartCosting {
    /** Pieces into which a product is cut so that its communication can run beside it (tensor-parallel overlap). */
    private static final double PIECES = 4;

    private final LayerKey key;
    private final KernelTime kernels;
    private final CollectiveTime collectives;
    private final double hostSeconds;

    PartCosting(LayerKey key, Machine machine) {
        this.key = key;
        this.kernels = new KernelTime(
                machine.chip(),
                machine.calibration().kernel(),
                machine.stack(),
                key.communicationUnits(),
                key.beside());
        this.collectives = new CollectiveTime(
                machine.chip(), machine.cluster(), machine.calibration().fabric());
        this.hostSeconds = key.cudaGraphs() ? 0 : machine.stack().hostSecondsPerOperator();
    }

    /**
     * Costs of a part.
     *
     * @param routing the experts of the part, or null
     * @param inputBytes bytes of the part's input on this rank
     */
    PartCosts costs(Operators part, MixtureOfExperts routing, double inputBytes) {
        double[] forward = new double[Cause.COUNT];
        double[] backward = new double[Cause.COUNT];
        double weightGradient = 0;
        double weightProducts = 0;
        double recompute = 0;
        double kept = 0;
        double full = 0;
        double dense = 0;
        double expert = 0;
        double flops = 0;
        double narrow = 0;
        double repeated = 0;
        double traffic = 0;
        int launches = 0;
        List<Operator> operators = part.list();
        for (int i = 0; i < operators.size(); i++) {
            Operator o = operators.get(i);
            double load = routedRows(o) ? key.expertLoad() : 1;
            int cause = cause(o).ordinal();
            double f = load * kernels.seconds(o, Pass.FORWARD, key.shard().flashAttention());
            double d =
                    load * kernels.seconds(o, Pass.INPUT_GRADIENT, key.shard().flashAttention());
            double w =
                    load * kernels.seconds(o, Pass.WEIGHT_GRADIENT, key.shard().flashAttention());
            forward[cause] += f;
            backward[cause] += d + w;
            weightGradient += w;
            weightProducts += cause == Cause.MATRIX_PRODUCTS.ordinal() ? w : 0;
            full += o.savedBytes();
            if (key.recomputes(o.module())) {
                recompute += f;
                repeated += o.flops();
            }
            kept += key.recomputes(o.savedFrom()) ? 0 : o.savedBytes();
            dense += o.expert() ? 0 : o.weights();
            expert += o.expert() ? o.weights() : 0;
            flops += o.flops();
            narrow += o.precision().bytes() < 2 ? o.flops() : 0;
            traffic += o.bytes() + o.backwardBytes();
            launches += (f > 0 ? 1 : 0) + (d > 0 ? 1 : 0) + (w > 0 ? 1 : 0);
        }
        if (key.recomputesLayer()) {
            kept = inputBytes;
        }
        double[] exchanged = exchanges(part, routing, forward, backward);
        // what the backward would take without weight gradients, behind which communication and launches hide too
        double inputs = sum(backward) - weightGradient - backward[Cause.TENSOR_COMMUNICATION.ordinal()];
        inputs += exposed(exchanged[3], backward[Cause.MATRIX_PRODUCTS.ordinal()] - weightProducts);
        addHost(forward, backward, operators.size());
        inputs = Math.max(inputs, hostSeconds * operators.size());
        recompute += exchanged[2];
        return new PartCosts(
                forward,
                backward,
                sum(forward),
                sum(backward),
                sum(backward) - inputs,
                recompute,
                exchanged[0],
                exchanged[1],
                kept,
                full,
                inputBytes,
                dense,
                expert,
                flops,
                narrow,
                repeated,
                traffic,
                launches);
    }

    /** Where the host issues kernels more slowly than the chip runs them, the difference is waiting. */
    private void addHost(double[] forward, double[] backward, int kernelsForward) {
        double issueForward = hostSeconds * kernelsForward;
        int host = Cause.HOST.ordinal();
        forward[host] += Math.max(0, issueForward - sum(forward));
        backward[host] += Math.max(0, 2 * issueForward - sum(backward));
    }

    /**
     * Adds exposed communication; returns expert exchange forward and backward, what recomputation repeats, and
     * tensor-parallel communication of the backward before any is hidden.
     */
    private double[] exchanges(Operators part, MixtureOfExperts routing, double[] forward, double[] backward) {
        int products = Cause.MATRIX_PRODUCTS.ordinal();
        int attention = Cause.ATTENTION.ordinal();
        double tensorForward = 0;
        double tensorBackward = 0;
        double expertForward = 0;
        double expertBackward = 0;
        double repeated = 0;
        int context = Cause.CONTEXT_COMMUNICATION.ordinal();
        for (Exchange e : part.exchanges()) {
            double f = seconds(e, e.forwardBytes(), routing);
            double b = seconds(e, e.backwardBytes(), routing);
            if (key.recomputes(e.module())) {
                repeated += f;
            }
            switch (e.group()) {
                case TENSOR:
                    tensorForward += f;
                    tensorBackward += b;
                    break;
                case CONTEXT:
                    // a ring's first block is at hand; the others arrive while attention runs on the one before
                    double steps = key.context().size();
                    forward[context] += Math.max(f / steps, f - forward[attention] * (steps - 1) / steps);
                    backward[context] += Math.max(b / steps, b - backward[attention] * (steps - 1) / steps);
                    break;
                default:
                    expertForward += key.expertLoad() * f;
                    expertBackward += key.expertLoad() * b;
            }
        }
        int tensor = Cause.TENSOR_COMMUNICATION.ordinal();
        forward[tensor] += exposed(tensorForward, forward[products]);
        backward[tensor] += exposed(tensorBackward, backward[products]);
        if (!key.beside()) {
            int cause = Cause.EXPERT_COMMUNICATION.ordinal();
            forward[cause] += expertForward;
            backward[cause] += expertBackward;
        }
        return new double[] {expertForward, expertBackward, key.beside() ? 0 : repeated, tensorBackward};
    }

    private double exposed(double communication, double products) {
        if (!key.tensorOverlap()) {
            return communication;
        }
        return Math.max(communication / PIECES, communication - products * (PIECES - 1) / PIECES);
    }

    private double seconds(Exchange e, double bytes, MixtureOfExperts routing) {
        Group group = group(e.group());
        switch (e.kind()) {
            case ALL_REDUCE:
                return collectives.allReduce(group, bytes);
            case ALL_TO_ALL:
                return collectives.allToAll(group, bytes, copies(routing, group));
            default:
                return collectives.gather(group, bytes);
        }
    }

    /**
     * How many of a token's experts lie in one domain of those it is sent to, on average. With k experts drawn evenly from
     * D domains, D·(1 − (1 − 1/D)^k) different domains are hit; a node limit draws from fewer.
     */
    private double copies(MixtureOfExperts routing, Group group) {
        if (!key.nodeDeduplication() || routing == null || group.domains() <= 1) {
            return 1;
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

    private static Cause cause(Operator o) {
        switch (o.kind()) {
            case GEMM:
                return Cause.MATRIX_PRODUCTS;
            case GROUPED_GEMM:
                return Cause.EXPERT_PRODUCTS;
            case ATTENTION:
                return Cause.ATTENTION;
            case SCAN:
                return Cause.SCANS;
            default:
                return o.name().endsWith("_cast") ? Cause.CASTS : Cause.MEMORY_BOUND;
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
