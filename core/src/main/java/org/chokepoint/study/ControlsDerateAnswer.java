package org.chokepoint.study;

import java.util.List;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Evidence;

/**
 * The best legal cut of a die: the JSON contract of {@code controls derate}, version {@value #VERSION}.
 *
 * @param version of this contract
 * @param notice that this is no legal advice
 * @param headline the answer in sentences
 * @param die catalog id
 * @param rules ids of the rules that must let it go
 * @param market what it is for
 * @param to country
 * @param date day
 * @param model what the cut is for
 * @param objective what is made best
 * @param trainingAccelerators chips that train
 * @param servingAccelerators chips that decode
 * @param uncut the chip that nothing was cut from
 * @param best the best legal cut
 * @param binding what keeps it from having more
 * @param frontier legal cuts that no other exceeds in everything, best first
 * @param products chips of the die that were made for rules and that these rules let go
 * @param newDies chips that would be made for the lines, by area; empty where not asked for
 * @param evidence what the answer rests on
 */
public record ControlsDerateAnswer(
        int version,
        String notice,
        Headline headline,
        String die,
        List<String> rules,
        String market,
        String to,
        String date,
        String model,
        String objective,
        int trainingAccelerators,
        int servingAccelerators,
        Cut uncut,
        Cut best,
        List<Bound> binding,
        List<Cut> frontier,
        List<Cut> products,
        List<Made> newDies,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * A chip of the die.
     *
     * @param accelerator catalog id, or the die's with {@code -cut}
     * @param units compute units
     * @param tensorShare tensor rate of a unit over the uncut one's
     * @param links links besides PCI Express
     * @param memory type, and stacks or channels where it is chosen
     * @param tpp total processing performance
     * @param densityTppPerSquareMillimeter TPP over die area
     * @param ioBytesPerSecond links and PCI Express, both directions
     * @param memoryBytesPerSecond DRAM bandwidth
     * @param memoryBytes DRAM
     * @param trainingTimes chip-hours of the same training over the uncut chip's; absent where it does not fit, or was not planned
     * @param decodeTimes chip-seconds of a decoded token over the uncut chip's; absent likewise
     */
    public record Cut(
            String accelerator,
            int units,
            double tensorShare,
            int links,
            String memory,
            double tpp,
            OptionalDouble densityTppPerSquareMillimeter,
            OptionalDouble ioBytesPerSecond,
            double memoryBytesPerSecond,
            double memoryBytes,
            OptionalDouble trainingTimes,
            OptionalDouble decodeTimes) {}

    /**
     * A chip that would be made for the lines.
     *
     * @param squareMeters area of logic
     * @param dies dies, each no larger than a reticle
     * @param tpp the most compute that needs no licence; absent where no line bounds it
     * @param siliconUsd price of its silicon
     * @param extraUsd that over the die as it is
     */
    public record Made(double squareMeters, int dies, OptionalDouble tpp, double siliconUsd, double extraUsd) {}

    /**
     * A line that keeps the best cut from having more.
     *
     * @param knob of what
     * @param rule id of the rule
     * @param paragraph what would catch it
     * @param quantity what is compared
     * @param is its value
     * @param line the line
     * @param margin distance as a share of the line; negative below it
     */
    public record Bound(
            String knob, String rule, String paragraph, String quantity, String is, String line, double margin) {}
}
