package org.chokepoint.machine;

/**
 * What a run stands on.
 *
 * @param chip its accelerator
 * @param cluster how the chips are joined
 * @param calibration constants of the chip's family
 * @param stack software
 */
public record Machine(Accelerator chip, Cluster cluster, Calibration calibration, Stack stack) {}
