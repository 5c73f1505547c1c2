package org.chokepoint.posttraining;

/** Which chips roll out and which update, and whether they wait for each other. */
public sealed interface Overlap permits Asynchronous, Synchronous {
    /** Chips that roll out; 0: all, by turns with the updates. */
    int rolloutAccelerators();
}
