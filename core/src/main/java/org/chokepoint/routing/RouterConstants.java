package org.chokepoint.routing;

import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.machine.Constant;

/**
 * Settings of routers as published, and the affinities that they are run over.
 *
 * @param id catalog id
 * @param name what it is
 * @param biasSpeed step of an expert's bias, in units of affinity
 * @param lossCoefficient α of an auxiliary loss
 * @param lossStiffness how the language model's loss resists: its second derivative by an expert's logit, where every expert has
 *     its share of the tokens
 * @param nodeLimit domains that a token may go to, for models that state none
 * @param logitBelow how far the logit of an average expert is below that of an affinity of one half
 * @param popularitySpread deviation of logits between experts
 * @param topicSpread deviation of an expert's logits between topics
 * @param tokenSpread deviation between tokens of a topic
 * @param driftSteps steps after which popularity and topics have forgotten 1 − 1/e of what they were
 */
public record RouterConstants(
        String id,
        String name,
        @Field(sourced = false) Constant biasSpeed,
        @Field(sourced = false) Constant lossCoefficient,
        @Field(sourced = false) Constant lossStiffness,
        @Field(sourced = false) Constant nodeLimit,
        @Field(sourced = false) Constant logitBelow,
        @Field(sourced = false) Constant popularitySpread,
        @Field(sourced = false) Constant topicSpread,
        @Field(sourced = false) Constant tokenSpread,
        @Field(sourced = false) Constant driftSteps) {

    /** Catalog kind. */
    public static final Kind<RouterConstants> KIND = new Kind<>("router", "routers", RouterConstants.class);

    /** Id of the record that questions use. */
    public static final String DEFAULT = "published-2024";

    /** The same with experts that differ more or less. */
    public RouterConstants withPopularitySpread(double other) {
        return with(popularitySpread.at(other), topicSpread);
    }

    /** The same with topics that differ more or less. */
    public RouterConstants withTopicSpread(double other) {
        return with(popularitySpread, topicSpread.at(other));
    }

    private RouterConstants with(Constant popularity, Constant topic) {
        return new RouterConstants(
                id,
                name,
                biasSpeed,
                lossCoefficient,
                lossStiffness,
                nodeLimit,
                logitBelow,
                popularity,
                topic,
                tokenSpread,
                driftSteps);
    }
}
