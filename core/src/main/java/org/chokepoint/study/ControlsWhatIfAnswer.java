package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import org.chokepoint.controls.Policy;
import org.chokepoint.evidence.Evidence;

/**
 * Which chips a rule would catch or free: the JSON contract of {@code controls what-if}, version {@value #VERSION}.
 *
 * @param version of this contract
 * @param notice that this is no legal advice
 * @param headline the answer in sentences
 * @param rule id of the rule
 * @param against id of the rule that it is held against
 * @param to country
 * @param unchanged chips of which both demand the same
 * @param flips chips of which they demand something else
 * @param evidence what the answer rests on
 */
public record ControlsWhatIfAnswer(
        int version,
        String notice,
        Headline headline,
        String rule,
        String against,
        String to,
        int unchanged,
        List<Flip> flips,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * A chip that flips.
     *
     * @param accelerator catalog id
     * @param name full name
     * @param kind how: caught, freed, stricter, milder or unknown
     * @param paragraphBefore paragraph of the rule that it is held against, or none
     * @param policyBefore its demand; absent where that is not known
     * @param paragraphAfter paragraph of the rule, or none
     * @param policyAfter its demand; absent where that is not known
     * @param policyBeside demand of both together, the stricter of them; absent where one is not known
     */
    public record Flip(
            String accelerator,
            String name,
            String kind,
            Optional<String> paragraphBefore,
            Optional<Policy> policyBefore,
            Optional<String> paragraphAfter,
            Optional<Policy> policyAfter,
            Optional<Policy> policyBeside) {}
}
