package org.chokepoint.serving;

/** Which instance of a pool gets a request. */
public enum Dispatch {
    /** Each in turn. */
    ROUND_ROBIN,
    /** The one with the fewest requests that are waiting or running; of equal ones the first. */
    FEWEST_OUTSTANDING
}
