package org.chokepoint.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.chokepoint.Draw;
import org.junit.jupiter.api.Test;

/** What holds of every router, drawn at random. */
final class RouterPropertiesTest {
    private static final int CASES = 60;

    private static Routing draw(Draw draw) {
        int experts = draw.of(List.of(8, 16, 60, 64, 128, 160));
        int topK = Math.min(experts, draw.of(List.of(1, 2, 4, 6, 8)));
        int ranks = draw.of(List.of(1, 2, 4));
        return new Routing(
                new ExpertPlacement(experts, ranks, draw.of(List.of(1, 2, 8))),
                topK,
                draw.of(List.of(0, 1, 2)),
                draw.of(List.of(RouterAlgorithm.values())),
                draw.of(List.of(Gate.values())),
                draw.between(1, 100),
                draw.of(List.of(0.0, 1.25)));
    }

    @Test
    void picksAreDifferentExpertsAndLimitsHold() {
        for (int i = 0; i < CASES; i++) {
            Routing routing = draw(new Draw("picks", i));
            int experts = routing.placement().experts();
            Router router = routing.router(Layers.CONSTANTS, i);
            Affinities affinities = new Affinities(experts, routing.topK(), routing.gate(), Layers.CONSTANTS, i);
            int[] picks = new int[routing.topK()];
            double[] load = new double[experts];
            double[][] topicLoad = new double[Affinities.TOPICS][experts];
            for (int token = 0; token < affinities.tokens(); token++) {
                router.pick(affinities.of(token), affinities.topic(token), picks);
                assertThat(Arrays.stream(picks).distinct().count()).isEqualTo(routing.topK());
                assertThat(Arrays.stream(picks).allMatch(pick -> pick >= 0 && pick < experts))
                        .isTrue();
                Arrays.stream(picks).forEach(pick -> load[pick]++);
                Arrays.stream(picks).forEach(pick -> topicLoad[affinities.topic(0)][pick]++);
            }
            assertThat(Arrays.stream(load).sum()).isEqualTo((double) affinities.tokens() * routing.topK());
            router.learn(load, topicLoad);
        }
    }

    @Test
    void loadsAreWithinWhatIsPossible() {
        for (int i = 0; i < CASES; i++) {
            Routing routing = draw(new Draw("loads", i));
            for (ExpertLoad load : Simulation.run(routing, Layers.CONSTANTS, 8, i)) {
                double most = (double) routing.placement().experts() / routing.topK();
                assertThat(load.overExperts()).isBetween(1 - 1e-9, most + 1e-9);
                assertThat(load.overExpertsAtOnce()).isBetween(1 - 1e-9, most + 1e-9);
                assertThat(load.overRanksAtOnce()).isBetween(1 - 1e-9, load.overExpertsAtOnce() + 1e-9);
                assertThat(load.domainsPerToken()).isBetween(1.0, (double)
                        Math.min(routing.topK(), routing.placement().domains()));
                assertThat(load.ranksPerToken()).isBetween(load.domainsPerToken(), (double) routing.topK());
                assertThat(load.affinityLost()).isBetween(-1e-12, 1.0);
                assertThat(load.dropped()).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void aSeedTellsEverything() {
        Routing routing = Layers.with(Layers.SMALL, RouterAlgorithm.BIAS);
        List<ExpertLoad> once = Simulation.run(routing, Layers.CONSTANTS, 20, 7);
        assertThat(Simulation.run(routing, Layers.CONSTANTS, 20, 7)).isEqualTo(once);
        assertThat(Simulation.run(routing, Layers.CONSTANTS, 20, 8)).isNotEqualTo(once);
    }

    @Test
    void dealingGivesEveryExpertAsMuch() {
        ForcedBalance deal = new ForcedBalance(64, 1);
        int[] picks = new int[6];
        int[] load = new int[64];
        for (int token = 0; token < 32; token++) {
            deal.pick(new double[64], 0, picks);
            assertThat(Arrays.stream(picks).distinct().count()).isEqualTo(6);
            Arrays.stream(picks).forEach(pick -> load[pick]++);
        }
        assertThat(load).containsOnly(3);
    }

    @Test
    void theHighestScoresAreTakenEarlierOnesFirst() {
        int[] picks = new int[3];
        double sum = TopK.select(new double[] {1, 5, 5, 0, 7}, picks);
        assertThat(picks).containsExactly(4, 1, 2);
        assertThat(sum).isEqualTo(17);
    }
}
