package org.chokepoint.routing;

import java.util.Locale;

/** How a router keeps experts busy alike. */
public enum RouterAlgorithm {
    /** The k highest affinities, nothing else. */
    NONE("top-k alone"),
    /** A loss on the load of the whole batch. */
    AUX_LOSS("a loss on the load of a batch"),
    /** A loss on the load of every single sequence. */
    SEQUENCE_LOSS("a loss on the load of each sequence"),
    /** A bias of each expert that moves against its load. */
    BIAS("a bias of each expert that moves against its load"),
    /** The bias, with the experts of a token on few domains. */
    NODE_LIMITED("that bias, with a token on few domains"),
    /** Tokens dealt out evenly, whatever their affinities. */
    FORCED("tokens dealt out evenly");

    private final String meaning;

    RouterAlgorithm(String meaning) {
        this.meaning = meaning;
    }

    /** Word in files and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it does, as the end of a sentence. */
    public String meaning() {
        return meaning;
    }
}
