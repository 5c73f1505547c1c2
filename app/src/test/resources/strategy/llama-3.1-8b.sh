#!/bin/bash
# Llama 3.1 8B on 16 nodes of 8 H100
NODES=16
MODEL_ARGS=(
    --num-layers 32 --hidden-size 4096 --ffn-hidden-size 14336 --swiglu
    --num-attention-heads 32 --group-query-attention --num-query-groups 8
    --untie-embeddings-and-output-weights
)
LAYOUT_ARGS="--tensor-model-parallel-size 2 --sequence-parallel --pipeline-model-parallel-size 2
    --pipeline-model-parallel-layout Et*17|t*15L
    --use-distributed-optimizer --overlap-grad-reduce --overlap-param-gather"
torchrun --nnodes $NODES --nproc_per_node 8 pretrain_gpt.py "${MODEL_ARGS[@]}" $LAYOUT_ARGS \
    --micro-batch-size 1 --global-batch-size 1024 --seq-length 8192 --train-samples 122070313 \
    --bf16 --lr 3e-4 --hidden-dropout 0.1 --seqlen-length 8192 $EXTRA_ARGS
