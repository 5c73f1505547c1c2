/**
 * Finds the layout that serves an objective best. A {@link org.chokepoint.search.StrategySpace} enumerates layouts, {@link
 * org.chokepoint.training.StrategyCheck} says which can't be laid out and why, {@link org.chokepoint.training.StepBound} bounds the
 * time of the rest from below, and the most promising are executed until no bound is below the best executed time. Derived in
 * {@code docs/model/search.md}. Neglected: unevenly filled stages other than those asked for.
 */
package org.chokepoint.search;
