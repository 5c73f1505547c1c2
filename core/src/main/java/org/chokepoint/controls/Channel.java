package org.chokepoint.controls;

/** How an item gets to its user. */
public enum Channel {
    /** From the United States. */
    EXPORT,
    /** From one foreign country to another, or from where it is made abroad. */
    REEXPORT,
    /** From one party to another within a country. */
    IN_COUNTRY,
    /** Used over a network, while it stays where it is. */
    REMOTE_ACCESS,
    /** Transfer of a trained model's parameters. */
    WEIGHTS;

    /** Whether an item itself moves or changes hands. */
    boolean moves() {
        return this == EXPORT || this == REEXPORT || this == IN_COUNTRY;
    }
}
