package org.chokepoint.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Field;
import org.chokepoint.machine.FlashKernel;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.Precision;
import org.chokepoint.routing.RouterAlgorithm;

/**
 * How a training run is laid out. Data parallelism is what remains of the chips. Every choice that training stacks offer
 * has its field; those that the model does not cover yet are refused by {@link StrategyCheck}, never passed over.
 *
 * @param tensorParallel ranks that split heads and widths (TP)
 * @param sequenceParallel whether norms and residuals hold 1/TP of the tokens; without effect at TP 1
 * @param pipelineParallel pipeline stages (PP)
 * @param virtualStages chunks of layers per rank (interleaving, VPP)
 * @param stageLayers layers of each stage in order; empty: as even as possible, later stages lighter
 * @param stagePlacement which ranks are neighbours
 * @param schedule pipeline schedule
 * @param expertParallel ranks that split the experts (EP)
 * @param expertTensorParallel ranks that split each expert (ETP)
 * @param contextParallel ranks that split each sequence (CP)
 * @param contextAlgorithm how they exchange keys and values
 * @param zeroStage 0: replicated, 1: optimizer split over data-parallel ranks, 2: gradients too, 3: parameters too (FSDP)
 * @param zeroGroup ranks over which ZeRO splits; 0: all data-parallel ranks (less than all: HSDP)
 * @param microBatch sequences of a micro-batch on one data-parallel rank
 * @param precision operand format of the large matrix products
 * @param gradientPrecision format in which gradients are accumulated and reduced
 * @param momentPrecision format of the optimizer's two moments
 * @param masterWeights whether the optimizer keeps FP32 weights
 * @param narrowActivations whether inputs of activation functions are kept in the narrow format of quantised products
 * @param recompute parts of a layer recomputed in the backward: words of {@link org.chokepoint.model.Module#named}
 * @param recomputeLayers layers of a stage that recompute; 0: all
 * @param offload what is kept in host memory
 * @param tensorOverlap whether tensor-parallel communication overlaps with the products around it
 * @param gradientOverlap whether gradients are reduced during the last backward; from ZeRO-2 on, during every one
 * @param parameterOverlap whether parameters are gathered during the first forward; in ZeRO-3, during every turn
 * @param expertOverlap whether dispatch and combine overlap with another micro-batch's compute
 * @param nodeDeduplication whether a token crosses the network once per domain and is copied inside (DeepEP)
 * @param cudaGraphs whether kernels are launched as graphs
 * @param flashAttention whether attention avoids the score matrix
 * @param flashKernel which generation of kernels does that
 * @param communicationUnits compute units that communication kernels occupy
 * @param expertLoad load of the busiest expert-parallel rank over the mean; absent: an assumed default
 * @param router what balances experts, whose loads are simulated then; absent: no router is simulated
 * @param capacityFactor rows over the mean beyond which an expert drops tokens; 0: it drops none
 * @param capacityPadding whether buffers of experts are filled up to that capacity
 */
public record Strategy(
        @Field(otherwise = "1") int tensorParallel,
        @Field(otherwise = "true") boolean sequenceParallel,
        @Field(otherwise = "1") int pipelineParallel,
        @Field(otherwise = "1") int virtualStages,
        List<Integer> stageLayers,
        @Field(otherwise = "data-inside") StagePlacement stagePlacement,
        @Field(otherwise = "1f1b") Schedule schedule,
        @Field(otherwise = "1") int expertParallel,
        @Field(otherwise = "1") int expertTensorParallel,
        @Field(otherwise = "1") int contextParallel,
        @Field(otherwise = "ring") ContextAlgorithm contextAlgorithm,
        @Field(otherwise = "1") int zeroStage,
        @Field(otherwise = "0") int zeroGroup,
        @Field(otherwise = "1") int microBatch,
        @Field(otherwise = "bf16") Precision precision,
        @Field(otherwise = "fp32") Precision gradientPrecision,
        @Field(otherwise = "fp32") Precision momentPrecision,
        @Field(otherwise = "true") boolean masterWeights,
        @Field(otherwise = "false") boolean narrowActivations,
        List<String> recompute,
        @Field(otherwise = "0") int recomputeLayers,
        @Field(otherwise = "none") Offload offload,
        @Field(otherwise = "false") boolean tensorOverlap,
        @Field(otherwise = "true") boolean gradientOverlap,
        @Field(otherwise = "true") boolean parameterOverlap,
        @Field(otherwise = "false") boolean expertOverlap,
        @Field(otherwise = "false") boolean nodeDeduplication,
        @Field(otherwise = "false") boolean cudaGraphs,
        @Field(otherwise = "true") boolean flashAttention,
        @Field(otherwise = "native") FlashKernel flashKernel,
        @Field(otherwise = "0") int communicationUnits,
        OptionalDouble expertLoad,
        Optional<RouterAlgorithm> router,
        @Field(otherwise = "0") double capacityFactor,
        @Field(otherwise = "false") boolean capacityPadding) {

    public Strategy {
        stageLayers = List.copyOf(stageLayers);
        recompute = List.copyOf(recompute);
    }
}
