package org.chokepoint.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A router run over drifting affinities. A step routes all tokens of the batch and tells the router the loads; affinities drift
 * from block to block of steps.
 */
public final class Simulation {
    /** Steps where nothing says. */
    public static final int STEPS = 80;

    /** Seed where nothing says. */
    public static final long SEED = 1;

    private final Routing routing;
    private final Affinities affinities;
    private final Router router;
    private final int[] picks;
    private double highest;

    private Simulation(Routing routing, RouterConstants constants, long seed) {
        this.routing = routing;
        this.affinities =
                new Affinities(routing.placement().experts(), routing.topK(), routing.gate(), constants, seed);
        this.router = routing.router(constants, seed);
        this.picks = new int[routing.topK()];
    }

    /**
     * Loads of each step.
     *
     * @param steps at least 2
     */
    public static List<ExpertLoad> run(Routing routing, RouterConstants constants, int steps, long seed) {
        return new AtOnce(routing, seed).loads(picks(routing, constants, steps, seed));
    }

    /** Mean of the second half of some steps: by then routers have settled. */
    public static ExpertLoad settled(List<ExpertLoad> steps) {
        List<ExpertLoad> half = steps.subList(steps.size() / 2, steps.size());
        return ExpertLoad.mean(half, half.size());
    }

    /** Where tokens go in each step, which does not depend on how many sequences are worked on at once. */
    static List<StepPicks> picks(Routing routing, RouterConstants constants, int steps, long seed) {
        Simulation simulation = new Simulation(routing, constants, seed);
        List<StepPicks> picks = new ArrayList<>(steps);
        for (int step = 0; step < steps; step++) {
            if (step % Affinities.BLOCK == 0) {
                simulation.renew(step > 0);
            }
            picks.add(simulation.step());
        }
        return picks;
    }

    /** Sums the highest affinities of a block, after drift unless it is the first. */
    private void renew(boolean drift) {
        if (drift) {
            affinities.drift();
        }
        highest = 0;
        for (int token = 0; token < affinities.tokens(); token++) {
            highest += TopK.select(affinities.of(token), picks);
        }
    }

    private StepPicks step() {
        int experts = routing.placement().experts();
        int tokens = affinities.tokens();
        double[][] topicLoad = new double[Affinities.TOPICS][experts];
        double row = (double) Affinities.TOPICS * experts / ((double) tokens * routing.topK());
        double reached = 0;
        long domains = 0;
        long ranks = 0;
        for (int token = 0; token < tokens; token++) {
            double[] affinity = affinities.of(token);
            router.pick(affinity, affinities.topic(token), picks);
            double[] counted = topicLoad[affinities.topic(token)];
            double own = 0;
            for (int i = 0; i < picks.length; i++) {
                own += affinity[picks[i]];
                counted[picks[i]] += row;
                domains += first(i, true) ? 1 : 0;
                ranks += first(i, false) ? 1 : 0;
            }
            reached += own;
        }
        if (router.deals()) {
            for (double[] each : topicLoad) {
                Arrays.fill(each, 1);
            }
        }
        StepPicks step =
                new StepPicks(topicLoad, (double) domains / tokens, (double) ranks / tokens, 1 - reached / highest);
        router.learn(step.load(), topicLoad);
        return step;
    }

    /** Whether no pick before shares the domain, or the rank, of this one. */
    private boolean first(int pick, boolean ofDomain) {
        ExpertPlacement placement = routing.placement();
        int own = ofDomain ? placement.domain(picks[pick]) : placement.rank(picks[pick]);
        for (int i = 0; i < pick; i++) {
            if ((ofDomain ? placement.domain(picks[i]) : placement.rank(picks[i])) == own) {
                return false;
            }
        }
        return true;
    }
}
