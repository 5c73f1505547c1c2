package org.chokepoint.study;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Source;

/**
 * How many chips go legally, and what they are worth: the JSON contract of {@code controls fleet}, version {@value #VERSION}.
 *
 * @param version of this contract
 * @param notice that this is no legal advice
 * @param headline the answer in sentences
 * @param rule id of the rule
 * @param chip catalog id
 * @param to country
 * @param date day
 * @param model published run that training runs are counted in
 * @param limits what bounds legal supply; a bound that is absent is none
 * @param legalChips the least over exporter, importer and vendor, of each the largest; absent where nothing bounds it
 * @param h100PerChip one chip in H100, by each basis
 * @param legalH100 legal supply in H100, by each basis
 * @param trainingRunsAYear training runs that legal supply makes in a year of 8,760 hours without interruptions; absent without a bound
 * @param channels what came by each channel
 * @param evidence what the answer rests on
 */
public record ControlsFleetAnswer(
        int version,
        String notice,
        Headline headline,
        String rule,
        String chip,
        String to,
        String date,
        String model,
        List<Limit> limits,
        OptionalDouble legalChips,
        Map<String, Double> h100PerChip,
        Map<String, Double> legalH100,
        OptionalDouble trainingRunsAYear,
        List<Channel> channels,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * What bounds legal supply.
     *
     * @param by exporter, importer or vendor
     * @param what in words
     * @param per for what each
     * @param chips at most; absent: no bound
     */
    public record Limit(String by, String what, String per, OptionalDouble chips) {}

    /**
     * What came by a channel.
     *
     * @param channel legal, grey, domestic or cloud
     * @param chip chips that are counted
     * @param scarcest what of a domestic chip is scarcest; empty: whole chips are counted
     * @param from first day
     * @param until last day
     * @param low at least
     * @param chips chips
     * @param high at most
     * @param h100ByTpp the same in H100 by TPP
     * @param h100ByBf16 by dense BF16 rate
     * @param h100ByBandwidth by memory bandwidth
     * @param what in words
     * @param source where it comes from
     */
    public record Channel(
            String channel,
            String chip,
            String scarcest,
            String from,
            String until,
            OptionalDouble low,
            double chips,
            OptionalDouble high,
            double h100ByTpp,
            double h100ByBf16,
            double h100ByBandwidth,
            String what,
            Source source) {}
}
