package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.Entry;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.Block;
import org.chokepoint.model.Dense;
import org.chokepoint.model.FeedForward;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.NextTokenModules;
import org.chokepoint.model.NoFeedForward;
import org.chokepoint.model.Norm;
import org.chokepoint.model.huggingface.HuggingFaceImport;

/**
 * The network of a row: the catalog's model of that name where the row's columns agree with it, cut to the row's layers; else
 * the network that the columns describe.
 */
final class RowNetwork {
    /** Vocabulary where a row names none: that of GPT-2, padded for tensor parallelism. */
    private static final int VOCABULARY = 51_200;

    /** Vocabularies that models have. */
    private static final int LEAST_VOCABULARY = 20_000;

    private static final int MOST_VOCABULARY = 350_000;

    /** What vocabularies are padded to a multiple of. */
    private static final int PADDING = 128;

    private static final Block NONE = Block.plain(null, new NoFeedForward());

    private final Csv.Row row;

    private RowNetwork(Csv.Row row) {
        this.row = row;
    }

    static Network of(Csv.Row row, Catalog catalog) {
        RowNetwork rows = new RowNetwork(row);
        Optional<Network> named = rows.named(catalog);
        return named.isPresent() ? named.get() : rows.described();
    }

    private Optional<Network> named(Catalog catalog) {
        String name = row.text("model").replaceAll("\\s*\\(.*\\)$", "");
        Optional<Entry<ModelRecord>> entry = name.isEmpty() ? Optional.empty() : catalog.lookUp(ModelRecord.KIND, name);
        return entry.map(e -> HuggingFaceImport.read(e.id(), e.value().config()).network())
                .filter(this::agrees)
                .map(this::cut);
    }

    /** Whether the columns that the row fills say nothing else than the network. */
    private boolean agrees(Network network) {
        Block last = network.blocks().get(network.layers() - 1);
        boolean experts;
        if (last.feedForward() instanceof MixtureOfExperts moe) {
            experts = same("experts", moe.experts()) && same("topk", moe.topK()) && same("moe_ffn", moe.width());
        } else if (network.layers() > 1 && network.routed()) {
            experts = true; // experts in some of the layers only: the name stands for them
        } else {
            experts = row.text("experts").isEmpty()
                    && same("ffn", last.feedForward().width());
        }
        boolean mixes = last.mixer().heads() > 0;
        boolean heads = !mixes
                || same("heads", last.mixer().heads())
                        && (last.mixer().sharedHeads() == 0
                                || same("kv_heads", last.mixer().sharedHeads()));
        return experts && heads && same("hidden", network.hidden());
    }

    private boolean same(String column, int value) {
        return row.whole(column).orElse(value) == value;
    }

    /**
     * Layers taken evenly from all of a network, where a row has fewer: a cut model keeps its share of each kind. Multi-token
     * prediction goes with the layers left out.
     */
    private Network cut(Network network) {
        int layers = row.whole("layers").orElse(network.layers());
        if (layers == network.layers()) {
            return network;
        }
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            blocks.add(network.blocks().get((int) ((long) layer * network.layers() / layers)));
        }
        return network.withLayers(
                blocks, new NextTokenModules(0, network.nextToken().block()));
    }

    private Network described() {
        int layers = need("layers");
        int hidden = need("hidden");
        int heads = need("heads");
        String headDim = row.text("head_dim");
        if (headDim.contains(":")) {
            throw new NotPredicted(
                    "latent attention is not described by the columns, and the model is not in the catalog");
        }
        int width = headDim.isEmpty() ? hidden / heads : need("head_dim");
        int shared = row.whole("kv_heads").orElse(heads);
        boolean gated = gated(heads, shared);
        AttentionHeads shape = new AttentionHeads(
                heads,
                shared,
                width,
                width,
                !gated,
                !gated,
                AttentionHeads.QueryKeyNorm.NONE,
                false,
                false,
                false,
                gated);
        Norm norm = gated ? Norm.RMS : Norm.LAYER;
        Block block = new Block(new FullAttention(shape), feedForward(hidden, gated), norm, true, false, false, 1);
        List<Block> blocks = Collections.nCopies(layers, block);
        Optional<Boolean> stated = row.flag("tied_embeddings");
        if (row.whole("vocab").isEmpty()) {
            boolean tied = stated.orElse(!gated);
            int left = vocabulary(hidden, tied, norm, blocks);
            return network(hidden, left, tied, norm, blocks);
        }
        int vocabulary = row.whole("vocab").getAsInt();
        Network tied = network(hidden, vocabulary, true, norm, blocks);
        Network apart = tied.withTiedEmbeddings(false);
        OptionalDouble total = row.number("total_params");
        if (stated.isPresent() || total.isEmpty()) {
            return stated.orElse(!gated) ? tied : apart;
        }
        double without = Math.abs(tied.parameters().total() - total.getAsDouble());
        return without < Math.abs(apart.parameters().total() - total.getAsDouble()) ? tied : apart;
    }

    /** A vocabulary that the row does not name: what its layers leave of its parameters, if that can be one. */
    private int vocabulary(int hidden, boolean tied, Norm norm, List<Block> blocks) {
        OptionalDouble total = row.number("total_params");
        if (total.isPresent()) {
            double layers = network(hidden, 1, tied, norm, blocks).parameters().total();
            double left = (total.getAsDouble() - layers) / ((tied ? 1.0 : 2.0) * hidden);
            if (left >= LEAST_VOCABULARY && left <= MOST_VOCABULARY) {
                return (int) Math.round(left / PADDING) * PADDING;
            }
        }
        return VOCABULARY;
    }

    private Network network(int hidden, int vocabulary, boolean tied, Norm norm, List<Block> blocks) {
        return new Network(
                row.text("model"),
                hidden,
                vocabulary,
                tied,
                0,
                false,
                false,
                norm,
                blocks,
                new NextTokenModules(0, NONE),
                Integer.MAX_VALUE);
    }

    /** Unless the row says: gates go with grouped heads, experts, and inner widths that aren't four times the hidden one. */
    private boolean gated(int heads, int shared) {
        int hidden = row.whole("hidden").orElse(1);
        boolean usual = row.whole("ffn").orElse(4 * hidden) == 4 * hidden;
        return row.flag("gated").orElse(shared < heads || row.whole("experts").isPresent() || !usual);
    }

    private FeedForward feedForward(int hidden, boolean gated) {
        int experts = row.whole("experts").orElse(0);
        if (experts > 1) {
            int width = need("moe_ffn");
            int sharedWidth = width * row.whole("shared_experts").orElse(0);
            return new MixtureOfExperts(experts, need("topk"), width, gated, false, false, sharedWidth, false, 0, 0);
        }
        return new Dense(row.whole("ffn").orElse(4 * hidden), gated, !gated);
    }

    private int need(String column) {
        int value = row.whole(column).orElse(0);
        if (value <= 0) {
            throw new NotPredicted(column + " is not stated, and the model is not in the catalog");
        }
        return value;
    }
}
