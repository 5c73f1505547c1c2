package org.chokepoint.training;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.Module;
import org.chokepoint.model.Operator;

/** Adds up the operators and exchanges of a part, in order of the forward; a mutable sum that lives while a part is costed. */
final class PartSum {
    double keptBytes;
    double heldBytes;
    private final double[] forward = new double[Cause.COUNT];
    private final double[] inputGradient = new double[Cause.COUNT];
    private final double[] weightGradient = new double[Cause.COUNT];
    private final List<Piece> pieces = new ArrayList<>(8);
    private double recompute;
    private double exchangeForward;
    private double exchangeBackward;
    private double exchangeRecompute;
    private int exchanges;
    private int operators;
    private int recomputedOperators;
    private double fullBytes;
    private double denseWeights;
    private double expertWeights;
    private double flops;
    private double narrowFlops;
    private double recomputeFlops;
    private double trafficBytes;
    // compute since the last exchange or change of name
    private String name = "";
    private double openForward;
    private double openInput;
    private double openWeight;
    private double openRecompute;

    /**
     * Adds an operator that takes f, d and w seconds in its three passes.
     *
     * @param issued how often the host issues it: not at all where a graph does
     */
    void add(Operator o, double f, double d, double w, boolean recomputes, int issued) {
        int cause = cause(o).ordinal();
        forward[cause] += f;
        inputGradient[cause] += d;
        weightGradient[cause] += w;
        String half = half(o.module());
        if (!half.isEmpty() && !half.equals(name)) {
            if (!name.isEmpty()) {
                close();
            }
            name = half;
        }
        openForward += f;
        openInput += d;
        openWeight += w;
        operators += issued;
        if (recomputes) {
            recompute += f;
            openRecompute += f;
            recomputedOperators += issued;
            recomputeFlops += o.flops();
        }
        fullBytes += o.savedBytes();
        denseWeights += o.expert() ? 0 : o.weights();
        expertWeights += o.expert() ? o.weights() : 0;
        flops += o.flops();
        narrowFlops += o.precision().bytes() < 2 ? o.flops() : 0;
        trafficBytes += o.bytes() + o.backwardBytes();
    }

    /** Adds communication that the micro-batch's own compute hides in part. */
    void inline(
            String exchange,
            Lane lane,
            Cause cause,
            double exposedForward,
            double exposedBackward,
            double busyForward,
            double busyBackward,
            boolean recomputes) {
        close();
        double again = recomputes ? exposedForward : 0;
        forward[cause.ordinal()] += exposedForward;
        inputGradient[cause.ordinal()] += exposedBackward;
        recompute += again;
        pieces.add(
                new Piece(exchange, lane, false, exposedForward, exposedBackward, 0, again, busyForward, busyBackward));
    }

    /** Adds communication beside a weight gradient. */
    void beside(String exchange, Lane lane, Cause cause, double exposed, double busy) {
        weightGradient[cause.ordinal()] += exposed;
        pieces.add(new Piece(exchange, lane, false, 0, 0, exposed, 0, 0, busy));
    }

    /** Adds a dispatch or combine. */
    void exchange(String exchange, Lane lane, double f, double b, double again) {
        close();
        exchanges++;
        exchangeForward += f;
        exchangeBackward += b;
        exchangeRecompute += again;
        pieces.add(new Piece(exchange, lane, true, f, b, 0, again, f, b));
    }

    private void close() {
        if (openForward + openInput + openWeight > 0) {
            pieces.add(new Piece(
                    name.isEmpty() ? "norms" : name,
                    Lane.COMPUTE,
                    false,
                    openForward,
                    openInput,
                    openWeight,
                    openRecompute,
                    openForward,
                    openInput));
        }
        openForward = 0;
        openInput = 0;
        openWeight = 0;
        openRecompute = 0;
    }

    PartCosts costs() {
        close();
        return new PartCosts(
                forward,
                inputGradient,
                weightGradient,
                sum(forward),
                sum(inputGradient),
                sum(weightGradient),
                recompute,
                exchangeForward,
                exchangeBackward,
                exchangeRecompute,
                exchanges,
                operators,
                recomputedOperators,
                keptBytes,
                fullBytes,
                heldBytes,
                0,
                denseWeights,
                expertWeights,
                flops,
                narrowFlops,
                recomputeFlops,
                trafficBytes,
                pieces);
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Name of a piece; norms and residuals go with their neighbours. */
    private static String half(Module module) {
        switch (module) {
            case QKV_PROJ:
            case MLA_UP_PROJ:
            case CORE_ATTN:
            case ATTN_OUT_PROJ:
                return "attention";
            case MLP_UP:
            case MLP_ACT:
            case MLP_DOWN:
                return "mlp";
            case MOE_ROUTER:
                return "router";
            case MOE_PERMUTE:
            case MOE_UP:
            case MOE_ACT:
            case MOE_DOWN:
                return "experts";
            case OUTSIDE:
                return "vocabulary";
            default:
                return "";
        }
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
}
