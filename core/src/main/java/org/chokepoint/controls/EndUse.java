package org.chokepoint.controls;

/** What a user does with an item. */
public enum EndUse {
    /** None of the others. */
    CIVILIAN,
    /** Military or military-intelligence end use or end user (15 CFR 744.21 and 744.22). */
    MILITARY,
    /** A supercomputer as 15 CFR 772.1 defines it (15 CFR 744.23). */
    SUPERCOMPUTER
}
