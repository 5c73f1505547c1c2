package org.chokepoint.serving;

/**
 * How an instance chooses what an iteration does, and the cache that its sequences share.
 *
 * @param batching how prompts and decodes share iterations
 * @param sequences most that run at once
 * @param tokenBudget most tokens of an iteration, decodes and their drafts included; with {@link Batching#PROMPTS_FIRST} most prompt
 *     tokens of an iteration, unless a single prompt has more
 * @param cacheBlocks blocks that the cache holds
 * @param blockTokens tokens of a block
 * @param prefixShare share of a prompt's tokens whose keys and values are cached before it comes; only whole blocks count
 * @param speculation drafts of decodes
 */
public record Scheduler(
        Batching batching,
        int sequences,
        int tokenBudget,
        int cacheBlocks,
        int blockTokens,
        double prefixShare,
        Speculation speculation) {
    public Scheduler {
        if (sequences < 1 || cacheBlocks < 1 || blockTokens < 1 || tokenBudget < 1) {
            throw new IllegalArgumentException("sequences, budget, blocks and their tokens are 1 at least");
        }
        if (!(prefixShare >= 0) || prefixShare > 1) {
            throw new IllegalArgumentException("the prefix share is from 0 to 1");
        }
        if (batching == Batching.CHUNKED && (long) sequences * speculation.queries() > tokenBudget) {
            throw new IllegalArgumentException(
                    "the budget of an iteration is at least a token of each sequence and draft");
        }
    }

    /** Chunked prefill without prefix hits and drafts, and a cache of some tokens. */
    public static Scheduler chunked(int sequences, int tokenBudget, long cacheTokens, int blockTokens) {
        return new Scheduler(
                Batching.CHUNKED,
                sequences,
                tokenBudget,
                Math.toIntExact(cacheTokens / blockTokens),
                blockTokens,
                0,
                Speculation.NONE);
    }

    /** The same with other batching. */
    public Scheduler with(Batching other) {
        return new Scheduler(other, sequences, tokenBudget, cacheBlocks, blockTokens, prefixShare, speculation);
    }

    /** The same with prefix hits. */
    public Scheduler withPrefixShare(double other) {
        return new Scheduler(batching, sequences, tokenBudget, cacheBlocks, blockTokens, other, speculation);
    }

    /** The same with drafts. */
    public Scheduler with(Speculation other) {
        return new Scheduler(batching, sequences, tokenBudget, cacheBlocks, blockTokens, prefixShare, other);
    }

    /** Blocks that hold so many tokens. */
    int blocks(int tokens) {
        return (tokens + blockTokens - 1) / blockTokens;
    }

    /** Whether the cache can hold a sequence to its end; one that it can't never ends. */
    public boolean holds(int inputTokens, int outputTokens) {
        long tokens = (long) inputTokens + outputTokens + speculation.drafts();
        return tokens <= (long) cacheBlocks * blockTokens;
    }

    /** Tokens of a prompt that are found in the cache: whole blocks, and never all of it, since its last token yields the first. */
    int found(int inputTokens) {
        int share = (int) (prefixShare * inputTokens);
        return Math.min(share, inputTokens - 1) / blockTokens * blockTokens;
    }
}
