package org.chokepoint.serving;

import java.util.List;

/** What became of each request, and what each pool did. */
public final class ServedRequests {
    private final Requests requests;
    private final double[] arrival;
    private final double[] start;
    private final double[] first;
    private final double[] finish;
    private final double transferSeconds;
    private final List<Pool> pools;
    private final List<InstanceTotals> totals;

    ServedRequests(
            Requests requests,
            RequestWorkspace entered,
            double[] finish,
            double transferSeconds,
            List<Pool> pools,
            List<InstanceTotals> totals) {
        this.requests = requests;
        this.arrival = entered.arrival;
        this.start = entered.start;
        this.first = entered.first;
        this.finish = finish;
        this.transferSeconds = transferSeconds;
        this.pools = List.copyOf(pools);
        this.totals = List.copyOf(totals);
    }

    /** Number of requests. */
    public int size() {
        return finish.length;
    }

    /** A request as it came; in a closed loop, when the one before was answered. */
    public Request request(int number) {
        return new Request(arrival[number], requests.input(number), requests.output(number));
    }

    /** When a request came. */
    public double arrivalSeconds(int number) {
        return arrival[number];
    }

    /** From arrival to the begin of the first iteration that works on it. */
    public double queueSeconds(int number) {
        return start[number] - arrival[number];
    }

    /** TTFT: from arrival to the end of the iteration that works on the last token of the prompt. */
    public double firstTokenSeconds(int number) {
        return first[number] - arrival[number];
    }

    /** TPOT: from the first token to the last over the tokens behind the first; not a number for answers of one token. */
    public double outputTokenSeconds(int number) {
        int behind = requests.output(number) - 1;
        return behind == 0 ? Double.NaN : (finish[number] - first[number]) / behind;
    }

    /** When the last token came. */
    public double finishSeconds(int number) {
        return finish[number];
    }

    /** From arrival to the last token. */
    public double endToEndSeconds(int number) {
        return finish[number] - arrival[number];
    }

    int input(int number) {
        return requests.input(number);
    }

    int output(int number) {
        return requests.output(number);
    }

    /** From the first arrival to the last answer. */
    public double spanSeconds() {
        return lastSeconds() - arrival[0];
    }

    private double lastSeconds() {
        double last = 0;
        for (double each : finish) {
            last = Math.max(last, each);
        }
        return last;
    }

    /** Request-seconds in pools and under transfer: the integral over time of requests that are not answered. */
    public double presentSeconds() {
        double sum = transferSeconds;
        for (InstanceTotals each : totals) {
            sum += each.presentSeconds();
        }
        return sum;
    }

    /** Pools in the order in which a request meets them. */
    public List<Pool> pools() {
        return pools;
    }

    /** Sums over the instances of each pool. */
    public List<InstanceTotals> totals() {
        return totals;
    }
}
