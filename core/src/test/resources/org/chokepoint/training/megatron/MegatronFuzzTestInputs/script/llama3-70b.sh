#!/bin/bash
#SBATCH --nodes=64
#SBATCH --ntasks-per-node=1

# Llama 3 70B with context parallelism and a layout that leaves the last stage lighter

NNODES=${SLURM_JOB_NUM_NODES:-64}
TP=4
CP=2
PP=8
FP8=${FP8:-0}

options=" \
    --tensor-model-parallel-size ${TP} --context-parallel-size ${CP} \
    --pipeline-model-parallel-size ${PP} \
    --pipeline-model-parallel-layout 'Et*10|(t*10|)*6t*10L' \
    --sequence-parallel --cp-comm-type p2p \
    --use-distributed-optimizer --overlap-grad-reduce --overlap-param-gather \
    --tp-comm-overlap \
    --use-tp-pp-dp-mapping \
"
model=" --num-layers 80
        --hidden-size 8192
        --ffn-hidden-size 28672
        --num-attention-heads 64
        --group-query-attention
        --num-query-groups 8
        --swiglu --normalization RMSNorm
        --position-embedding-type rope
        --untie-embeddings-and-output-weights
        --vocab-size 128_256 "
training="--micro-batch-size 1 --global-batch-size 2048 --seq-length 8192
          --bf16 --grad-reduce-in-bf16 --transformer-impl transformer_engine
          --recompute-activations --optimizer adam"

if [ "$FP8" -eq 1 ]; then
    training="$training --fp8-format hybrid --fp8-amax-compute-algo max"
fi
if [[ $(hostname) == debug-* ]]; then
    training="${training} --profile --profile-step-start 5"
fi

run="torchrun --nproc_per_node 8 --nnodes ${NNODES} \
     ${MEGATRON}/pretrain_gpt.py ${options} ${model} ${training} \
     --log-throughput --moon-phase full ${EXTRA_ARGS}"

echo ${run}
srun bash -c "export RANK=\$SLURM_PROCID; ${run}"
