/**
 * Post-training: reinforcement learning as rollouts on the serving model, rewards and reference passes as prefill, and updates on
 * the training model; generation of samples and fine-tuning beside it. Formulas are derived in {@code docs/model/posttraining.md}.
 * Neglected: evaluation, and questions that are sampled and thrown away.
 */
package org.chokepoint.posttraining;
