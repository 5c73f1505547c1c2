package org.chokepoint.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A language model as far as its cost depends on it.
 *
 * @param id name
 * @param hidden width of the residual stream
 * @param vocabulary token types, as the embedding stores them
 * @param tiedEmbeddings whether the output head shares the embedding's weights
 * @param learnedPositions rows of a learned position table; 0 where positions are rotated or biased
 * @param embeddingNorm whether the embedding has a norm of its own (BLOOM)
 * @param headBias whether the output head has a bias (Phi-2)
 * @param finalNorm norm before the output head
 * @param blocks layers in order
 * @param nextToken multi-token prediction modules, which no parameter count below includes
 * @param maxSequence longest sequence the model was made for
 */
public record Network(
        String id,
        int hidden,
        long vocabulary,
        boolean tiedEmbeddings,
        long learnedPositions,
        boolean embeddingNorm,
        boolean headBias,
        Norm finalNorm,
        List<Block> blocks,
        NextTokenModules nextToken,
        long maxSequence) {

    public Network {
        blocks = List.copyOf(blocks);
    }

    /** The same network whose output head shares the embedding's weights, or has its own. */
    public Network withTiedEmbeddings(boolean tied) {
        return with(tied, blocks, nextToken);
    }

    /** The same network with other layers, and other multi-token prediction modules behind them. */
    public Network withLayers(List<Block> others, NextTokenModules modules) {
        return with(tiedEmbeddings, others, modules);
    }

    private Network with(boolean tied, List<Block> others, NextTokenModules modules) {
        return new Network(
                id,
                hidden,
                vocabulary,
                tied,
                learnedPositions,
                embeddingNorm,
                headBias,
                finalNorm,
                others,
                modules,
                maxSequence);
    }

    /** Layers. */
    public int layers() {
        return blocks.size();
    }

    /** Whether any layer routes tokens to experts. */
    public boolean routed() {
        return blocks.stream().anyMatch(Block::routed);
    }

    /** Embedding of one rank: a lookup of the tokens and, split by tensor parallelism, a reduction. */
    public Operators embedding(Shard shard) {
        Operators out = new Operators(shard);
        double rows = Operators.ACTIVATION_BYTES * shard.tokens() * hidden;
        double weights = (double) vocabulary / shard.tensorParallel() * hidden + (double) learnedPositions * hidden;
        Module outside = Module.OUTSIDE;
        out.memory("embedding", outside, 2 * rows, 3 * rows, 0, outside, weights, 1);
        if (embeddingNorm) {
            out.norm("embedding_norm", finalNorm, shard.tokensOutside(), hidden, shard.replicasOutside());
        }
        out.leaveTensorParallel("embedding_scatter", outside, hidden);
        return out;
    }

    /** Final norm, output head and loss of one rank, the vocabulary split by tensor parallelism. */
    public Operators head(Shard shard) {
        Operators out = new Operators(shard);
        Module outside = Module.OUTSIDE;
        out.norm("final_norm", finalNorm, shard.tokensOutside(), hidden, shard.replicasOutside());
        out.enterTensorParallel("head_gather", outside, hidden);
        long columns = (vocabulary + shard.tensorParallel() - 1) / shard.tensorParallel();
        out.gemm16("head", outside, shard.tokens(), columns, hidden, headBias, null, 1);
        // the loss reads the logits, keeps their softmax in FP32 and turns it into the gradient in place
        double logits = (double) shard.tokens() * columns;
        out.memory("loss", outside, 10 * logits, 6 * logits, 4 * logits, outside, 0, 1);
        return out;
    }

    /**
     * Final norm, output head and sampling of one rank in serving, the vocabulary split by tensor parallelism and gathered.
     *
     * @param sampling shard whose tokens are those whose successor is asked for
     */
    public Operators sampler(Shard sampling) {
        Operators out = new Operators(sampling);
        Module outside = Module.OUTSIDE;
        long tokens = sampling.tokens();
        long columns = (vocabulary + sampling.tensorParallel() - 1) / sampling.tensorParallel();
        out.norm("final_norm", finalNorm, tokens, hidden, 1);
        out.gemm16("head", outside, tokens, columns, hidden, headBias, null, 1);
        double logits = Operators.ACTIVATION_BYTES * tokens * vocabulary;
        out.exchange("logits_gather", Exchange.Kind.ALL_GATHER, Exchange.Group.TENSOR, outside, logits, 0);
        // turned into FP32, written and read again
        out.memory("sampling", outside, 5 * logits, 0, 0, outside, 0, 1);
        return out;
    }

    /** Operators of one multi-token prediction module of one rank, head and loss included. */
    public Operators nextTokenModule(Shard shard) {
        Operators out = nextToken.describe(shard, hidden);
        Operators head = head(shard);
        int before = out.list().size();
        head.list().forEach(out::add);
        head.exchanges().forEach(e -> out.exchanges().add(e.behind(before)));
        return out;
    }

    /** Parameters, counted from the same operators that are timed. */
    public Parameters parameters() {
        Shard whole = Shard.whole(1);
        double embedding = weights(embedding(whole));
        Operators headOperators = head(whole);
        double headMatrix = headOperators.list().stream()
                .filter(o -> o.name().equals("head"))
                .mapToDouble(Operator::weights)
                .sum();
        double head = weights(headOperators) - (tiedEmbeddings ? headMatrix : 0);
        double total = embedding + head;
        double active = embedding + head;
        double routed = 0;
        for (Map.Entry<Block, Integer> kind : kinds().entrySet()) {
            for (Operator o : kind.getKey().describe(whole, hidden).list()) {
                total += kind.getValue() * o.weights();
                active += kind.getValue() * o.activeWeights();
                routed += o.expert() ? kind.getValue() * o.weights() : 0;
            }
        }
        double nextTokens = 0;
        if (nextToken.count() > 0) {
            nextTokens = nextToken.count() * weights(nextToken.describe(whole, hidden));
        }
        return new Parameters(total, active, embedding, headMatrix, routed, nextTokens);
    }

    /** Forward FLOPs of one token, from the same operators that are timed; multi-token prediction apart. */
    public TokenFlops flopsPerToken(int sequenceLength) {
        Shard whole = Shard.whole(sequenceLength);
        double causal = 0;
        double full = 0;
        for (Operator o : head(whole).list()) {
            causal += o.flops();
            full += o.fullFlops();
        }
        for (Map.Entry<Block, Integer> kind : kinds().entrySet()) {
            for (Operator o : kind.getKey().describe(whole, hidden).list()) {
                causal += kind.getValue() * o.flops();
                full += kind.getValue() * o.fullFlops();
            }
        }
        double extra = 0;
        if (nextToken.count() > 0) {
            for (Operator o : nextTokenModule(whole).list()) {
                extra += nextToken.count() * o.flops();
            }
        }
        double tokens = sequenceLength;
        return new TokenFlops(causal / tokens, full / tokens, extra / tokens);
    }

    /** The different blocks in order of first appearance, and how many there are of each. */
    public Map<Block, Integer> kinds() {
        Map<Block, Integer> kinds = new LinkedHashMap<>();
        blocks.forEach(block -> kinds.merge(block, 1, Integer::sum));
        return Collections.unmodifiableMap(kinds);
    }

    private static double weights(Operators operators) {
        return operators.list().stream().mapToDouble(Operator::weights).sum();
    }
}
