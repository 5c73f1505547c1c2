package org.chokepoint.controls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Grade;

/**
 * A rule of a date: what it catches, and what follows for whom. Amendments are rules of their own.
 *
 * @param id catalog id
 * @param name what it is called
 * @param authority whose rule it is
 * @param status how far it got
 * @param layer how it acts beside others
 * @param series rules of one series take turns; at any day at most one of them is codified and one enforced
 * @param reviews series whose review policy it replaces
 * @param cite citation
 * @param url address of the text
 * @param published day of publication
 * @param effective first day in force as its text says; absent for what is proposed
 * @param compliance first day by which all must comply, where it is later
 * @param codified when it stands in the regulations
 * @param enforced when it was acted upon
 * @param supersededBy rule that took its place
 * @param thresholds quantities by name, with units
 * @param exclusions what it does not apply to whatever the paragraphs say
 * @param paragraphs what it catches; the first that holds counts
 * @param outcomes what follows; the first that fits counts, and nothing where none does
 * @param confidence how well its text is known
 */
public record Rule(
        String id,
        String name,
        @Field(sourced = false) Authority authority,
        @Field(sourced = false) Status status,
        @Field(sourced = false) Layer layer,
        @Field(sourced = false) String series,
        @Field(sourced = false) Optional<String> reviews,
        @Field(sourced = false, otherwise = "") String cite,
        @Field(sourced = false, otherwise = "") String url,
        @Field(sourced = false, otherwise = "") String published,
        @Field(sourced = false) Optional<String> effective,
        @Field(sourced = false) Optional<String> compliance,
        @Field(sourced = false) List<Period> codified,
        @Field(sourced = false) List<Period> enforced,
        @Field(sourced = false) Optional<String> supersededBy,
        Map<String, Tree> thresholds,
        List<Paragraph> exclusions,
        List<Paragraph> paragraphs,
        List<Outcome> outcomes,
        @Field(sourced = false) Grade confidence) {

    /** Catalog kind. */
    public static final Kind<Rule> KIND = new Kind<>("rule", "rules", Rule.class);

    /** Whose rule. */
    public enum Authority {
        US,
        CHINA
    }

    /** How far it got. */
    public enum Status {
        /** Published and binding on all. */
        FINAL,
        /** Told to some by letter, or reported without a published text. */
        LETTER,
        /** Says how a rule is read. */
        GUIDANCE,
        /** A bill, never in force so far. */
        PROPOSED
    }

    /** How it acts beside others. */
    public enum Layer {
        /** A control of its own; the strictest of all counts. */
        CONTROL,
        /** Replaces the review policy of another. */
        REVIEW,
        /** A duty on the way. */
        TARIFF,
        /** Of the importing side. */
        IMPORT
    }

    /**
     * What a rule catches or leaves out.
     *
     * @param id as the text numbers it
     * @param text words of the text
     * @param when condition
     */
    public record Paragraph(String id, String text, Predicate when) {}

    /**
     * What follows for whom. Each condition that is absent or empty fits all.
     *
     * @param paragraphs ids of paragraphs, or what they begin with
     * @param item condition on the item
     * @param to destinations: country groups, or countries
     * @param notTo destinations that are excepted
     * @param headquarters country groups, or countries, of the party's headquarters or ultimate parent
     * @param listed whether the party stands on the Entity List
     * @param endUses end uses
     * @param channels channels; none: all by which goods move
     * @param insteadOf policy of another rule that it replaces
     * @param policy what is demanded
     * @param exceptions licence exceptions that may apply
     * @param tariff duty, as a share of value
     * @param text where it stands
     */
    public record Outcome(
            List<String> paragraphs,
            Optional<Predicate> item,
            List<String> to,
            List<String> notTo,
            List<String> headquarters,
            Optional<Boolean> listed,
            List<EndUse> endUses,
            List<Channel> channels,
            Optional<Policy> insteadOf,
            Policy policy,
            List<String> exceptions,
            OptionalDouble tariff,
            @Field(otherwise = "") String text) {}
}
