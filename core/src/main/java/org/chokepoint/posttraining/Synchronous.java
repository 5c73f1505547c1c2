package org.chokepoint.posttraining;

import org.chokepoint.catalog.Field;

/**
 * One phase after another: a rollout waits for the policy that the one before has taught.
 *
 * @param rolloutAccelerators chips that roll out and are idle during updates; 0: all chips do both by turns
 */
public record Synchronous(@Field(otherwise = "0") int rolloutAccelerators) implements Overlap {}
