/**
 * Language models as their cost sees them: layers of mixers and feed-forwards that describe their operators once. From that
 * one description come parameter counts, FLOPs, memory traffic, kept activations and communication. Neglected: vision and
 * audio towers, dropout, the arithmetic of norms and activations.
 */
package org.chokepoint.model;
