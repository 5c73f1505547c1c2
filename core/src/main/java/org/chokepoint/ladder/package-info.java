/**
 * Rungs of a hardware ladder: by how much a chip is cut on paper, and by how much a workload on it is slowed once its layout is
 * chosen anew and ingenuity is used, in training and in serving. Knows ratios, not runs.
 */
package org.chokepoint.ladder;
