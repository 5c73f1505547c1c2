/**
 * Rungs of a hardware ladder: by how much a chip is cut on paper, and by how much a workload on it is slowed once its layout is
 * chosen anew and ingenuity is used. Knows ratios, not runs. Neglected so far: workloads of serving.
 */
package org.chokepoint.ladder;
