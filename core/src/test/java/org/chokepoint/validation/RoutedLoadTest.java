package org.chokepoint.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What the timed rank of a table of routed layers has to do. */
final class RoutedLoadTest {
    @Test
    void evenRoutingGivesEachRankItsPart() {
        RoutedLoad load = RoutedLoad.even(1024, 8, 64, 4);
        assertThat(load.rows()).isEqualTo(2048);
        assertThat(load.experts()).isEqualTo(16);
        assertThat(RoutedLoad.even(1, 8, 64, 4).experts()).isEqualTo(2);
    }

    @Test
    void skewedRoutingLoadsTheHeaviestRankMost() {
        RoutedLoad alone = RoutedLoad.powerLaw(4096, 8, 64, 1, 1.01);
        assertThat(alone.rows()).isCloseTo(4096 * 8, within(1e-6));
        double mild = RoutedLoad.powerLaw(4096, 8, 64, 8, 1.01).rows();
        double strong = RoutedLoad.powerLaw(4096, 8, 64, 8, 1.2).rows();
        assertThat(mild).isGreaterThan(4096);
        assertThat(strong).isGreaterThan(mild);
    }
}
