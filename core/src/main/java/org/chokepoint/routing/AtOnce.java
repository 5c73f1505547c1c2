package org.chokepoint.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Loads of what ranks work on at once: sequences drawn from a batch, each of one topic. */
final class AtOnce {
    /** Draws for each step. */
    private static final int DRAWS = 4;

    private final Routing routing;
    private final RandomGenerator random;

    AtOnce(Routing routing, long seed) {
        this.routing = routing;
        this.random = Streams.of(seed, "sequences", 0);
    }

    List<ExpertLoad> loads(List<StepPicks> steps) {
        List<ExpertLoad> loads = new ArrayList<>(steps.size());
        steps.forEach(step -> loads.add(load(step)));
        return loads;
    }

    private ExpertLoad load(StepPicks step) {
        double experts = 0;
        double busiest = 0;
        double dropped = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] sequences = new int[Affinities.TOPICS];
            for (int i = 0; i < routing.sequences(); i++) {
                sequences[Streams.below(random, sequences.length)]++;
            }
            double[] drawn = step.load(sequences);
            experts += most(drawn) / DRAWS;
            dropped += beyond(drawn) / DRAWS;
            busiest += most(ranks(drawn)) / DRAWS;
        }
        return new ExpertLoad(
                most(step.load()),
                experts,
                busiest,
                step.domainsPerToken(),
                step.ranksPerToken(),
                step.affinityLost(),
                dropped);
    }

    private double[] ranks(double[] load) {
        ExpertPlacement placement = routing.placement();
        double[] ranks = new double[placement.ranks()];
        for (int i = 0; i < load.length; i++) {
            ranks[placement.rank(i)] += load[i] / placement.perRank();
        }
        return ranks;
    }

    private static double most(double[] loads) {
        double most = 0;
        for (double each : loads) {
            most = Math.max(most, each);
        }
        return most;
    }

    /** Share of rows beyond capacity. */
    private double beyond(double[] loads) {
        if (routing.capacityFactor() == 0) {
            return 0;
        }
        double beyond = 0;
        for (double each : loads) {
            beyond += Math.max(0, each - routing.capacityFactor());
        }
        return beyond / loads.length;
    }
}
