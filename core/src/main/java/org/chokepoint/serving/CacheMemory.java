package org.chokepoint.serving;

import java.util.Map;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.Block;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.Network;
import org.chokepoint.model.Operator;
import org.chokepoint.model.Operators;
import org.chokepoint.model.Shard;

/**
 * Memory of one chip of an instance: weights, what an iteration holds, and the rest for caches.
 *
 * @param weightBytes weights of the fullest stage
 * @param activationBytes what the largest iteration holds
 * @param contextBytes driver, libraries and graphs
 * @param limitBytes what the engine may fill
 * @param memoryBytes of the chip
 */
public record CacheMemory(
        double weightBytes, double activationBytes, double contextBytes, double limitBytes, double memoryBytes) {
    /** Tensors of a token's width that live at once in an iteration: residual, its norm, projections and their result. */
    private static final double LIVE_TENSORS = 12;

    /** Memory of one chip. */
    public static CacheMemory of(
            Network network, Accelerator chip, Engine engine, Instance instance, int iterationTokens) {
        return of(network, chip, engine, instance, iterationTokens, network.kinds());
    }

    /** @param kinds those of the network, which a search finds once */
    static CacheMemory of(
            Network network,
            Accelerator chip,
            Engine engine,
            Instance instance,
            int iterationTokens,
            Map<Block, Integer> kinds) {
        double activations = Operators.ACTIVATION_BYTES * LIVE_TENSORS * iterationTokens * network.hidden();
        return new CacheMemory(
                weights(network, kinds, instance),
                activations,
                engine.contextBytes(),
                engine.memoryShare() * chip.memoryBytes(),
                chip.memoryBytes());
    }

    /** Bytes left for caches; negative where not even the weights fit. */
    public double cacheBytes() {
        return limitBytes - weightBytes - activationBytes - contextBytes;
    }

    /** Sequences of so many tokens whose caches fit on a group's ranks. */
    public int sequences(Network network, Instance instance, double tokens) {
        double each = cacheBytes(network, instance, tokens);
        double room = cacheBytes();
        return room <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, Math.floor(room / each));
    }

    /** Bytes that a chip of the fullest stage caches of one sequence. */
    public static double cacheBytes(Network network, Instance instance, double tokens) {
        double sum = 0;
        for (Block block : network.blocks()) {
            sum += block.mixer()
                    .cacheBytes(
                            tokens,
                            instance.tensorParallel(),
                            instance.formats().cache());
        }
        return sum / instance.pipelineParallel();
    }

    private static double weights(Network network, Map<Block, Integer> kinds, Instance instance) {
        Formats formats = instance.formats();
        int expertRanks = instance.stageRanks() / instance.expertParallel();
        Shard shard = new Shard(
                1,
                1,
                instance.tensorParallel(),
                false,
                1,
                ContextAlgorithm.RING,
                instance.expertParallel(),
                expertRanks,
                formats.operands(),
                false,
                true);
        double layers = 0;
        for (Map.Entry<Block, Integer> kind : kinds.entrySet()) {
            layers += kind.getValue() * bytes(kind.getKey().describe(shard, network.hidden()), formats);
        }
        if (instance.speculation().modules()) {
            layers += bytes(network.nextToken().block().describe(shard, network.hidden()), formats);
        }
        double ends = bytes(network.embedding(shard), formats) + bytes(network.head(shard), formats);
        int stages = instance.pipelineParallel();
        return layers / stages + (stages > 2 ? ends / 2 : ends);
    }

    private static double bytes(Operators part, Formats formats) {
        double sum = 0;
        for (Operator o : part.list()) {
            boolean matrix = o.k() > 0 && o.precision() == formats.operands();
            double each = o.expert()
                    ? formats.expertWeights().bytes()
                    : matrix ? formats.weights().bytes() : Operators.ACTIVATION_BYTES;
            sum += o.weights() * each;
        }
        return sum;
    }
}
