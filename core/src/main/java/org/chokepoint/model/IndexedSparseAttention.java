package org.chokepoint.model;

/**
 * Latent attention to the {@code topK} tokens that a light indexer picks (DeepSeek-V3.2 "DSA", GLM-5). The indexer scores
 * every earlier token with {@code indexHeads} small heads that share one key. Source: DeepSeek-V3.2-Exp report, section 2.
 *
 * @param base the attention that reads the picked tokens
 * @param indexHeads heads of the indexer; 0 if the layer reads what an earlier layer's indexer picked (GLM-5.2)
 * @param indexDim channels of an indexer head
 * @param topK tokens that a query reads
 */
public record IndexedSparseAttention(LatentAttention base, int indexHeads, int indexDim, int topK) implements Mixer {
    @Override
    public void describe(Operators out, int hidden) {
        double sequence = out.shard().sequenceLength();
        double seen = Math.min(topK, sequence);
        base.describe(out, hidden, SlidingAttention.windowMean(sequence, seen), seen, topK);
        if (indexHeads > 0) {
            Indexer indexer = new Indexer(indexHeads, indexDim, base.queryRank());
            indexer.describe(out, hidden, sequence / 2, sequence, 1);
        }
    }

    @Override
    public double cacheBytes(double tokens, int tensorParallel, Storage format) {
        return base.cacheBytes(tokens, tensorParallel, format)
                + (indexHeads > 0 ? Indexer.cacheBytes(tokens, indexDim) : 0);
    }

    @Override
    public int heads() {
        return base.heads();
    }

    @Override
    public String exchanges() {
        return "the keys by which " + label() + " picks tokens";
    }

    @Override
    public String label() {
        return "sparse attention, top " + topK;
    }
}
