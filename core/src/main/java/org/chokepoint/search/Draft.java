package org.chokepoint.search;

import java.util.List;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.Precision;
import org.chokepoint.training.Offload;
import org.chokepoint.training.Schedule;
import org.chokepoint.training.StagePlacement;
import org.chokepoint.training.Strategy;

/** A strategy in the making: fields that a search varies, and a base that has the others ({@code SearchBenchmark}). */
final class Draft {
    private final Strategy base;
    int tensorParallel;
    boolean sequenceParallel;
    int contextParallel;
    ContextAlgorithm contextAlgorithm;
    int expertParallel;
    int expertTensorParallel;
    StagePlacement stagePlacement;
    int pipelineParallel;
    int virtualStages;
    Schedule schedule;
    List<Integer> stageLayers;
    int microBatch;
    Precision precision;
    List<String> recompute;
    int recomputeLayers;
    boolean tensorOverlap;
    boolean expertOverlap;
    boolean nodeDeduplication;
    Offload offload;
    int zeroStage;
    int zeroGroup;
    boolean gradientOverlap;
    boolean parameterOverlap;

    Draft(Strategy s) {
        base = s;
        tensorParallel = s.tensorParallel();
        sequenceParallel = s.sequenceParallel();
        contextParallel = s.contextParallel();
        contextAlgorithm = s.contextAlgorithm();
        expertParallel = s.expertParallel();
        expertTensorParallel = s.expertTensorParallel();
        stagePlacement = s.stagePlacement();
        pipelineParallel = s.pipelineParallel();
        virtualStages = s.virtualStages();
        schedule = s.schedule();
        stageLayers = s.stageLayers();
        microBatch = s.microBatch();
        precision = s.precision();
        recompute = s.recompute();
        recomputeLayers = s.recomputeLayers();
        tensorOverlap = s.tensorOverlap();
        expertOverlap = s.expertOverlap();
        nodeDeduplication = s.nodeDeduplication();
        offload = s.offload();
        zeroStage = s.zeroStage();
        zeroGroup = s.zeroGroup();
        gradientOverlap = s.gradientOverlap();
        parameterOverlap = s.parameterOverlap();
    }

    Strategy strategy() {
        return new Strategy(
                tensorParallel,
                sequenceParallel,
                pipelineParallel,
                virtualStages,
                stageLayers,
                stagePlacement,
                schedule,
                expertParallel,
                expertTensorParallel,
                contextParallel,
                contextAlgorithm,
                zeroStage,
                zeroGroup,
                microBatch,
                precision,
                base.gradientPrecision(),
                base.momentPrecision(),
                base.masterWeights(),
                base.narrowActivations(),
                recompute,
                recomputeLayers,
                offload,
                tensorOverlap,
                gradientOverlap,
                parameterOverlap,
                expertOverlap,
                nodeDeduplication,
                base.cudaGraphs(),
                base.flashAttention(),
                base.flashKernel(),
                base.communicationUnits(),
                base.expertLoad(),
                base.router(),
                base.capacityFactor(),
                base.capacityPadding());
    }
}
