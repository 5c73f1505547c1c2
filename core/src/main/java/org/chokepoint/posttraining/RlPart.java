package org.chokepoint.posttraining;

import java.util.Locale;

/** What chip time of post-training goes to. */
public enum RlPart {
    /** Generating with instances that are full. */
    ROLLOUT,
    /** What a batch of outputs takes longer than full instances would, since its last ones run with few beside them. */
    TAIL,
    /** Rewards, as far as nothing hides them. */
    REWARD,
    /** Forward passes of the reference. */
    REFERENCE,
    /** Updates of the policy, and fine-tuning. */
    UPDATE,
    /** Moving weights between trainer, rollouts and host memory. */
    TRANSFER,
    /** Chips that wait for others. */
    WAITING;

    /** Lower-case name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
