package org.chokepoint.serving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Figures of a run as benchmark clients give them. Latencies and the share of good requests are those of requests that come within
 * the window; rates those of requests that are answered within it.
 *
 * @param requests requests that come within the window
 * @param firstTokenSeconds TTFT, {@link ServedRequests#firstTokenSeconds(int)}
 * @param outputTokenSeconds TPOT, {@link ServedRequests#outputTokenSeconds(int)}, of answers with two tokens at least
 * @param endToEndSeconds from arrival to last token
 * @param queueSeconds from arrival to the first iteration that works on it
 * @param requestsPerSecond requests answered
 * @param inputTokensPerSecond tokens of their prompts
 * @param outputTokensPerSecond tokens of their answers
 * @param goodPerSecond goodput: requests answered that meet the service level
 * @param goodShare share of requests that meet it
 * @param concurrency mean requests that are not answered, over the whole run
 * @param pools what each pool did, over the whole run
 */
public record RequestStatistics(
        int requests,
        Distribution firstTokenSeconds,
        Distribution outputTokenSeconds,
        Distribution endToEndSeconds,
        Distribution queueSeconds,
        double requestsPerSecond,
        double inputTokensPerSecond,
        double outputTokensPerSecond,
        double goodPerSecond,
        double goodShare,
        double concurrency,
        List<PoolStatistics> pools) {
    public RequestStatistics {
        pools = List.copyOf(pools);
    }

    /** Figures of all of a run. */
    public static RequestStatistics of(ServedRequests served, ServiceLevel level) {
        return of(served, level, Window.ALL);
    }

    /** Figures of a window of a run. */
    public static RequestStatistics of(ServedRequests served, ServiceLevel level, Window window) {
        double span = served.spanSeconds();
        double from = served.arrivalSeconds(0) + window.first() * span;
        double to = served.arrivalSeconds(0) + (1 - window.last()) * span;
        double[] firstToken = new double[served.size()];
        double[] outputToken = new double[served.size()];
        double[] endToEnd = new double[served.size()];
        double[] queue = new double[served.size()];
        int came = 0;
        int several = 0;
        int good = 0;
        long answered = 0;
        long answeredGood = 0;
        long in = 0;
        long out = 0;
        for (int i = 0; i < served.size(); i++) {
            boolean met = level.met(served, i);
            double arrival = served.arrivalSeconds(i);
            if (arrival >= from && (arrival < to || window.last() == 0)) {
                firstToken[came] = served.firstTokenSeconds(i);
                endToEnd[came] = served.endToEndSeconds(i);
                queue[came++] = served.queueSeconds(i);
                good += met ? 1 : 0;
                if (served.output(i) > 1) {
                    outputToken[several++] = served.outputTokenSeconds(i);
                }
            }
            double finish = served.finishSeconds(i);
            if (finish >= from && (finish < to || window.last() == 0)) {
                answered++;
                answeredGood += met ? 1 : 0;
                in += served.input(i);
                out += served.output(i);
            }
        }
        double seconds = to - from;
        return new RequestStatistics(
                came,
                Distribution.of(Arrays.copyOf(firstToken, came)),
                Distribution.of(Arrays.copyOf(outputToken, several)),
                Distribution.of(Arrays.copyOf(endToEnd, came)),
                Distribution.of(Arrays.copyOf(queue, came)),
                answered / seconds,
                in / seconds,
                out / seconds,
                answeredGood / seconds,
                (double) good / came,
                served.presentSeconds() / span,
                pools(served, span));
    }

    private static List<PoolStatistics> pools(ServedRequests served, double span) {
        List<PoolStatistics> pools = new ArrayList<>();
        for (int i = 0; i < served.pools().size(); i++) {
            pools.add(PoolStatistics.of(served.pools().get(i), served.totals().get(i), span));
        }
        return pools;
    }
}
