package org.chokepoint.machine;

/** Generations of attention kernels that avoid the score matrix. Later ones use what a later chip brought. */
public enum FlashKernel {
    /** The best kernels of the chip family: FlashAttention 2 on A100, FlashAttention 3 and cuDNN on H100, splash on TPU. */
    NATIVE,
    /** FlashAttention 2, made for A100. */
    FLASH_2,
    /** FlashAttention 1 and its Triton port. */
    FLASH_1
}
