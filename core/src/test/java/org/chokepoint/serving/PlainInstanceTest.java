package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chokepoint.Draw;
import org.junit.jupiter.api.Test;

/** Random requests and schedulers: the simulation against one that tells every token of every sequence. */
final class PlainInstanceTest {
    private static final int CASES = 1500;

    @Test
    void everyRequestStartsAndEndsWhereTokenByTokenItDoes() {
        long preemptions = 0;
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw("plain", i);
            IterationTime time = new LinearTime(
                    draw.spread(0.1, 10),
                    draw.any(0.0, 0.1),
                    draw.any(0.0, 0.001),
                    draw.any(0.0, 0.02),
                    draw.any(0.0, 1e-4));
            Scheduler scheduler = scheduler(draw);
            List<Request> requests = requests(draw, scheduler);
            Pool pool = new Pool(time, scheduler, 1, Dispatch.ROUND_ROBIN);
            ServedRequests served =
                    RequestSimulation.exact(new Service.Aggregated(pool)).run(Requests.of(requests), 1);
            PlainInstance plain = new PlainInstance(scheduler, time);
            List<PlainInstance.Sequence> told = plain.run(requests);
            for (int j = 0; j < requests.size(); j++) {
                PlainInstance.Sequence each = told.get(j);
                String name = "case " + i + ", request " + j + " under " + scheduler;
                double slack = 1e-9 * each.finish;
                assertThat(served.finishSeconds(j)).as(name).isEqualTo(each.finish, within(slack));
                assertThat(served.arrivalSeconds(j) + served.firstTokenSeconds(j))
                        .as(name)
                        .isEqualTo(each.first, within(slack));
                assertThat(served.arrivalSeconds(j) + served.queueSeconds(j))
                        .as(name)
                        .isEqualTo(each.start, within(slack));
            }
            assertThat(served.totals().get(0).iterations()).isEqualTo(plain.iterations);
            assertThat(served.totals().get(0).preemptions()).isEqualTo(plain.preemptions);
            preemptions += plain.preemptions;
        }
        assertThat(preemptions).as("preemptions over all cases").isGreaterThan(CASES);
    }

    @Test
    void everyAnswerWhosePromptCameWithItsCacheEndsThereToo() {
        long preemptions = 0;
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw("ready", i);
            IterationTime time = new LinearTime(
                    draw.spread(0.1, 10), draw.any(0.0, 0.1), draw.any(0.0, 0.001), draw.any(0.0, 0.02), 1e-4);
            Scheduler scheduler = scheduler(draw);
            List<Request> requests = new ArrayList<>(requests(draw, scheduler));
            requests.removeIf(each -> each.outputTokens() == 1);
            if (requests.isEmpty()) {
                continue;
            }
            RequestWorkspace workspace = RequestWorkspace.handedOn(Requests.of(requests));
            int[] order = IntStream.range(0, requests.size()).toArray();
            double[] arrival =
                    requests.stream().mapToDouble(Request::arrivalSeconds).toArray();
            Pool pool = new Pool(time, scheduler, 1, Dispatch.ROUND_ROBIN);
            InstanceTotals totals = new PoolRun(pool, Stage.DECODE, workspace, 1).open(order, arrival);
            PlainInstance plain = new PlainInstance(scheduler, time);
            List<PlainInstance.Sequence> told = plain.runReady(requests);
            for (int j = 0; j < requests.size(); j++) {
                double finish = told.get(j).finish;
                assertThat(workspace.finish[j]).as("case " + i).isEqualTo(finish, within(1e-9 * finish));
                assertThat(workspace.start[j]).as("case " + i).isEqualTo(told.get(j).start, within(1e-9 * finish));
            }
            assertThat(totals.iterations()).isEqualTo(plain.iterations);
            assertThat(totals.preemptions()).isEqualTo(plain.preemptions);
            preemptions += plain.preemptions;
        }
        assertThat(preemptions).as("preemptions over all cases").isGreaterThan(CASES / 2);
    }

    private static Scheduler scheduler(Draw draw) {
        int drafts = draw.any(0, 0, 1, 3);
        int sequences = draw.between(1, 12);
        int blockTokens = draw.any(1, 2, 5, 16);
        return new Scheduler(
                draw.any(Batching.values()),
                sequences,
                sequences * (1 + drafts) + draw.between(0, 40),
                draw.between(60, 200) / blockTokens + 1,
                blockTokens,
                draw.any(0.0, 0.0, 0.3, 1.0),
                new Speculation(drafts, 1 + drafts * draw.any(0.0, 0.4, 1.0), false));
    }

    private static List<Request> requests(Draw draw, Scheduler scheduler) {
        List<Request> requests = new ArrayList<>();
        double time = 0;
        int longest = draw.between(2, 40);
        for (int i = draw.between(1, 25); i > 0; i--) {
            time += draw.any(0.0, 0.0, draw.spread(0.1, 100));
            Request request = new Request(time, draw.between(1, longest), draw.between(1, longest));
            if (scheduler.holds(request.inputTokens(), request.outputTokens())) {
                requests.add(request);
            }
        }
        return requests.isEmpty() ? List.of(new Request(0, 1, 1)) : requests;
    }
}
