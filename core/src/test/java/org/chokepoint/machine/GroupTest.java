package org.chokepoint.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where ranks stand, and which chips a job gets. */
final class GroupTest {
    private static final Topology NODE = new Switched(8);

    @Test
    void n01NeighboursFillADomain() {
        assertThat(new Group(8, 1, NODE).perDomain()).isEqualTo(8);
        assertThat(new Group(32, 1, NODE).domains()).isEqualTo(4);
    }

    @Test
    void n02MembersApartShareADomainAsFarAsTheirStrideAllows() {
        assertThat(new Group(8, 4, NODE).perDomain()).isEqualTo(2);
        assertThat(new Group(8, 4, NODE).domains()).isEqualTo(4);
        assertThat(new Group(8, 16, NODE).perDomain()).isEqualTo(1);
    }

    @Test
    void n03APartKeepsItsStrideAndWhatGoesAcrossItStandsFartherApart() {
        Group data = new Group(64, 2, NODE);
        assertThat(data.part(4)).isEqualTo(new Group(4, 2, NODE));
        assertThat(data.across(4)).isEqualTo(new Group(16, 8, NODE));
    }

    @Test
    void runsOfMembersStandApart() {
        // members 0, 2, 32, 34, 64 …
        Group runs = new Group(8, 2, 2, 32, new Switched(64));
        assertThat(new Group(8, 2, 2, 32, NODE).perDomain()).isEqualTo(2);
        assertThat(runs.perDomain()).isEqualTo(4);
        assertThat(runs.domains()).isEqualTo(2);
        assertThat(runs.part(2)).isEqualTo(new Group(2, 2, runs.domain()));
        assertThat(runs.across(2)).isEqualTo(new Group(4, 32, runs.domain()));
        assertThat(runs.across(4)).isEqualTo(new Group(2, 64, runs.domain()));
        assertThat(new Group(8, 2, 4, 32, NODE).across(2)).isEqualTo(new Group(4, 4, 2, 32, NODE));
        // runs that close up are none
        assertThat(new Group(8, 2, 4, 8, NODE)).isEqualTo(new Group(8, 2, NODE));
    }

    @Test
    void n04AJobFillsAsFewDomainsAsHoldItAlike() {
        assertThat(NODE.fitted(2048).domain()).isEqualTo(8);
        assertThat(NODE.fitted(4).domain()).isEqualTo(4);
        assertThat(NODE.fitted(12).domain()).isEqualTo(6);
        // four racks of 72 run 256 chips, 64 in each
        assertThat(new Switched(72).fitted(256).domain()).isEqualTo(64);
        assertThat(new Switched(72).fitted(1152).domain()).isEqualTo(72);
    }

    @Test
    void n05ASliceIsACompactBoxOfWholeRings() {
        Torus pod = new Torus(List.of(16, 16, 16), 4);
        assertThat(pod.fitted(4).dimensions()).containsExactly(1, 2, 2);
        assertThat(pod.fitted(8).dimensions()).containsExactly(2, 2, 2);
        assertThat(pod.fitted(32).dimensions()).containsExactly(2, 4, 4);
        assertThat(pod.fitted(64).dimensions()).containsExactly(4, 4, 4);
        assertThat(pod.fitted(128).dimensions()).containsExactly(4, 4, 8);
        assertThat(pod.fitted(256).dimensions()).containsExactly(4, 8, 8);
        assertThat(pod.fitted(1024).dimensions()).containsExactly(8, 8, 16);
        assertThat(pod.fitted(2048).dimensions()).containsExactly(8, 16, 16);
        // 192 would be more compact as 4 × 6 × 8, which doesn't close
        assertThat(pod.fitted(192).dimensions()).containsExactly(4, 4, 12);
    }

    @Test
    void n06TheLargestJobOnV5pFitsItsUnevenPod() {
        assertThat(new Torus(List.of(16, 20, 28), 4).fitted(6144).dimensions()).containsExactly(16, 16, 24);
    }

    @Test
    void n07SlicesOfAFlatTorusHaveTheListedShapes() {
        Torus pod = new Torus(List.of(16, 16), 16);
        assertThat(pod.fitted(8).dimensions()).containsExactly(2, 4);
        assertThat(pod.fitted(32).dimensions()).containsExactly(4, 8);
        assertThat(pod.fitted(128).dimensions()).containsExactly(8, 16);
        assertThat(pod.fitted(256).dimensions()).containsExactly(16, 16);
    }

    @Test
    void n08AJobLargerThanAPodGetsEqualSlices() {
        Torus pod = new Torus(List.of(16, 16), 16);
        assertThat(pod.fitted(50944).domain()).isEqualTo(256);
        assertThat(pod.fitted(320).dimensions()).containsExactly(10, 16);
        assertThat(new Group(50944, 1, pod.fitted(50944)).domains()).isEqualTo(199);
    }
}
