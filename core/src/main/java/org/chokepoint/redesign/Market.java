package org.chokepoint.redesign;

/** What a chip is designed and marketed for, which some rules ask. */
public enum Market {
    DATACENTER,
    CONSUMER
}
