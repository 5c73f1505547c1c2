package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import org.chokepoint.controls.Policy;
import org.chokepoint.evidence.Evidence;

/**
 * What was demanded of an item from day to day: the JSON contract of {@code controls timeline}, version {@value #VERSION}.
 *
 * @param version of this contract
 * @param notice that this is no legal advice
 * @param headline the answer in sentences
 * @param item catalog id
 * @param to country
 * @param headquarters country of the party's headquarters
 * @param stretches days between which nothing changes, first to last
 * @param evidence what the answer rests on
 */
public record ControlsTimelineAnswer(
        int version,
        String notice,
        Headline headline,
        String item,
        String to,
        String headquarters,
        List<Stretch> stretches,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * Days between which nothing changes.
     *
     * @param from first day
     * @param until last day; absent: until the rules were reviewed
     * @param codified demand of what stands in the regulations; absent where it depends on what is not known
     * @param enforced demand of what is enforced; absent likewise
     * @param importing demand of the importing side; absent likewise
     * @param because rules that the demand enforced rests on
     * @param practice what was reported
     */
    public record Stretch(
            String from,
            Optional<String> until,
            Optional<Policy> codified,
            Optional<Policy> enforced,
            Optional<Policy> importing,
            List<String> because,
            List<String> practice) {}
}
