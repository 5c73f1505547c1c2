package org.chokepoint.serving;

import org.chokepoint.model.Served;
import org.chokepoint.model.Shard;

/**
 * Layout of one copy of a model. Attention is split by heads over {@code tensorParallel} ranks; {@code dataParallel} groups of these
 * have sequences of their own. Experts are split over all of them: {@code expertParallel} ways, the rest by width.
 *
 * @param tensorParallel ranks that split heads and widths (TP)
 * @param dataParallel groups of ranks with sequences of their own (attention data parallel)
 * @param pipelineParallel stages (PP)
 * @param expertParallel ranks that split the experts (EP)
 * @param formats of weights, operands and cache
 * @param speculation drafts and how many are accepted
 * @param expertLoad rows of the busiest rank of experts over the mean
 * @param twoBatchOverlap whether halves of a batch take turns, one computing while the other communicates
 */
public record Instance(
        int tensorParallel,
        int dataParallel,
        int pipelineParallel,
        int expertParallel,
        Formats formats,
        Speculation speculation,
        double expertLoad,
        boolean twoBatchOverlap) {

    /** Ranks of a stage. */
    public int stageRanks() {
        return tensorParallel * dataParallel;
    }

    /** Chips of the instance. */
    public int accelerators() {
        return stageRanks() * pipelineParallel;
    }

    /** Groups of sequences that pass the model one behind or beside the other. */
    public int parts() {
        return dataParallel * pipelineParallel;
    }

    /** The same layout with another load of the busiest rank. */
    public Instance withExpertLoad(double load) {
        return new Instance(
                tensorParallel,
                dataParallel,
                pipelineParallel,
                expertParallel,
                formats,
                speculation,
                load,
                twoBatchOverlap);
    }

    /** What a rank works on in an iteration. */
    Shard shard(Served served, int tokens) {
        return Shard.serving(
                tokens, tensorParallel, expertParallel, stageRanks() / expertParallel, formats.operands(), served);
    }
}
