#!/bin/bash
# Llama 3.1 70B on 128 nodes of 8 H100, as one would start it with Megatron-LM:
#   ./chokepoint train llama-3.1-70b --on 1024xH100 --tokens 15T --strategy examples/megatron-args.sh
#SBATCH --nodes=128
#SBATCH --gpus-per-node=8

export CUDA_DEVICE_MAX_CONNECTIONS=1
GPUS_PER_NODE=8
NNODES=${NNODES:-128}
TP=8
PP=4
DP=$((NNODES * GPUS_PER_NODE / (TP * PP)))
GLOBAL_BATCH=$((DP * 64))

DISTRIBUTED_ARGS=(
    --nproc_per_node $GPUS_PER_NODE
    --nnodes $NNODES
    --rdzv_backend c10d
    --rdzv_endpoint "$MASTER_ADDR:6000"
)
MODEL_ARGS="
    --num-layers 80 --hidden-size 8192 --ffn-hidden-size 28672 --swiglu
    --num-attention-heads 64 --group-query-attention --num-query-groups 8
    --normalization RMSNorm --position-embedding-type rope --rotary-base 500000
    --untie-embeddings-and-output-weights --disable-bias-linear --vocab-size 128256
"
LAYOUT_ARGS=(
    --tensor-model-parallel-size $TP
    --sequence-parallel
    --pipeline-model-parallel-size $PP
    --num-layers-per-virtual-pipeline-stage 5
    --use-distributed-optimizer
    --overlap-grad-reduce
    --overlap-param-gather
    # --tp-comm-overlap
)
TRAINING_ARGS="
    --micro-batch-size 1 --global-batch-size $GLOBAL_BATCH --seq-length 8192
    --max-position-embeddings 8192 --bf16 --use-flash-attn
    --attention-dropout 0 --hidden-dropout 0 --cross-entropy-loss-fusion
    --lr 1.5e-4 --min-lr 1.5e-6 --lr-decay-style cosine --weight-decay 0.1 --clip-grad 1.0
"
OUTPUT_ARGS="--log-interval 10 --save-interval 500 --save $CHECKPOINTS --data-path $DATA --split 99,1,0"

srun torchrun "${DISTRIBUTED_ARGS[@]}" pretrain_gpt.py \
    $MODEL_ARGS "${LAYOUT_ARGS[@]}" $TRAINING_ARGS $OUTPUT_ARGS "$@"
