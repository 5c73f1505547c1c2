package org.chokepoint.model;

/**
 * The part of one micro-batch that one rank works on, as far as the shapes of operators depend on it.
 *
 * @param sequences sequences in the micro-batch
 * @param sequenceLength tokens of a sequence, before context parallelism
 * @param tensorParallel ranks that split heads and widths
 * @param sequenceParallel whether norms and residuals outside the split matrices hold 1/tensorParallel of the tokens
 * @param contextParallel ranks that split each sequence
 * @param contextAlgorithm how these exchange keys and values
 * @param expertParallel ranks that split the experts
 * @param expertTensorParallel ranks that split each expert's width
 * @param precision operand format of the large matrix products
 * @param narrowActivations whether inputs of activation functions are kept in the narrow format too
 * @param flashAttention whether attention is computed without writing the score matrix
 * @param served what is served instead of a micro-batch of whole sequences
 */
public record Shard(
        int sequences,
        int sequenceLength,
        int tensorParallel,
        boolean sequenceParallel,
        int contextParallel,
        ContextAlgorithm contextAlgorithm,
        int expertParallel,
        int expertTensorParallel,
        Precision precision,
        boolean narrowActivations,
        boolean flashAttention,
        Served served) {

    /** A micro-batch of training. */
    public Shard(
            int sequences,
            int sequenceLength,
            int tensorParallel,
            boolean sequenceParallel,
            int contextParallel,
            ContextAlgorithm contextAlgorithm,
            int expertParallel,
            int expertTensorParallel,
            Precision precision,
            boolean narrowActivations,
            boolean flashAttention) {
        this(
                sequences,
                sequenceLength,
                tensorParallel,
                sequenceParallel,
                contextParallel,
                contextAlgorithm,
                expertParallel,
                expertTensorParallel,
                precision,
                narrowActivations,
                flashAttention,
                Served.NOTHING);
    }

    /**
     * An iteration of serving.
     *
     * @param tokens that pass token-wise operators
     */
    public static Shard serving(
            int tokens,
            int tensorParallel,
            int expertParallel,
            int expertTensorParallel,
            Precision precision,
            Served served) {
        return new Shard(
                1,
                tokens,
                tensorParallel,
                false,
                1,
                ContextAlgorithm.RING,
                expertParallel,
                expertTensorParallel,
                precision,
                false,
                true,
                served);
    }

    /** One whole sequence on one rank in BF16 with flash attention: the shard for counting. */
    public static Shard whole(int sequenceLength) {
        return new Shard(1, sequenceLength, 1, false, 1, ContextAlgorithm.RING, 1, 1, Precision.BF16, false, true);
    }

    /** Tokens that this rank's context-parallel share of the micro-batch holds. */
    public long tokens() {
        return (long) sequences * sequenceLength / contextParallel;
    }

    /** Whether this is an iteration of serving. */
    public boolean serves() {
        return served.tokens() > 0;
    }

    /** Tokens that a recurrence takes in chunks: all in training, prompts in serving. */
    long scanned() {
        return serves() ? served.promptTokens() : tokens();
    }

    /** Tokens on which token-wise operators outside the tensor-parallel matrices run. */
    public long tokensOutside() {
        return sequenceParallel ? tokens() / tensorParallel : tokens();
    }

    /** Ranks that repeat the work of token-wise operators: 1 with sequence parallelism. */
    public int replicasOutside() {
        return sequenceParallel ? 1 : tensorParallel;
    }

    /** Bytes in which an element is kept that waits for the backward of an activation function. */
    public double keptInnerBytes() {
        return quantised() && narrowActivations ? precision.bytes() : Operators.ACTIVATION_BYTES;
    }

    /** Whether large matrix products run on quantised operands, which need casts and scales. */
    public boolean quantised() {
        return precision.bytes() < 2;
    }
}
