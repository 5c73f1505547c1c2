package org.chokepoint.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A router run over drifting affinities. A step routes all tokens of the batch, tells the router the loads, and lets affinities
 * drift. What ranks work on at once is drawn from the batch: so many sequences, each of one topic.
 */
public final class Simulation {
    /** Steps where nothing says. */
    public static final int STEPS = 80;

    /** Seed where nothing says. */
    public static final long SEED = 1;

    /** Draws of the sequences worked on at once, for each step. */
    private static final int DRAWS = 4;

    private final Routing routing;
    private final Affinities affinities;
    private final Router router;
    private final RandomGenerator random;
    private final int[] picks;
    private final double[] load;
    private final double[][] topicLoad;
    private final double[] drawn;
    private final double[] ranks;
    private final int[] sequences = new int[Affinities.TOPICS];
    private int steps;
    private double highest;

    private Simulation(Routing routing, RouterConstants constants, long seed) {
        int experts = routing.placement().experts();
        this.routing = routing;
        this.affinities = new Affinities(experts, routing.topK(), routing.gate(), constants, seed);
        this.router = routing.router(constants, seed);
        this.random = Streams.of(seed, "sequences", 0);
        this.picks = new int[routing.topK()];
        this.load = new double[experts];
        this.topicLoad = new double[Affinities.TOPICS][experts];
        this.drawn = new double[experts];
        this.ranks = new double[routing.placement().ranks()];
    }

    /**
     * Loads of each step.
     *
     * @param steps at least 2
     */
    public static List<ExpertLoad> run(Routing routing, RouterConstants constants, int steps, long seed) {
        Simulation simulation = new Simulation(routing, constants, seed);
        List<ExpertLoad> loads = new ArrayList<>(steps);
        for (int step = 0; step < steps; step++) {
            loads.add(simulation.step());
        }
        return loads;
    }

    /** Mean of the second half of some steps: by then routers have settled. */
    public static ExpertLoad settled(List<ExpertLoad> steps) {
        List<ExpertLoad> half = steps.subList(steps.size() / 2, steps.size());
        return ExpertLoad.mean(half, half.size());
    }

    private ExpertLoad step() {
        for (double[] each : topicLoad) {
            Arrays.fill(each, 0);
        }
        int tokens = affinities.tokens();
        if (steps % Affinities.BLOCK == 0) {
            renew();
        }
        steps++;
        double reached = 0;
        long domains = 0;
        long onRanks = 0;
        double row = (double) Affinities.TOPICS * load.length / ((double) tokens * routing.topK());
        for (int number = 0; number < tokens; number++) {
            double[] affinity = affinities.of(number);
            int topic = affinities.topic(number);
            router.pick(affinity, topic, picks);
            double[] counted = topicLoad[topic];
            double own = 0;
            for (int i = 0; i < picks.length; i++) {
                int expert = picks[i];
                own += affinity[expert];
                counted[expert] += row;
                domains += first(i, true) ? 1 : 0;
                onRanks += first(i, false) ? 1 : 0;
            }
            reached += own;
        }
        if (router.deals()) {
            for (double[] each : topicLoad) {
                Arrays.fill(each, 1);
            }
        }
        ExpertLoad loads = loads((double) domains / tokens, (double) onRanks / tokens, 1 - reached / highest);
        router.learn(load, topicLoad);
        return loads;
    }

    /** Lets affinities drift, but before the first step, and sums the highest. */
    private void renew() {
        if (steps > 0) {
            affinities.drift();
        }
        highest = 0;
        for (int token = 0; token < affinities.tokens(); token++) {
            highest += TopK.select(affinities.of(token), picks);
        }
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

    private ExpertLoad loads(double domains, double onRanks, double lost) {
        Arrays.fill(sequences, 1);
        mix(load);
        double experts = 0;
        double busiest = 0;
        double dropped = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            Arrays.fill(sequences, 0);
            for (int i = 0; i < routing.sequences(); i++) {
                sequences[Streams.below(random, sequences.length)]++;
            }
            mix(drawn);
            experts += most(drawn) / DRAWS;
            dropped += beyond(drawn) / DRAWS;
            Arrays.fill(ranks, 0);
            for (int i = 0; i < drawn.length; i++) {
                ranks[routing.placement().rank(i)] +=
                        drawn[i] / routing.placement().perRank();
            }
            busiest += most(ranks) / DRAWS;
        }
        return new ExpertLoad(most(load), experts, busiest, domains, onRanks, lost, dropped);
    }

    /** Load of each expert from so many sequences of each topic. */
    private void mix(double[] into) {
        int all = Arrays.stream(sequences).sum();
        Arrays.fill(into, 0);
        for (int topic = 0; topic < sequences.length; topic++) {
            double weight = (double) sequences[topic] / all;
            for (int i = 0; i < into.length; i++) {
                into[i] += weight * topicLoad[topic][i];
            }
        }
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
