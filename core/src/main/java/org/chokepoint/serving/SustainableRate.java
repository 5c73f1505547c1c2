package org.chokepoint.serving;

/**
 * The highest rate of requests that a service keeps up with: beyond it the queue grows without bound.
 *
 * @param perSecond requests per second, with lengths as they come
 */
public record SustainableRate(double perSecond) {
    /** Times that the service's sequences are filled anew while the rate is measured. */
    private static final int ROUNDS = 8;

    /** Halvings of a search. */
    private static final int HALVINGS = 16;

    /**
     * What a service answers that never waits for requests: the time that the second half of many takes, all sent at once, beyond
     * that of the first half alone. Filling up and running dry are in both and cancel.
     *
     * @param requests lengths, taken over again until there are enough
     * @param threads 1 or more
     */
    public static SustainableRate of(RequestSimulation simulation, Requests requests, int threads) {
        long places = 0;
        for (Pool pool : simulation.service().pools()) {
            places = Math.max(places, (long) pool.instances() * pool.scheduler().sequences());
        }
        int half = Math.toIntExact(Math.max(requests.size(), ROUNDS * places));
        double first = simulation.run(requests.atOnce(half), threads).spanSeconds();
        double both = simulation.run(requests.atOnce(2 * half), threads).spanSeconds();
        return new SustainableRate(half / (both - first));
    }

    /** Whether requests that come at a mean rate are kept up with. */
    public boolean sustains(double offeredPerSecond) {
        return offeredPerSecond <= perSecond;
    }

    /**
     * The highest rate at which enough requests meet a service level, found by halving between no load and the sustainable rate.
     * More load is taken to leave no more requests good.
     *
     * @param requests an open loop, whose times are stretched
     * @param level what is good
     * @param share share of requests that has to be good
     * @param window part of the run that counts
     * @param threads 1 or more
     * @return 0 requests per second if not even requests by themselves are good enough
     */
    public SustainableRate within(
            RequestSimulation simulation,
            Requests requests,
            ServiceLevel level,
            double share,
            Window window,
            int threads) {
        double low = 0;
        double high = perSecond;
        for (int i = 0; i < HALVINGS; i++) {
            double rate = (low + high) / 2;
            ServedRequests served = simulation.run(requests.atRate(rate), threads);
            boolean good = RequestStatistics.of(served, level, window).goodShare() >= share;
            low = good ? rate : low;
            high = good ? high : rate;
        }
        return new SustainableRate(low);
    }
}
