package org.chokepoint.posttraining;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Constants;

/**
 * What the sources of a run leave open. Each was fixed before any hours were computed from it, and has the range that holds it in
 * about 80 % of cases.
 *
 * @param length factor on all mean lengths of outputs, which are read off a figure or stand for others
 * @param spread standard deviation of lengths over their mean, before outputs are cut at the longest
 * @param accepted share of drafted tokens that are accepted
 * @param steps factor on the steps of stages whose number is not published
 * @param tries outputs that are generated for each that is kept
 * @param exposedReward seconds that rule-based rewards of a rollout batch take beyond what they hide behind
 */
public record Unpublished(
        @Field(help = "factor on all mean lengths of outputs")
        Constant length,

        @Field(help = "standard deviation of lengths of outputs over their mean")
        Constant spread,

        @Field(help = "share of drafted tokens that are accepted")
        Constant accepted,

        @Field(help = "factor on the steps of stages whose number is not published")
        Constant steps,

        @Field(help = "outputs generated for each that is kept")
        Constant tries,

        @Field(help = "seconds that rewards of a batch take beyond what they hide behind")
        Constant exposedReward) {

    /** Every constant by its key. */
    public Map<String, Constant> constants() {
        return Constants.of(this);
    }

    /** The same with one constant at another value. */
    public Unpublished with(String key, double value) {
        return Constants.with(this, key, value);
    }

    /** What a constant is. */
    public static String meaning(String key) {
        for (RecordComponent component : Unpublished.class.getRecordComponents()) {
            if (key.equals(RecordReader.key(component))) {
                return component.getAnnotation(Field.class).help();
            }
        }
        return "";
    }
}
