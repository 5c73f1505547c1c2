package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Evidence;

/**
 * A ladder of chips for post-training: the JSON contract of {@code ladder --workload rl}, version {@value #VERSION}.
 *
 * @param version version of this contract
 * @param headline the answer in sentences
 * @param run id of the post-training run
 * @param reference the chip that all is measured from
 * @param rungs chips in the order asked for
 * @param evidence what the answer rests on
 */
public record RlLadderAnswer(
        @Meaning("version of this contract") int version,
        Headline headline,
        String run,

        @Meaning("catalog id of the chip that all is measured from")
        String reference,

        @Meaning("chips of every rung") int accelerators,

        @Meaning("chip-hours of the reference without interruptions")
        double gpuHours,

        List<Rung> rungs,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    public RlLadderAnswer {
        rungs = List.copyOf(rungs);
    }

    /**
     * A chip.
     *
     * @param nominal cut in the quantity that the rules name
     */
    public record Rung(
            @Meaning("catalog id of the chip") String accelerator,
            LadderAnswer.Nominal nominal,

            @Meaning("chip-hours without interruptions; absent where the run does not fit")
            OptionalDouble gpuHours,

            @Meaning("time of rollouts with their tails over the reference's")
            OptionalDouble rollouts,

            @Meaning("time of the whole run over the reference's")
            OptionalDouble run,

            @Meaning(
                    "time with rollouts beside updates, over the reference's as it was run; absent where no split fits")
            OptionalDouble asynchronous,

            @Meaning("cut that binds: 1 − 1/run, below zero where the chip does more")
            OptionalDouble bindingCut,

            @Meaning("cut that binds over the nominal one; absent where there is no nominal cut")
            OptionalDouble bindingOverNominal,

            @Meaning("H100 equivalents of a chip in this workload")
            OptionalDouble equivalents,

            @Meaning("measured rows of decode on this chip") int measuredRows,

            @Meaning("why the run does not fit; absent where it does")
            Optional<String> obstacle) {}
}
