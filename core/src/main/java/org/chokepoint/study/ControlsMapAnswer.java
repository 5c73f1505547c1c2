package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.controls.Policy;
import org.chokepoint.evidence.Evidence;

/**
 * Chips and the lines of rules over TPP and performance density: the JSON contract of {@code controls map}, version {@value #VERSION}.
 *
 * @param version of this contract
 * @param notice that this is no legal advice
 * @param headline the answer in sentences
 * @param to country
 * @param maps one for each rule
 * @param evidence what the answer rests on
 */
public record ControlsMapAnswer(
        int version, String notice, Headline headline, String to, List<RuleMap> maps, Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * A rule's map, of chips for datacenters.
     *
     * @param rule id
     * @param name what it is called
     * @param regions where it demands something
     * @param chips chips whose TPP and density are known
     * @param left ids of chips that can't be drawn
     */
    public record RuleMap(String rule, String name, List<Region> regions, List<Chip> chips, List<String> left) {}

    /**
     * A rectangle.
     *
     * @param tppLow from
     * @param tppHigh to; absent: without end
     * @param densityLow from, in TPP per square millimetre
     * @param densityHigh to; absent: without end
     * @param policy strictest demand that is possible there
     * @param sure whether other quantities don't matter
     */
    public record Region(
            double tppLow,
            OptionalDouble tppHigh,
            double densityLow,
            OptionalDouble densityHigh,
            Policy policy,
            boolean sure) {}

    /**
     * A chip.
     *
     * @param accelerator catalog id
     * @param tpp total processing performance
     * @param densityTppPerSquareMillimeter performance density
     * @param reported whether both are reported rather than estimated
     * @param datacenter whether it is for datacenters
     * @param policy what the rule demands; absent where that is not known
     */
    public record Chip(
            String accelerator,
            double tpp,
            double densityTppPerSquareMillimeter,
            boolean reported,
            boolean datacenter,
            Optional<Policy> policy) {}
}
