package org.chokepoint.ladder;

import java.util.Locale;
import org.chokepoint.model.Network;
import org.chokepoint.model.Storage;
import org.chokepoint.serving.Speculation;

/** Ingenuity in serving, one by one and together; without it the checkpoint is served as it is published, with a cache in BF16. */
public enum ServingAblation {
    /** None. */
    NONE,
    /** Weights in 8 bits, of a model that is published in 16. */
    FP8,
    /** Keys and values in 8 bits. */
    FP8_CACHE,
    /** Drafts by the model's own prediction module. */
    MTP,
    /** Halves of a batch take turns to compute and to communicate. */
    TWO_BATCH_OVERLAP,
    /** All of these, each where it helps. */
    ALL;

    /** Acceptance of a second token: DeepSeek-V3 report, section 5.4.3, says 85 to 90 %. */
    private static final double ACCEPTANCE = 0.85;

    /** Key in answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean has(ServingAblation part) {
        return this == part || this == ALL;
    }

    /**
     * Whether it changes anything.
     *
     * @param generates whether sequences generate, instead of prompts being read
     */
    public boolean applies(Network network, Storage checkpoint, boolean generates) {
        switch (this) {
            case FP8:
                return checkpoint == Storage.BF16;
            case FP8_CACHE:
                return generates;
            case MTP:
                return generates && network.nextToken().count() > 0;
            case TWO_BATCH_OVERLAP:
                return network.routed();
            default:
                return true;
        }
    }

    /** Format of the weights. */
    public Storage weights(Storage checkpoint) {
        return has(FP8) && checkpoint == Storage.BF16 ? Storage.FP8 : checkpoint;
    }

    /** Format of keys and values. */
    public Storage cache() {
        return has(FP8_CACHE) ? Storage.FP8 : Storage.BF16;
    }

    /** Drafts. */
    public Speculation speculation(Network network) {
        return has(MTP) && network.nextToken().count() > 0
                ? new Speculation(1, 1 + ACCEPTANCE, true)
                : Speculation.NONE;
    }

    /** Whether halves of a batch take turns. */
    public boolean overlap() {
        return has(TWO_BATCH_OVERLAP);
    }
}
