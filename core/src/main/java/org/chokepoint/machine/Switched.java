package org.chokepoint.machine;

/**
 * Chips behind switches (NVSwitch): any group uses all links of its members.
 *
 * @param domain chips behind the switches
 */
public record Switched(int domain) implements Topology {
    @Override
    public double usable(int size) {
        return 1;
    }
}
