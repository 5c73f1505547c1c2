package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.controls.Policy;
import org.chokepoint.controls.Review;
import org.chokepoint.controls.Truth;
import org.chokepoint.evidence.Evidence;

/**
 * What one rule says of every chip: the JSON contract of {@code controls table}, version {@value #VERSION}.
 *
 * @param version of this contract
 * @param notice that this is no legal advice
 * @param headline the answer in sentences
 * @param rule id of the rule
 * @param to country
 * @param chips every chip
 * @param evidence what the answer rests on
 */
public record ControlsTableAnswer(
        int version, String notice, Headline headline, String rule, String to, List<Row> chips, Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * A chip.
     *
     * @param accelerator catalog id
     * @param name full name
     * @param tpp total processing performance; absent where it is not known
     * @param densityTppPerSquareMillimeter performance density; absent where it is not known
     * @param ioBytesPerSecond inputs and outputs with PCIe, both directions
     * @param linkBytesPerSecond the same without PCIe
     * @param memoryBytesPerSecond DRAM bandwidth
     * @param datacenter whether it is designed or marketed for datacenters
     * @param controlled whether the rule demands anything
     * @param paragraph paragraph that catches it, or none; absent where that is not known
     * @param policy what is demanded; absent where that is not known
     * @param review what a policy that replaces the rule's own says by its numbers; absent where none is enforced on the day
     * @param nearest nearest property whose change would change the demand
     * @param nearestShare by how much it would have to change, as a share of what it is
     */
    public record Row(
            String accelerator,
            String name,
            OptionalDouble tpp,
            OptionalDouble densityTppPerSquareMillimeter,
            OptionalDouble ioBytesPerSecond,
            OptionalDouble linkBytesPerSecond,
            OptionalDouble memoryBytesPerSecond,
            Truth datacenter,
            Truth controlled,
            Optional<String> paragraph,
            Optional<Policy> policy,
            Optional<Review> review,
            Optional<String> nearest,
            OptionalDouble nearestShare) {}
}
