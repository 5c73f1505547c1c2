/**
 * Strategies from Megatron-LM's arguments and back. A launch script or list of arguments ({@link
 * org.chokepoint.training.megatron.MegatronFile}) becomes the fields of a {@link org.chokepoint.training.Strategy}, with
 * Megatron-LM's own defaults for what it leaves out; {@link org.chokepoint.training.megatron.MegatronText} is the way back.
 * What the file says of its model is compared with the model of the question. Arguments that nothing here answers to are
 * listed by name, apart into those without influence, those of influence that are not modelled, and those that are not
 * understood. Neglected: DeepSpeed's own configuration file, what checkpoints and environment variables change. Sources:
 * {@code megatron/training/arguments.py} and {@code megatron/core/transformer} of NVIDIA/Megatron-LM as of October 2025 (core
 * 0.15), names that it dropped since core 0.3, and {@code megatron/arguments.py} of bigscience-workshop/Megatron-DeepSpeed.
 */
package org.chokepoint.training.megatron;
