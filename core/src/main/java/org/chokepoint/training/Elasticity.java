package org.chokepoint.training;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Rate;

/**
 * What binds: by how much a step's time changes with a rate, at a fixed layout, as d ln(time) / d ln(rate). A step whose time is
 * all of one rate has −1 there. Over all rates they sum to −1, since a machine with every rate λ times as high takes 1/λ of the
 * time.
 *
 * @param rate rate
 * @param value central difference in the logarithm over ±0.003 %, so close that curvature and the kinks of single operators
 *     don't show in the sum
 * @param below one-sided difference to a rate 1 % lower
 * @param above one-sided difference to a rate 1 % higher
 */
public record Elasticity(Rate rate, double value, double below, double above) {
    private static final double CLOSE = 3e-5;
    private static final double WIDE = 0.01;

    /** One-sided differences that lie this far apart are a kink: smooth times differ by at most a quarter of the change. */
    private static final double KINK = 0.005;

    /** Whether something else binds from here on: the two sides differ. */
    public boolean kink() {
        return Math.abs(below - above) > KINK;
    }

    /**
     * Elasticities of a step to every rate, in the order of {@link Rate}.
     *
     * @param model executed step on the machine as it is
     */
    public static List<Elasticity> of(ExecutedStep model, Machine machine, Job job, Strategy strategy) {
        List<Elasticity> all = new ArrayList<>();
        double now = StrictMath.log(model.seconds(job, strategy));
        for (Rate rate : Rate.values()) {
            double lower = at(model, machine, job, strategy, rate, -CLOSE);
            double higher = at(model, machine, job, strategy, rate, CLOSE);
            double below = (now - at(model, machine, job, strategy, rate, -WIDE)) / WIDE;
            double above = (at(model, machine, job, strategy, rate, WIDE) - now) / WIDE;
            all.add(new Elasticity(rate, (higher - lower) / (2 * CLOSE), below, above));
        }
        return all;
    }

    private static double at(ExecutedStep model, Machine machine, Job job, Strategy s, Rate rate, double change) {
        Machine other = rate.times(StrictMath.exp(change), machine);
        return StrictMath.log(model.on(other).seconds(job, s));
    }
}
