package org.chokepoint.serving;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.chokepoint.routing.Streams;

/**
 * Requests in the order in which they come. Either each has its own time (an open loop), or so many users each send the next when
 * their last is answered (a closed loop, as benchmark clients do with a limit on concurrency).
 */
public final class Requests {
    private final double[] arrivalSeconds;
    private final int[] inputTokens;
    private final int[] outputTokens;
    private final int users;

    private Requests(double[] arrivalSeconds, int[] inputTokens, int[] outputTokens, int users) {
        this.arrivalSeconds = arrivalSeconds;
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
        this.users = users;
    }

    /**
     * Requests as listed, by time.
     *
     * @param requests at least one
     */
    public static Requests of(List<Request> requests) {
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("no requests");
        }
        double[] arrival = new double[requests.size()];
        int[] input = new int[arrival.length];
        int[] output = new int[arrival.length];
        for (int i = 0; i < arrival.length; i++) {
            Request each = requests.get(i);
            if (i > 0 && each.arrivalSeconds() < arrival[i - 1]) {
                throw new IllegalArgumentException("request " + i + " comes before the one listed before it");
            }
            arrival[i] = each.arrivalSeconds();
            input[i] = each.inputTokens();
            output[i] = each.outputTokens();
        }
        return new Requests(arrival, input, output, 0);
    }

    /**
     * Draws requests.
     *
     * @param count at least 1
     * @param seed of all draws; times, inputs and outputs come from streams of their own
     */
    public static Requests draw(Arrivals arrivals, Lengths input, Lengths output, int count, long seed) {
        return new Requests(
                arrivals.seconds(count, seed),
                lengths(input, count, Streams.of(seed, "input tokens", 0)),
                lengths(output, count, Streams.of(seed, "output tokens", 0)),
                arrivals.users());
    }

    private static int[] lengths(Lengths lengths, int count, RandomGenerator random) {
        int[] tokens = new int[count];
        for (int i = 0; i < count; i++) {
            tokens[i] = lengths.tokens(random);
        }
        return tokens;
    }

    /** Draws requests whose lengths are those of requests here, in pairs. */
    public Requests like(Arrivals arrivals, int count, long seed) {
        RandomGenerator random = Streams.of(seed, "rows", 0);
        int[] input = new int[count];
        int[] output = new int[count];
        for (int i = 0; i < count; i++) {
            int row = Streams.below(random, size());
            input[i] = inputTokens[row];
            output[i] = outputTokens[row];
        }
        return new Requests(arrivals.seconds(count, seed), input, output, arrivals.users());
    }

    /** The first of them, all sent at the begin; over again from the first where more are asked for than there are. */
    public Requests atOnce(int count) {
        int[] input = new int[count];
        int[] output = new int[count];
        for (int i = 0; i < count; i++) {
            input[i] = inputTokens[i % size()];
            output[i] = outputTokens[i % size()];
        }
        return new Requests(new double[count], input, output, 0);
    }

    /**
     * The same with times stretched so that they come at another mean rate.
     *
     * @throws IllegalArgumentException if all come at once: then they have no rate
     */
    public Requests atRate(double perSecond) {
        double factor = perSecond() / perSecond;
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("requests that come at once have no rate");
        }
        double begin = arrivalSeconds[0];
        double[] arrival = new double[size()];
        for (int i = 0; i < arrival.length; i++) {
            arrival[i] = begin + (arrivalSeconds[i] - begin) * factor;
        }
        return new Requests(arrival, inputTokens, outputTokens, users);
    }

    /** Mean rate at which they come; infinite if all come at once or when others are answered. */
    public double perSecond() {
        return (size() - 1) / (arrivalSeconds[size() - 1] - arrivalSeconds[0]);
    }

    /** Number of requests. */
    public int size() {
        return arrivalSeconds.length;
    }

    /** Users of a closed loop; 0 if requests have times of their own. */
    public int users() {
        return users;
    }

    /** One of them. */
    public Request get(int number) {
        return new Request(arrivalSeconds[number], inputTokens[number], outputTokens[number]);
    }

    /** The tokens of the longest, in and out. */
    public int longest() {
        int longest = 0;
        for (int i = 0; i < size(); i++) {
            longest = Math.max(longest, Math.addExact(inputTokens[i], outputTokens[i]));
        }
        return longest;
    }

    double[] arrivals() {
        return arrivalSeconds.clone();
    }

    int input(int number) {
        return inputTokens[number];
    }

    int output(int number) {
        return outputTokens[number];
    }

    int[] inputs() {
        return inputTokens;
    }

    int[] outputs() {
        return outputTokens;
    }

    /** Sum over all requests. */
    public long totalInputTokens() {
        return Arrays.stream(inputTokens).asLongStream().sum();
    }

    /** Sum over all requests. */
    public long totalOutputTokens() {
        return Arrays.stream(outputTokens).asLongStream().sum();
    }
}
