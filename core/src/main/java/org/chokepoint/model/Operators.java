package org.chokepoint.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the operators and exchanges of one layer while mixers and feed-forwards describe themselves. The one place
 * where shapes become FLOPs and bytes: a product of (m × k)·(k × n) does 2·m·n·k operations (a multiply and an add).
 */
public final class Operators {
    /** Bytes of an activation element outside quantised products (BF16). */
    public static final double ACTIVATION_BYTES = 2;

    private final Shard shard;
    private final List<Operator> list = new ArrayList<>(48);
    private final List<Exchange> exchanges = new ArrayList<>(8);

    private double heldBytes;

    public Operators(Shard shard) {
        this.shard = shard;
    }

    /** The shard that is described. */
    public Shard shard() {
        return shard;
    }

    /** Operators in order of the forward. */
    public List<Operator> list() {
        return list;
    }

    /** Exchanges in order of the forward. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    /** Says that so many bytes live inside the layer, in its forward or its backward. */
    public void holds(double bytes) {
        heldBytes = Math.max(heldBytes, bytes);
    }

    /** Most bytes that the layer holds while it runs, and not longer, beside what it keeps. */
    public double heldBytes() {
        return heldBytes;
    }

    /**
     * A dense product in the shard's precision.
     *
     * @param bias whether the output has a bias vector
     * @param savedFrom module that produced the input, which is kept for the weight gradient; null where a sibling keeps
     *     the same input
     * @param replicas ranks that repeat it
     */
    public void gemm(String name, Module module, long m, long n, long k, boolean bias, Module savedFrom, int replicas) {
        double savedRows = savedFrom == null ? 0 : m;
        OperatorKind kind = OperatorKind.GEMM;
        product(name, kind, module, m, n, k, shard.precision(), 1, bias, savedFrom, savedRows, 1, replicas);
    }

    /**
     * A dense product in the shard's precision behind {@link #enterTensorParallel}: with sequence parallelism a rank keeps
     * only its own tokens of the input and gathers the others again in the backward.
     */
    public void gathered(String name, Module module, long n, long k, boolean bias, Module savedFrom) {
        OperatorKind kind = OperatorKind.GEMM;
        long m = shard.tokens();
        product(name, kind, module, m, n, k, shard.precision(), 1, bias, savedFrom, shard.tokensOutside(), 1, 1);
    }

    /** A dense product that stays in BF16 whatever the precision of the others (router, output head). */
    public void gemm16(
            String name, Module module, long m, long n, long k, boolean bias, Module savedFrom, int replicas) {
        Precision wide = shard.quantised() ? Precision.BF16 : shard.precision();
        double savedRows = savedFrom == null ? 0 : m;
        product(name, OperatorKind.GEMM, module, m, n, k, wide, 1, bias, savedFrom, savedRows, 1, replicas);
    }

    /**
     * One product per local expert; {@code m} rows in all are spread over the groups.
     *
     * @param activeShare part of the local experts' weights that one token uses
     */
    public void grouped(
            String name,
            Module module,
            long m,
            long n,
            long k,
            int groups,
            boolean bias,
            Module savedFrom,
            double activeShare) {
        OperatorKind kind = OperatorKind.GROUPED_GEMM;
        Precision precision = shard.serves() ? shard.served().expertOperands() : shard.precision();
        product(name, kind, module, m, n, k, precision, groups, bias, savedFrom, m, activeShare, 1);
    }

    /**
     * Rows in memory of {@code m} rows spread over groups. In a weight gradient scales run along the rows, so each group is
     * padded to whole blocks: by half a block on average.
     */
    public double padded(long m, int groups) {
        return shard.quantised() && !shard.serves()
                ? m + groups * shard.precision().block() / 2.0
                : m;
    }

    private void product(
            String name,
            OperatorKind kind,
            Module module,
            long m,
            long n,
            long k,
            Precision precision,
            int groups,
            boolean bias,
            Module savedFrom,
            double savedRows,
            double activeShare,
            int replicas) {
        double flops = 2.0 * m * n * k;
        boolean quantised = precision.bytes() < 2;
        double rows = kind == OperatorKind.GROUPED_GEMM ? padded(m, groups) : m;
        double in = quantised ? precision.operandBytes() : ACTIVATION_BYTES;
        double bytes = in * rows * k + stored(kind, precision, in) * groups * n * k + ACTIVATION_BYTES * rows * n;
        double weights = groups * ((double) n * k + (bias ? n : 0));
        list.add(new Operator(
                name,
                kind,
                module,
                m,
                n,
                k,
                precision,
                groups,
                flops,
                flops,
                2 * flops,
                bytes,
                2 * bytes,
                in * savedRows * k,
                savedFrom == null ? Module.OUTSIDE : savedFrom,
                weights,
                weights * activeShare,
                kind == OperatorKind.GROUPED_GEMM,
                replicas));
        if (quantised) {
            // read the BF16 input and write it narrow; in the backward quantise the output gradient both ways round and
            // transpose the kept input for the weight gradient
            double input = rows * k;
            double gradient = rows * n;
            double forward = savedFrom == null ? 0 : input * (ACTIVATION_BYTES + in);
            double backward = gradient * (ACTIVATION_BYTES + 2 * in) + (savedFrom == null ? 0 : input * 2 * in);
            memory(name + "_cast", module, forward, backward, 0, Module.OUTSIDE, 0, replicas);
        }
    }

