package org.chokepoint.posttraining;

import org.chokepoint.machine.Constant;

/**
 * What the sources of a run leave open. Each was fixed before any hours were computed from it, and has the range that holds it in
 * about 80 % of cases.
 *
 * @param length factor on all mean lengths of outputs, which are read off a figure or stand for others
 * @param spread standard deviation of lengths over their mean, before outputs are cut at the longest
 * @param accepted share of drafted tokens that are accepted
 * @param steps factor on the steps of stages whose number is not published
 * @param tries outputs that are generated for each that is kept
 * @param exposedReward seconds that rule-based rewards of a rollout batch take beyond what they hide behind
 */
public record Unpublished(
        Constant length, Constant spread, Constant accepted, Constant steps, Constant tries, Constant exposedReward) {}
