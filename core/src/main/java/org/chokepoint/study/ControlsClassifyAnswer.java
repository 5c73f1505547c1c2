package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.controls.Channel;
import org.chokepoint.controls.EndUse;
import org.chokepoint.controls.Finding;
import org.chokepoint.controls.Jurisdiction;
import org.chokepoint.controls.Period;
import org.chokepoint.controls.Policy;
import org.chokepoint.controls.Rule;
import org.chokepoint.controls.Truth;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Source;

/**
 * What every rule says of an item in a transaction: the JSON contract of {@code controls classify}, version {@value #VERSION}.
 *
 * @param version of this contract
 * @param notice that this is no legal advice
 * @param headline the answer in sentences
 * @param item the item and its quantities
 * @param transaction who gets it, how and when
 * @param jurisdiction whether US rules reach it
 * @param answers four answers side by side
 * @param differences where they disagree, in sentences
 * @param vintages every rule, those in force first
 * @param readings what other sources and readings of its figures would change
 * @param evidence what the answer rests on
 */
public record ControlsClassifyAnswer(
        int version,
        String notice,
        Headline headline,
        Subject item,
        Transaction transaction,
        Jurisdiction jurisdiction,
        Answers answers,
        List<String> differences,
        List<Vintage> vintages,
        List<Reading> readings,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * The item.
     *
     * @param id catalog id
     * @param name full name
     * @param quantities what rules compare
     * @param facts what holds of it, by fact
     */
    public record Subject(String id, String name, List<Quantity> quantities, List<Known> facts) {}

    /**
     * A quantity that rules compare.
     *
     * @param measure which
     * @param meaning in words
     * @param low at least, in SI units, TPP or TPP per square metre
     * @param high at most; absent where nothing bounds it
     * @param text as people write it
     * @param formula how it follows
     */
    public record Quantity(
            String measure, String meaning, double low, OptionalDouble high, String text, String formula) {}

    /**
     * A fact.
     *
     * @param fact what
     * @param holds whether
     */
    public record Known(String fact, Truth holds) {}

    /**
     * Who gets it.
     *
     * @param to country
     * @param toName its name
     * @param headquarters country of the headquarters
     * @param channel how
     * @param endUse what for
     * @param listed whether the party is listed
     * @param onDate day
     * @param rulesReviewedUntil last day until which rules were looked for
     */
    public record Transaction(
            String to,
            String toName,
            String headquarters,
            Channel channel,
            EndUse endUse,
            boolean listed,
            String onDate,
            String rulesReviewedUntil) {}

    /**
     * Four answers.
     *
     * @param codified what stands in the regulations
     * @param enforced what is enforced
     * @param practice what is reported to happen
     * @param importing what the importing side says
     */
    public record Answers(Demand codified, Demand enforced, List<Report> practice, Demand importing) {}

    /**
     * A demand.
     *
     * @param policy what is demanded; absent where that depends on what is not known
     * @param possible all demands that are possible
     * @param because rules that it rests on
     * @param nearest change of one quantity that would change it
     */
    public record Demand(
            Optional<Policy> policy, List<Policy> possible, List<String> because, Optional<Nearest> nearest) {}

    /**
     * A report.
     *
     * @param status how it went
     * @param period when
     * @param what what was reported
     * @param source who says so
     */
    public record Report(String status, Period period, String what, Source source) {}

    /**
     * A rule.
     *
     * @param rule id
     * @param name what it is called
     * @param authority whose
     * @param status how far it got
     * @param layer how it acts beside others
     * @param cite citation
     * @param url address
     * @param effective first day by its text
     * @param codified when it stands in the regulations
     * @param enforced when it was acted upon
     * @param force how it stands on the day: enforced, codified, past, future or proposed
     * @param controlled whether it demands anything
     * @param paragraph paragraph that catches the item, or none; absent where that is not known
     * @param policy what it demands; absent where that is not known
     * @param exceptions licence exceptions that may apply
     * @param tariffShare duty, as a share of value
     * @param because why it is not known: what it depends on
     * @param nearest change that would change the demand
     * @param reasoning paragraphs, conditions, inputs
     * @param notes remarks on the rule
     */
    public record Vintage(
            String rule,
            String name,
            Rule.Authority authority,
            Rule.Status status,
            Rule.Layer layer,
            String cite,
            String url,
            Optional<String> effective,
            List<Period> codified,
            List<Period> enforced,
            String force,
            Truth controlled,
            Optional<String> paragraph,
            Optional<Policy> policy,
            List<String> exceptions,
            OptionalDouble tariffShare,
            List<Case> because,
            Optional<Nearest> nearest,
            List<Finding> reasoning,
            String notes) {}

    /**
     * A case of what is not known.
     *
     * @param assumed what is assumed
     * @param paragraph paragraph then
     * @param policy demand then
     */
    public record Case(String assumed, String paragraph, Policy policy) {}

    /**
     * The nearest change that would change a demand.
     *
     * @param property what changes
     * @param from what it is, as people write it
     * @param at where the demand changes, as people write it
     * @param share by how much, as a share of what it is
     * @param paragraph paragraph beyond the line, or the rules that then decide
     * @param policy demand beyond the line
     */
    public record Nearest(String property, String from, String at, double share, String paragraph, Policy policy) {}

    /**
     * Another value or reading of a figure.
     *
     * @param field which field of the record
     * @param value the other value
     * @param source who says so
     * @param paragraph paragraph of the first rule then
     * @param policy its demand then
     * @param changes whether that is another demand
     */
    public record Reading(
            String field,
            String value,
            String source,
            Optional<String> paragraph,
            Optional<Policy> policy,
            boolean changes) {}
}
