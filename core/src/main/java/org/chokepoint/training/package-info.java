/**
 * Training runs: how a network is laid out over chips, what a step takes in time and memory, what a run of many steps takes
 * in GPU-hours. Of a step there are two {@linkplain org.chokepoint.training.StepModel models} on the same {@linkplain
 * org.chokepoint.training.StepCosting costs}: {@link org.chokepoint.training.ExecutedStep} runs it as a timeline, {@link
 * org.chokepoint.training.ClosedForm} estimates it. Derived in {@code docs/model/timeline.md} and {@code docs/model/step.md}.
 * Neglected so far: offload, stragglers, failures within a step, hybrids of context-parallel algorithms.
 */
package org.chokepoint.training;
