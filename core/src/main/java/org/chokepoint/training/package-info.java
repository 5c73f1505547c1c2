/**
 * Training runs: how a network is laid out over chips, what a step takes in time and memory, what a run of many steps takes
 * in GPU-hours. {@link org.chokepoint.training.ClosedForm} estimates a step; an executed timeline can stand behind the same
 * {@link org.chokepoint.training.StepModel}. Neglected so far: overlap beyond what the closed forms say, offload, token
 * dropping, stragglers, all-gather and Ulysses context parallelism.
 */
package org.chokepoint.training;
