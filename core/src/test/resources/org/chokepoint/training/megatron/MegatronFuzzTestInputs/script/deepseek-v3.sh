# DeepSeek-V3 in FP8 with DeepEP, in the manner of the benchmarks for core 0.15
MODEL_ARGS=(
    --num-layers 61 --hidden-size 7168 --ffn-hidden-size 18432
    --num-attention-heads 128 --kv-channels 128
    --multi-latent-attention --q-lora-rank 1536 --kv-lora-rank 512
    --qk-head-dim 128 --qk-pos-emb-head-dim 64 --v-head-dim 128 --qk-layernorm
    --swiglu --normalization RMSNorm --untie-embeddings-and-output-weights
    --vocab-size 129280 --make-vocab-size-divisible-by 3232
    --mtp-num-layers 1 --mtp-loss-scaling-factor 0.1
)
MOE_ARGS=(
    --num-experts 256 --moe-ffn-hidden-size 2048 --moe-router-topk 8
    --moe-shared-expert-intermediate-size 2048
    --moe-layer-freq '([0]*3+[1]*58)'
    --moe-router-load-balancing-type seq_aux_loss --moe-aux-loss-coeff 1e-4
    --moe-router-force-load-balancing
    --moe-token-dispatcher-type flex --moe-enable-deepep
    --moe-grouped-gemm --moe-permute-fusion
)
PARALLEL_ARGS=(
    --tensor-model-parallel-size 1
    --pipeline-model-parallel-size 16
    --pipeline-model-parallel-layout "Et*3|(tt|)*29m|L"
    --expert-model-parallel-size 64
    --expert-tensor-parallel-size 1
    --use-distributed-optimizer --overlap-grad-reduce --overlap-param-gather
    --overlap-moe-expert-parallel-comm --delay-wgrad-compute
)
PRECISION_ARGS=(
    --bf16 --fp8-format e4m3 --fp8-recipe blockwise --fp8-param-gather
    --use-precision-aware-optimizer --main-grads-dtype fp32 --main-params-dtype fp32
    --exp-avg-dtype bf16 --exp-avg-sq-dtype bf16
)
torchrun --nnodes=256 --nproc-per-node=8 pretrain_gpt.py \
    "${MODEL_ARGS[@]}" "${MOE_ARGS[@]}" "${PARALLEL_ARGS[@]}" "${PRECISION_ARGS[@]}" \
    --micro-batch-size 1 --global-batch-size 15360 --seq-length 4096 --train-iters 235000 \
    --recompute-granularity selective --recompute-modules mla_up_proj layernorm moe_act \
    --attention-backend fused --mock-data
