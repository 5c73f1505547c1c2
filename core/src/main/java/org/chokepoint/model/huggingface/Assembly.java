package org.chokepoint.model.huggingface;

import java.util.List;
import org.chokepoint.model.Block;
import org.chokepoint.model.Network;
import org.chokepoint.model.NextTokenModules;
import org.chokepoint.model.NoFeedForward;
import org.chokepoint.model.NoMixer;
import org.chokepoint.model.Norm;

/** Puts a network together from its layers and the keys that every family shares. */
record Assembly(
        String id,
        int hidden,
        long vocabulary,
        boolean tied,
        long learnedPositions,
        boolean embeddingNorm,
        boolean headBias,
        Norm norm,
        List<Block> blocks,
        NextTokenModules nextToken,
        long maxSequence) {
    private static final NextTokenModules NONE =
            new NextTokenModules(0, Block.plain(new NoMixer(), new NoFeedForward()));

    private static final List<String> LENGTHS =
            List.of("max_position_embeddings", "n_positions", "max_seq_len", "seq_length", "n_ctx");

    private static final int MOST_MODULES = 1000;

    /** Sequence length where the config names none (BLOOM, Falcon: their models were trained so). */
    private static final long USUAL_LENGTH = 2048;

    static Assembly of(Config c, int hidden, boolean tiedByDefault, Norm norm, List<Block> blocks) {
        long vocabulary = c.count("vocab_size", "padded_vocab_size");
        boolean tied = c.flag("tie_word_embeddings", tiedByDefault);
        long longest = longest(c);
        return new Assembly(c.id(), hidden, vocabulary, tied, 0, false, false, norm, blocks, NONE, longest);
    }

    /** The longest sequence, under the first of its names; they may differ by what training used. */
    private static long longest(Config c) {
        long longest = USUAL_LENGTH;
        boolean found = false;
        for (String key : LENGTHS) {
            if (c.has(key) && !found) {
                longest = c.count(key);
                found = true;
            }
        }
        return longest;
    }

    Assembly learnedPositions(long rows) {
        return new Assembly(
                id, hidden, vocabulary, tied, rows, embeddingNorm, headBias, norm, blocks, nextToken, maxSequence);
    }

    Assembly embeddingNorm(boolean on) {
        return new Assembly(
                id, hidden, vocabulary, tied, learnedPositions, on, headBias, norm, blocks, nextToken, maxSequence);
    }

    Assembly headBias(boolean on) {
        return new Assembly(
                id,
                hidden,
                vocabulary,
                tied,
                learnedPositions,
                embeddingNorm,
                on,
                norm,
                blocks,
                nextToken,
                maxSequence);
    }

    Assembly nextToken(int count, Block block) {
        NextTokenModules modules = count == 0 ? NONE : new NextTokenModules(count, block);
        return new Assembly(
                id,
                hidden,
                vocabulary,
                tied,
                learnedPositions,
                embeddingNorm,
                headBias,
                norm,
                blocks,
                modules,
                maxSequence);
    }

    /** Multi-token prediction modules by any of their names. */
    static int nextTokenCount(Config c) {
        if (!c.flag("use_mtp", true)) {
            c.understood("num_mtp_modules", "mtp_transformer_layers", "num_nextn_predict_layers");
            return 0;
        }
        int perModule = c.countOr(1, "mtp_transformer_layers");
        int modules = c.sizeOr(0, "num_nextn_predict_layers", "mtp_num_hidden_layers", "num_mtp_modules");
        if ((long) perModule * modules > MOST_MODULES) {
            throw c.fault(
                    "num_nextn_predict_layers", "asks for more than " + MOST_MODULES + " modules", "a digit is wrong.");
        }
        return perModule * modules;
    }

    Network network() {
        return new Network(
                id,
                hidden,
                vocabulary,
                tied,
                learnedPositions,
                embeddingNorm,
                headBias,
                norm,
                blocks,
                nextToken,
                maxSequence);
    }
}
