package org.chokepoint.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Evidence;

/**
 * A ladder of chips for a phase of serving: the JSON contract of {@code ladder --workload}, version {@value #VERSION}.
 *
 * @param version version of this contract
 * @param headline the answer in sentences
 * @param reference the chip that all is measured from
 * @param layout reference layout: the best on that chip without ingenuity
 * @param rungs chips in the order asked for
 * @param evidence what the answer rests on
 */
public record ServingLadderAnswer(
        @Meaning("version of this contract") int version,
        Headline headline,
        @Meaning("prefill or decode") String workload,

        @Meaning("catalog id of the chip that all is measured from")
        String reference,

        @Meaning("chips of every rung") int accelerators,
        @Meaning("format of the weights without ingenuity") String weights,
        @Meaning("tokens of a prompt") double inputTokens,
        @Meaning("tokens of an answer") double outputTokens,

        @Meaning("longest time per output token, in seconds")
        double tpotLimitSeconds,

        ServeAnswer.Instances layout,
        List<Rung> rungs,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * A chip.
     *
     * @param nominal cut in the quantity that the rules name
     * @param shares what it has of the reference's TPP, BF16 rate, chip-to-chip bandwidth and memory bandwidth
     * @param ingenuity slow-down with each way of ingenuity that applies, and with all
     * @param layout best layout without ingenuity; absent where none fits
     */
    public record Rung(
            @Meaning("catalog id of the chip") String accelerator,
            LadderAnswer.Nominal nominal,
            Map<String, Double> shares,

            @Meaning("tokens a second of each chip, the layout chosen anew; absent where none fits")
            OptionalDouble tokensPerSecondPerGpu,

            @Meaning("time of a token over the reference's, its layout kept; absent where it does not fit")
            OptionalDouble kept,

            @Meaning("time of a token over the reference's, the layout chosen anew; absent where none fits")
            OptionalDouble replanned,

            @Meaning("lower end of the 80 % band of the latter")
            OptionalDouble replannedLow,

            @Meaning("upper end of the 80 % band of the latter")
            OptionalDouble replannedHigh,

            Map<String, Double> ingenuity,

            @Meaning("cut that binds: 1 − 1/replanned, below zero where the chip does more; absent where none fits")
            OptionalDouble bindingCut,

            @Meaning("cut that binds over the nominal one; absent where there is no nominal cut")
            OptionalDouble bindingOverNominal,

            @Meaning("H100 equivalents of a chip in this workload")
            OptionalDouble equivalents,

            @Meaning("measured rows of this phase on this chip")
            int measuredRows,

            Optional<ServeAnswer.Instances> layout) {}
}
