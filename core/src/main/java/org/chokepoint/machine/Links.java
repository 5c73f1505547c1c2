package org.chokepoint.machine;

/**
 * What the members of a group in one domain can use of their links, each in bytes a second and one direction.
 *
 * @param ringBytesPerSecond of one member, while all pass data around in rings
 * @param exchangeBytesPerSecond of one member, while each sends to all others; what members keep doesn't count
 * @param sendBytesPerSecond from a member to the next
 * @param hops from the first member to the last along the ring
 */
public record Links(double ringBytesPerSecond, double exchangeBytesPerSecond, double sendBytesPerSecond, int hops) {}
