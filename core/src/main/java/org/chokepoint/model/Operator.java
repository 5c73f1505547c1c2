package org.chokepoint.model;

/**
 * One operator of a layer on one rank, for one micro-batch: forward shapes, from which the backward follows. A GEMM is
 * (m × k)·(k × n); its input gradient is (m × n)·(n × k) and its weight gradient (n × m)·(m × k).
 *
 * @param name stable name, e.g. {@code q_proj}
 * @param kind which utilisation applies
 * @param module part of the layer it belongs to, for recomputation
 * @param m rows: tokens (all experts together for a grouped product)
 * @param n output columns
 * @param k reduction length
 * @param precision format of the operands
 * @param groups products run side by side: 1, or local experts
 * @param flops floating point operations of the forward, causal attention counted as the half that is needed
 * @param fullFlops the same with attention counted over the full square, as many papers do
 * @param backwardFlops of input and weight gradient together
 * @param bytes memory traffic of the forward of a memory-bound operator; for products, of their operands once
 * @param backwardBytes the same for the backward
 * @param savedBytes kept until the backward
 * @param savedFrom module that produced what is kept: not kept if that module is recomputed
 * @param weights parameters held on this rank
 * @param activeWeights of those, the parameters one token uses
 * @param expert whether the parameters belong to a routed expert (and shard over the expert-data group)
 * @param replicas ranks that repeat this very work: 1 where it is split
 */
public record Operator(
        String name,
        OperatorKind kind,
        Module module,
        long m,
        long n,
        long k,
        Precision precision,
        int groups,
        double flops,
        double fullFlops,
        double backwardFlops,
        double bytes,
        double backwardBytes,
        double savedBytes,
        Module savedFrom,
        double weights,
        double activeWeights,
        boolean expert,
        int replicas) {

    /** The same operator on operands of another format. */
    public Operator on(Precision format) {
        return new Operator(
                name,
                kind,
                module,
                m,
                n,
                k,
                format,
                groups,
                flops,
                fullFlops,
                backwardFlops,
                bytes,
                backwardBytes,
                savedBytes,
                savedFrom,
                weights,
                activeWeights,
                expert,
                replicas);
    }
}
