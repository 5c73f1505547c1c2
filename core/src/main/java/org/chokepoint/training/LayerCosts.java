package org.chokepoint.training;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Block;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Network;
import org.chokepoint.model.Operators;

/**
 * Costs of every kind of layer of a network for one key, and of embedding, head and multi-token prediction module.
 *
 * @param blocks one for each kind of block, in the order of {@link Kinds}
 * @param recomputing the same where layers recompute; other costs only where what they keep is copied to host memory
 * @param embedding before the first layer
 * @param head behind the last
 * @param nextToken one multi-token prediction module with its pass through the shared head; null if there is none
 */
record LayerCosts(
        List<PartCosts> blocks, List<PartCosts> recomputing, PartCosts embedding, PartCosts head, PartCosts nextToken) {

    static LayerCosts of(Network network, Kinds kinds, Machine machine, LayerKey key) {
        PartCosting costing = new PartCosting(key, machine);
        double input = Operators.ACTIVATION_BYTES * key.shard().tokensOutside() * network.hidden();
        List<PartCosts> blocks = new ArrayList<>(kinds.kinds().size());
        for (Block block : kinds.kinds()) {
            blocks.add(costing.costs(block.describe(key.shard(), network.hidden()), experts(block), input));
        }
        PartCosts embedding = costing.costs(network.embedding(key.shard()), null, 0);
        PartCosts head = costing.costs(network.head(key.shard()), null, input);
        PartCosts nextToken = null;
        if (network.nextToken().count() > 0) {
            Block block = network.nextToken().block();
            nextToken = costing.costs(network.nextTokenModule(key.shard()), experts(block), input);
        }
        double rate = key.hostBytesPerSecond();
        if (rate == 0) {
            return new LayerCosts(blocks, blocks, embedding, head, nextToken);
        }
        List<PartCosts> kept = new ArrayList<>(blocks.size());
        List<PartCosts> recomputing = new ArrayList<>(blocks.size());
        for (PartCosts block : blocks) {
            kept.add(block.offloaded(false, rate));
            recomputing.add(block.offloaded(true, rate));
        }
        return new LayerCosts(kept, recomputing, embedding, head, nextToken);
    }

    private static MixtureOfExperts experts(Block block) {
        return block.feedForward() instanceof MixtureOfExperts moe ? moe : null;
    }

    /**
     * The different blocks of a network and how many of each stand before a layer.
     *
     * @param kinds different blocks in order of first appearance
     * @param before {@code before[k][i]}: blocks of kind k among the first i layers
     */
    record Kinds(List<Block> kinds, int[][] before) {
        static Kinds of(Network network) {
            List<Block> kinds = new ArrayList<>();
            for (Block block : network.blocks()) {
                if (!kinds.contains(block)) {
                    kinds.add(block);
                }
            }
            int[][] before = new int[kinds.size()][network.layers() + 1];
            for (int i = 0; i < network.layers(); i++) {
                int kind = kinds.indexOf(network.blocks().get(i));
                for (int k = 0; k < kinds.size(); k++) {
                    before[k][i + 1] = before[k][i] + (k == kind ? 1 : 0);
                }
            }
            return new Kinds(List.copyOf(kinds), before);
        }

        /** Kind of a layer. */
        int kind(int layer) {
            int kind = 0;
            while (count(kind, layer, layer + 1) == 0) {
                kind++;
            }
            return kind;
        }

        /** Blocks of a kind among the layers from {@code from} (inclusive) to {@code to} (exclusive). */
        int count(int kind, int from, int to) {
            return before[kind][to] - before[kind][from];
        }
    }
}
