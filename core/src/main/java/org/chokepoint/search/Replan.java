package org.chokepoint.search;

import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.machine.Machine;
import org.chokepoint.training.ExecutedStep;

/**
 * What a change of the machine brings once the layout is chosen anew for it: the best response, where an elasticity at a fixed
 * layout says what it brings to a plan that stays.
 */
public final class Replan {
    /** Change over which elasticities are taken: wide enough that layouts change. */
    public static final double WIDE = 1.1;

    /** Largest factor that is tried to reach a target, and how closely the smallest one is found. */
    private static final double MOST = 64;

    private static final double CLOSE = 1.02;

    private final StrategySearch engine;
    private final SearchJob job;
    private final Candidate best;

    /**
     * @param best best layout on the machine as it is
     */
    public Replan(StrategySearch engine, SearchJob job, Candidate best) {
        this.engine = engine;
        this.job = job;
        this.best = best;
    }

    /** By how much the measure changes with a spec, as d ln(measure) / d ln(spec), the layout chosen anew on both sides. */
    public double elasticity(Spec spec) {
        double more = value(spec, WIDE, best.value());
        double less = value(spec, 1 / WIDE, Double.MAX_VALUE);
        return (StrictMath.log(more) - StrictMath.log(less)) / (2 * StrictMath.log(WIDE));
    }

    /** The best measure with a multiple of a spec, of those not above some; that if nothing is better. */
    private double value(Spec spec, double factor, double most) {
        return find(spec, factor, most).map(Candidate::value).orElse(most);
    }

    private Optional<Candidate> find(Spec spec, double factor, double most) {
        Machine other = spec.times(factor, job.machine());
        return engine.run(job.on(other).atMost(most), 1, share -> {}).best();
    }

    /**
     * The smallest multiple of a spec with which some layout measures no more than a target.
     *
     * @return empty if no multiple that was tried is enough
     */
    public OptionalDouble factor(Spec spec, double target) {
        double enough = fixed(spec, target);
        if (Double.isNaN(enough)) {
            if (find(spec, MOST, target).isEmpty()) {
                return OptionalDouble.empty();
            }
            enough = MOST;
        }
        double few = 1;
        while (enough / few > CLOSE) {
            double middle = Math.sqrt(few * enough);
            if (find(spec, middle, target).isPresent()) {
                enough = middle;
            } else {
                few = middle;
            }
        }
        return OptionalDouble.of(enough);
    }

    /** The same for the best layout as it is, which needs no search: an upper end; not a number if none is enough. */
    private double fixed(Spec spec, double target) {
        double few = 1;
        double enough = MOST;
        if (!(executed(spec, MOST) <= target)) {
            return Double.NaN;
        }
        while (enough / few > CLOSE) {
            double middle = Math.sqrt(few * enough);
            if (executed(spec, middle) <= target) {
                enough = middle;
            } else {
                few = middle;
            }
        }
        return enough;
    }

    private double executed(Spec spec, double factor) {
        Machine other = spec.times(factor, job.machine());
        double seconds =
                new ExecutedStep(job.job().network(), other, job.balance()).seconds(job.job(), best.strategy());
        return job.measure().of(seconds, other.chip().powerWatts());
    }
}
