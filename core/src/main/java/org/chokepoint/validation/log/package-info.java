/**
 * Logs of training programs: how long a step took, timer by timer, and what memory it held. {@link
 * org.chokepoint.validation.log.MegatronLog} is what a log of Megatron-LM or a program grown from it says; {@link
 * org.chokepoint.validation.log.SteadyState} leaves out the iterations that are no ordinary steps; {@link
 * org.chokepoint.validation.log.MeasuredPhases} makes phases that don't overlap of timers that do. Times are those of the
 * slowest rank where a log has several. Neglected: DeepSpeed's own timers, which stand before the iteration that they
 * belong to, TensorBoard files, and lines that a terminal broke. Formats: {@code training_log}, {@code report_memory} and
 * {@code Timers} of NVIDIA/Megatron-LM from 2019 to core 0.15, and of bigscience-workshop and argonne-lcf
 * Megatron-DeepSpeed.
 */
package org.chokepoint.validation.log;
