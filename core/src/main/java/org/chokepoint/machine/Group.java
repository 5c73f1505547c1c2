package org.chokepoint.machine;

/**
 * Ranks that communicate, as far as their place matters.
 *
 * @param size ranks
 * @param perDomain of those, the ranks that share a scale-up domain
 */
public record Group(int size, int perDomain) {
    /**
     * Ranks that stand {@code stride} apart.
     *
     * @param domain chips of a scale-up domain
     */
    public static Group strided(int size, int stride, int domain) {
        int near = Math.max(1, Math.min(size, domain / Math.max(1, stride)));
        return new Group(size, near);
    }

    /** Domains that the group spans. */
    public int domains() {
        return (size + perDomain - 1) / perDomain;
    }
}
