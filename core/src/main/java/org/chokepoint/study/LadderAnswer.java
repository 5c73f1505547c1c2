package org.chokepoint.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.training.Strategy;

/**
 * A workload on a row of chips: the JSON contract of {@code ladder}, version {@value #VERSION}. Slow-downs are step times over that of
 * the first rung's reference (H100), at equal chips, without ingenuity.
 *
 * @param version version of this contract
 * @param headline the answer in sentences
 * @param workload dense or routed training
 * @param reference chip that all is measured from
 * @param layout reference layout: the best on that chip without ingenuity
 * @param rungs chips in the order asked for
 * @param evidence what the answer rests on
 */
public record LadderAnswer(
        @Meaning("version of this contract") int version,
        Headline headline,
        @Meaning("what is run") String workload,

        @Meaning("catalog id of the chip that all is measured from")
        String reference,

        @Meaning("chips of every rung") int accelerators,
        Strategy layout,
        List<Rung> rungs,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * A chip.
     *
     * @param nominal cut in the quantity that the rules name
     * @param equivalents H100 equivalents of a chip by basis: TPP, BF16, memory bandwidth, simulated job
     * @param ingenuity slow-down with each way of ingenuity, and with all
     * @param layout best layout without ingenuity; absent where none fits
     */
    public record Rung(
            @Meaning("catalog id of the chip") String accelerator,
            Nominal nominal,
            @Meaning("cut in TPP") double tppCut,
            Map<String, Double> equivalents,

            @Meaning("step with the reference layout kept, over the reference; absent where it does not fit")
            OptionalDouble kept,

            @Meaning("step with the layout chosen anew, over the reference; absent where none fits")
            OptionalDouble replanned,

            @Meaning("lower end of the 80 % band of the latter")
            OptionalDouble replannedLow,

            @Meaning("upper end of the 80 % band of the latter")
            OptionalDouble replannedHigh,

            Map<String, Double> ingenuity,

            @Meaning("cut that binds: 1 − 1/replanned; absent where none fits")
            OptionalDouble bindingCut,

            @Meaning("cut that binds over the nominal one; absent where there is no nominal cut")
            OptionalDouble bindingOverNominal,

            @Meaning("rent of the run over that of the reference; absent where no rent is known")
            OptionalDouble equalSpend,

            @Meaning("energy at design power over that of the reference")
            OptionalDouble equalPower,

            @Meaning("chips that can be had, as asked") OptionalDouble stock,

            @Meaning("those in H100 equivalents by simulated job")
            OptionalDouble stockEquivalents,

            @Meaning("measured training rows on this chip") int measuredRows,
            Optional<Strategy> layout) {}

    /** A cut on paper. */
    public record Nominal(
            @Meaning("quantity that the rules name and of which the chip has least")
            String quantity,

            @Meaning("1 − the chip's over the reference's, at least 0")
            double cut) {}
}
