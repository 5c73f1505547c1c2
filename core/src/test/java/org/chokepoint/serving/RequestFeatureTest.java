package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What a service does, by hand. Requests are lines of arrival, tokens in and tokens out; answers lines of arrival, begin of the first
 * iteration, first token and last token. An iteration takes a second unless the feature says otherwise.
 */
final class RequestFeatureTest {
    private static final IterationTime SECOND = LinearTime.constant(1);

    private static String answers(Service service, String requests) {
        return Services.told(Services.run(service, Services.requests(requests)));
    }

    @Test
    void f01_aPromptYieldsTheFirstTokenAndEveryIterationOneMore() {
        assertThat(answers(Services.one(SECOND, Services.PLAIN), "0 4 3")).isEqualTo("0  0  1  3\n");
    }

    @Test
    void f02_aPromptBeyondTheBudgetIsCutIntoChunks() {
        assertThat(answers(Services.one(SECOND, Services.PLAIN), "0 20 2")).isEqualTo("0  0  3  4\n");
    }

    @Test
    void f03_whatComesDuringAnIterationWaitsForItsEnd() {
        assertThat(answers(Services.one(SECOND, Services.PLAIN), """
                0    4  3
                0.5  4  1
                1    4  1
                9    1  1
                """)).isEqualTo("""
                0  0  1  3
                0.5  1  2  2
                1  1  3  3
                9  9  10  10
                """);
    }

    @Test
    void f04_decodesGoFirstAndPromptsShareWhatTheBudgetLeaves() {
        // iterations: 3 + 1 prompt tokens; 1 decode + 3; 1 decode + 2; 2 decodes
        assertThat(answers(Services.one(SECOND, Scheduler.chunked(2, 4, 1000, 1)), """
                0  3  4
                0  6  2
                """))
                .isEqualTo("""
                0  0  1  4
                0  0  3  4
                """);
    }

    @Test
    void f05_withPromptsFirstDecodesWaitForWholePrompts() {
        Scheduler scheduler = Services.PLAIN.with(Batching.PROMPTS_FIRST);
        ServedRequests served = Services.run(Services.one(SECOND, scheduler), Services.requests("""
                0  4  3
                1  20  2
                """));
        assertThat(Services.told(served)).isEqualTo("""
                0  0  1  4
                1  1  2  3
                """);
        assertThat(served.totals().get(0).longestGapSeconds()).isEqualTo(2);
    }

    @Test
    void f06_aPlaceIsFreeWhenASequenceEnds() {
        assertThat(answers(Services.one(SECOND, Scheduler.chunked(1, 8, 1000, 1)), """
                0  4  3
                0  4  2
                """))
                .isEqualTo("""
                0  0  1  3
                0  3  4  5
                """);
    }

    @Test
    void f07_aPromptWaitsUntilItsBlocksAreFree() {
        // blocks of 4: 3 of 4 are taken from the begin to the end of the first
        assertThat(answers(Services.one(SECOND, Scheduler.chunked(4, 12, 16, 4)), """
                0  9  3
                0  5  2
                """))
                .isEqualTo("""
                0  0  1  3
                0  3  4  5
                """);
    }

    @Test
    void f08_whereTheCacheIsFullTheSequenceAdmittedLastBeginsAgain() {
        // the cache of 8 holds 3 + 3, then 4 + 4; the second gives way with 2 tokens and comes back with 5 to work on
        ServedRequests served =
                Services.run(Services.one(SECOND, Scheduler.chunked(4, 8, 8, 1)), Services.requests("""
                0  3  4
                0  3  4
                """));
        assertThat(Services.told(served)).isEqualTo("""
                0  0  1  4
                0  0  1  6
                """);
        assertThat(served.totals().get(0).preemptions()).isEqualTo(1);
        assertThat(served.totals().get(0).promptTokens()).isEqualTo(3 + 3 + 5);
        assertThat(served.totals().get(0).peakBlocks()).isEqualTo(8);
    }

    @Test
    void f09_aCachedPrefixIsNotWorkedOnButLookedAt() {
        // 8 of 10 tokens are whole blocks of 4; the other two see 9 and 10 keys, a second each
        LinearTime pairs = new LinearTime(0, 0, 0, 0, 1);
        Scheduler scheduler = Scheduler.chunked(4, 8, 1000, 4).withPrefixShare(0.8);
        assertThat(answers(Services.one(pairs, scheduler), "0 10 1")).isEqualTo("0  0  19  19\n");
    }

