package org.chokepoint.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chokepoint.routing.Layers.CONSTANTS;
import static org.chokepoint.routing.Layers.LARGE;
import static org.chokepoint.routing.Layers.SMALL;
import static org.chokepoint.routing.Layers.settled;
import static org.chokepoint.routing.Layers.with;
import static org.chokepoint.routing.RouterAlgorithm.AUX_LOSS;
import static org.chokepoint.routing.RouterAlgorithm.BIAS;
import static org.chokepoint.routing.RouterAlgorithm.FORCED;
import static org.chokepoint.routing.RouterAlgorithm.NODE_LIMITED;
import static org.chokepoint.routing.RouterAlgorithm.NONE;
import static org.chokepoint.routing.RouterAlgorithm.SEQUENCE_LOSS;

import org.junit.jupiter.api.Test;

/** What the papers found of routers, and what we compute. */
final class PublishedRoutingTest {
    /** Wang et al. 2024, table 2: MaxVio of 1B is 0.72 with a loss of 0.001 and 0.04 without; of 3B 0.52 and 0.04. */
    @Test
    void theBiasLeavesFarLessViolationThanALossOfUsualStrength() {
        double loss = settled(SMALL, AUX_LOSS).overExperts() - 1;
        double bias = settled(SMALL, BIAS).overExperts() - 1;
        assertThat(loss).isBetween(0.52, 0.9);
        assertThat(bias).isLessThan(0.15).isLessThan(loss / 4);
    }

    /** Wang et al. 2024, section 2.2: a weak loss leaves loads uneven, a strong one costs quality, and nothing lies between. */
    @Test
    void noCoefficientIsAsEvenAsTheBiasAtLessAffinityLost() {
        ExpertLoad bias = settled(SMALL, BIAS);
        double before = Double.POSITIVE_INFINITY;
        double lost = -1;
        for (double coefficient : new double[] {0.0001, 0.001, 0.01}) {
            ExpertLoad loss = settled(with(SMALL, SEQUENCE_LOSS), Layers.constants(coefficient, 0.001, 100_000));
            assertThat(loss.overExperts()).isLessThan(before).isGreaterThan(bias.overExperts());
            assertThat(loss.affinityLost()).isGreaterThan(lost);
            before = loss.overExperts();
            lost = loss.affinityLost();
        }
        assertThat(lost).isGreaterThan(1.5 * bias.affinityLost());
    }

    /** DeepSeek-V3, section 4.5.3: batch-wise balance is looser, and costs no more than the bias where both balance alike. */
    @Test
    void balanceOfABatchIsLooserThanThatOfEachSequence() {
        RouterConstants strong = Layers.constants(0.03, 0.001, 100_000);
        ExpertLoad batch = settled(with(LARGE, AUX_LOSS), strong);
        ExpertLoad sequence = settled(with(LARGE, SEQUENCE_LOSS), strong);
        ExpertLoad bias = settled(LARGE, BIAS);
        assertThat(batch.affinityLost()).isLessThan(0.6 * sequence.affinityLost());
        assertThat(Math.abs(batch.affinityLost() / bias.affinityLost() - 1)).isLessThan(0.1);
        // few sequences at once are worse off with it
        ExpertLoad fewBatch = settled(with(LARGE, AUX_LOSS, 4), strong);
        ExpertLoad fewSequence = settled(with(LARGE, SEQUENCE_LOSS, 4), strong);
        assertThat(fewBatch.overExpertsAtOnce()).isGreaterThan(1.2 * fewSequence.overExpertsAtOnce());
    }

    /** Wang et al. 2024, figure 5: with more at once the bias keeps getting better, a loss does not. */
    @Test
    void moreSequencesAtOnceHelpTheBiasMoreThanALoss() {
        double biasFew = settled(with(SMALL, BIAS, 8), CONSTANTS).overExpertsAtOnce() - 1;
        double biasMany = settled(with(SMALL, BIAS, 1024), CONSTANTS).overExpertsAtOnce() - 1;
        double lossFew = settled(with(SMALL, AUX_LOSS, 8), CONSTANTS).overExpertsAtOnce() - 1;
        double lossMany = settled(with(SMALL, AUX_LOSS, 1024), CONSTANTS).overExpertsAtOnce() - 1;
        assertThat(biasMany).isLessThan(0.3 * biasFew);
        assertThat(lossMany).isGreaterThan(0.5 * lossFew);
    }

    /** DeepSeek-V2, "Device-Limited Routing": from 3 devices on it is roughly as good as without a limit. */
    @Test
    void aLimitOfFourDomainsBindsAndCostsLittle() {
        ExpertLoad limited = settled(LARGE, NODE_LIMITED);
        ExpertLoad free = settled(LARGE, BIAS);
        assertThat(limited.domainsPerToken()).isLessThanOrEqualTo(4).isLessThan(0.8 * free.domainsPerToken());
        assertThat(limited.affinityLost() - free.affinityLost()).isBetween(0.0, 0.03);
    }

    /** Wang et al. 2024, section 4.3: too slow a bias lags behind, too fast a one swings. */
    @Test
    void theUsualSpeedOfABiasIsNearTheBest() {
        double usual = settled(with(LARGE, BIAS), CONSTANTS).overExperts();
        assertThat(settled(with(LARGE, BIAS), Layers.constants(0.001, 0.00003, 100_000))
                        .overExperts())
                .isGreaterThan(usual);
        assertThat(settled(with(LARGE, BIAS), Layers.constants(0.001, 0.01, 100_000))
                        .overExperts())
                .isGreaterThan(usual);
    }

    @Test
    void withoutBalancingLoadsAreAsSkewedAsExperts() {
        double before = 1;
        for (double spread : new double[] {0.1, 0.3, 0.5, 0.8}) {
            double load = settled(with(LARGE, NONE), CONSTANTS.withPopularitySpread(spread))
                    .overExperts();
            assertThat(load).isGreaterThan(before);
            before = load;
        }
    }

    @Test
    void aBiasFollowsFastDriftLessWell() {
        double slow = settled(with(LARGE, BIAS), Layers.constants(0.001, 0.001, 100_000))
                .overExperts();
        double fast =
                settled(with(LARGE, BIAS), Layers.constants(0.001, 0.001, 200)).overExperts();
        assertThat(fast).isGreaterThan(slow + 0.2);
    }

    @Test
    void moreRanksAreLoadedLessEvenly() {
        for (RouterAlgorithm algorithm : new RouterAlgorithm[] {NONE, AUX_LOSS, BIAS}) {
            double before = 1;
            for (int ranks : new int[] {8, 32, 128}) {
                Routing layer = Layers.routing(256, 8, ranks, 8, algorithm);
                double load = settled(layer, CONSTANTS).overRanksAtOnce();
                assertThat(load).isGreaterThan(before);
                before = load;
            }
        }
    }

    @Test
    void forcedBalanceIsExactAndIgnoresAffinities() {
        ExpertLoad forced = settled(LARGE, FORCED);
        assertThat(Math.abs(forced.overExperts() - 1)).isLessThan(1e-12);
        assertThat(Math.abs(forced.overRanksAtOnce() - 1)).isLessThan(1e-12);
        assertThat(forced.affinityLost()).isGreaterThan(0.5);
        assertThat(settled(LARGE, NONE).affinityLost()).isZero();
    }
}