    /** Bytes of an element of weights as a product reads it. */
    private double stored(OperatorKind kind, Precision precision, double operand) {
        if (!shard.serves()) {
            return operand;
        }
        // what is never quantised (router, head) is stored wide whatever the others are
        boolean wide = kind == OperatorKind.GEMM && precision != shard.precision();
        Storage routed = shard.served().expertWeights();
        Storage weights =
                kind == OperatorKind.GROUPED_GEMM ? routed : shard.served().weights();
        return wide ? ACTIVATION_BYTES : weights.bytes();
    }

    /** One product for each head, in BF16: {@code tokens} rows of {@code k} channels to {@code n}. */
    public void perHead(String name, Module module, long tokens, long heads, long n, long k) {
        double weights = (double) heads * n * k;
        double flops = 2.0 * tokens * weights;
        double input = ACTIVATION_BYTES * tokens * heads * k;
        double bytes = input + ACTIVATION_BYTES * (tokens * (double) heads * n + weights);
        list.add(new Operator(
                name,
                OperatorKind.GEMM,
                module,
                tokens * heads,
                n,
                k,
                Precision.BF16,
                (int) heads,
                flops,
                flops,
                2 * flops,
                bytes,
                2 * bytes,
                input,
                Module.CORE_ATTN,
                weights,
                weights,
                false,
                1));
    }

    /**
     * A memory-bound operator.
     *
     * @param bytes traffic of the forward
     * @param backwardBytes traffic of the backward
     * @param savedBytes what it keeps, produced by {@code savedFrom}
     */
    public void memory(
            String name,
            Module module,
            double bytes,
            double backwardBytes,
            double savedBytes,
            Module savedFrom,
            double weights,
            int replicas) {
        list.add(new Operator(
                name,
                OperatorKind.MEMORY,
                module,
                0,
                0,
                0,
                Precision.BF16,
                1,
                0,
                0,
                0,
                bytes,
                backwardBytes,
                savedBytes,
                savedFrom,
                weights,
                weights,
                false,
                replicas));
    }

    /** Any operator that the helpers above don't describe. */
    public void add(Operator operator) {
        list.add(operator);
    }

    /** A norm over {@code width} channels of {@code tokens} rows: one read and one write; it keeps its input. */
    public void norm(String name, Norm norm, long tokens, long width, int replicas) {
        double tensor = ACTIVATION_BYTES * tokens * width;
        Module from = Module.RESIDUAL;
        double passes = shard.serves() ? 4 : 2; // in serving it adds the residual on the way
        memory(name, Module.LAYERNORM, passes * tensor, 3 * tensor, tensor, from, norm.parameters(width), replicas);
    }

    /** The residual sum behind a mixer or feed-forward: two reads and a write; its gradient is only passed on. */
    public void residual(String name, long tokens, long width, int replicas) {
        if (shard.serves()) {
            return; // the next norm adds it
        }
        double tensor = ACTIVATION_BYTES * tokens * width;
        memory(name, Module.RESIDUAL, 3 * tensor, tensor, 0, Module.OUTSIDE, 0, replicas);
    }

    /** An exchange; none is needed in a group of one. */
    public void exchange(
            String name,
            Exchange.Kind kind,
            Exchange.Group group,
            Module module,
            double forwardBytes,
            double backwardBytes) {
        exchange(name, kind, group, module, forwardBytes, backwardBytes, 1);
    }

    /**
     * An exchange of several messages in the backward.
     *
     * @param backwardBytes bytes of one of them
     */
    public void exchange(
            String name,
            Exchange.Kind kind,
            Exchange.Group group,
            Module module,
            double forwardBytes,
            double backwardBytes,
            int backwardMessages) {
        if (sizeOf(group) > 1) {
            int position = list.size();
            exchanges.add(
                    new Exchange(name, kind, group, module, position, forwardBytes, backwardBytes, backwardMessages));
        }
    }

    /**
     * The tensor-parallel boundary before split matrices. With sequence parallelism the tokens are gathered, and in the
     * backward gathered once more for the weight gradient while the input gradient is scattered; without it the backward
     * all-reduces the input gradient (Korthikanti et al. 2022, section 4.2.2).
     */
    public void enterTensorParallel(String name, Module module, long width) {
        double bytes = ACTIVATION_BYTES * shard.tokens() * width;
        if (shard.sequenceParallel()) {
            exchange(name, Exchange.Kind.ALL_GATHER, Exchange.Group.TENSOR, module, bytes, bytes, 2);
        } else {
            exchange(name, Exchange.Kind.ALL_REDUCE, Exchange.Group.TENSOR, module, 0, bytes);
        }
    }

    /** The boundary behind split matrices: partial sums are reduced. */
    public void leaveTensorParallel(String name, Module module, long width) {
        double bytes = ACTIVATION_BYTES * shard.tokens() * width;
        if (shard.sequenceParallel()) {
            exchange(name, Exchange.Kind.REDUCE_SCATTER, Exchange.Group.TENSOR, module, bytes, bytes);
        } else {
            exchange(name, Exchange.Kind.ALL_REDUCE, Exchange.Group.TENSOR, module, bytes, 0);
        }
    }

    private int sizeOf(Exchange.Group group) {
        switch (group) {
            case TENSOR:
                return shard.tensorParallel();
            case CONTEXT:
                return shard.contextParallel();
            case EXPERT:
                return Math.max(shard.expertParallel(), shard.served().dataRanks());
            default:
                return shard.expertTensorParallel();
        }
    }
}