    @Test
    void f10_aCachedPromptStillWorksOnItsLastToken() {
        LinearTime pairs = new LinearTime(0, 0, 0, 0, 1);
        Scheduler scheduler = Scheduler.chunked(4, 8, 1000, 1).withPrefixShare(1);
        assertThat(answers(Services.one(pairs, scheduler), "0 10 1")).isEqualTo("0  0  10  10\n");
    }

    @Test
    void f11_acceptedDraftsAddUp() {
        // 1, 2, 1, 2 tokens: half a draft more in each iteration
        Scheduler scheduler = Services.PLAIN.with(new Speculation(1, 1.5, false));
        assertThat(answers(Services.one(SECOND, scheduler), "0 4 7")).isEqualTo("0  0  1  5\n");
    }

    @Test
    void f12_instancesTakeTurns() {
        Scheduler single = Scheduler.chunked(1, 8, 1000, 1);
        assertThat(answers(Services.some(SECOND, single, 2, Dispatch.ROUND_ROBIN), """
                0  1  10
                0  1  1
                5  1  1
                """))
                .isEqualTo("""
                0  0  1  10
                0  0  1  1
                5  10  11  11
                """);
    }

    @Test
    void f13_orTheOneWithTheFewestRequestsTakesTheNext() {
        Scheduler single = Scheduler.chunked(1, 8, 1000, 1);
        assertThat(answers(Services.some(SECOND, single, 2, Dispatch.FEWEST_OUTSTANDING), """
                0  1  10
                0  1  1
                5  1  1
                """))
                .isEqualTo("""
                0  0  1  10
                0  0  1  1
                5  5  6  6
                """);
    }

    @Test
    void f14_aUserSendsTheNextRequestWhenTheLastIsAnswered() {
        Requests requests = Requests.draw(new Arrivals.Closed(1), new Lengths.Fixed(4), new Lengths.Fixed(2), 3, 1);
        assertThat(Services.told(Services.run(Services.one(SECOND, Services.PLAIN), requests)))
                .isEqualTo("""
                0  0  1  2
                2  2  3  4
                4  4  5  6
                """);
    }

    @Test
    void f15_fewUsersLeaveInstancesIdle() {
        Requests requests = Requests.draw(new Arrivals.Closed(2), new Lengths.Fixed(4), new Lengths.Fixed(2), 4, 1);
        Service service = Services.some(SECOND, Services.PLAIN, 3, Dispatch.ROUND_ROBIN);
        assertThat(Services.told(Services.run(service, requests))).isEqualTo("""
                0  0  1  2
                0  0  1  2
                2  2  3  4
                2  2  3  4
                """);
    }

    private static Service split(int prefill, int decode) {
        return new Service.Disaggregated(
                new Pool(SECOND, Services.PLAIN, prefill, Dispatch.ROUND_ROBIN),
                new CacheTransfer(0.5, 0.25),
                new Pool(LinearTime.constant(0.25), Services.PLAIN, decode, Dispatch.ROUND_ROBIN));
    }

    @Test
    void f16_aCacheIsHandedOnBehindTheFirstToken() {
        // at 1 s + 0.5 s + 2 × 0.25 s it is there, and two tokens follow; the answer of one token is done where it
        // began
        assertThat(answers(split(1, 1), """
                0  2  3
                0  1  1
                """)).isEqualTo("""
                0  0  1  2.5
                0  0  1  1
                """);
    }

    @Test
    void f17_usersOfSplitPoolsWaitForBoth() {
        Requests requests = Requests.draw(new Arrivals.Closed(1), new Lengths.Fixed(2), new Lengths.Fixed(3), 2, 1);
        assertThat(Services.told(Services.run(split(1, 1), requests))).isEqualTo("""
                0  0  1  2.5
                2.5  2.5  3.5  5
                """);
    }

    @Test
    void f18_aDecodeInstanceWhoseCacheWasFullWorksOnThePromptAgain() {
        // 3 + 3 then 4 + 4 fill the cache of 8; the second comes back at 4 s with 5 tokens to work on
        Service service = new Service.Disaggregated(
                new Pool(SECOND, Services.PLAIN, 2, Dispatch.ROUND_ROBIN),
                new CacheTransfer(0, 0),
                new Pool(SECOND, Scheduler.chunked(4, 8, 8, 1), 1, Dispatch.ROUND_ROBIN));
        assertThat(answers(service, """
                0  3  4
                0  3  4
                """)).isEqualTo("""
                0  0  1  4
                0  0  1  6
                """);
    }
}
