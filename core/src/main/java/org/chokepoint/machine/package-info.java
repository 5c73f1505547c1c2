/**
 * Chips, how they are joined, and what operators and collectives cost on them. Data sheets give rates; the constants of a
 * chip family (kind {@code calibration}) say what is reached of them. Neglected so far: clocks that sink for heat rather than the
 * chip's design power, contention between collectives of different kinds, twisted tori.
 */
package org.chokepoint.machine;
