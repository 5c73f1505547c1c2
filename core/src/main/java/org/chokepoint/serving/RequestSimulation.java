package org.chokepoint.serving;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Requests answered by a service, iteration by iteration. The same requests give the same answer on any number of threads. An
 * iteration takes what it costs to look its time up, whatever the number of its sequences ({@code docs/model/requests.md}).
 */
public final class RequestSimulation {
    private final Service service;

    private RequestSimulation(Service service) {
        this.service = service;
    }

    /** A service whose iterations are looked up on a grid, which fills as it is used. */
    public static RequestSimulation of(Service service) {
        return new RequestSimulation(service.gridded());
    }

    /** A service whose iterations are each computed: slow where these are. */
    public static RequestSimulation exact(Service service) {
        return new RequestSimulation(service);
    }

    /** The service, with its grids. */
    public Service service() {
        return service;
    }

    /** Whether the caches can hold every request to its end. */
    public boolean holds(Requests requests) {
        for (int i = 0; i < requests.size(); i++) {
            if (!holds(requests.input(i), requests.output(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(int input, int output) {
        if (service instanceof Service.Disaggregated split) {
            return split.prefill().scheduler().holds(input, 1)
                    && split.decode().scheduler().holds(input, output);
        }
        return service.pools().get(0).scheduler().holds(input, output);
    }

    /**
     * Answers all requests.
     *
     * @param threads 1 or more; instances share them
     * @throws IllegalArgumentException if a request fits in no cache, see {@link #holds(Requests)}
     */
    public ServedRequests run(Requests requests, int threads) {
        if (!holds(requests)) {
            throw new IllegalArgumentException("the cache can't hold a request of " + requests.longest() + " tokens");
        }
        if (service instanceof Service.Disaggregated split) {
            return requests.users() > 0 ? closed(split, requests) : open(split, requests, threads);
        }
        Pool pool = service.pools().get(0);
        RequestWorkspace workspace = new RequestWorkspace(requests, requests.arrivals());
        PoolRun run = new PoolRun(pool, Stage.WHOLE, workspace, threads);
        InstanceTotals totals = requests.users() > 0
                ? run.closed(requests.users())
                : run.open(inOrder(requests.size()), workspace.arrival);
        return new ServedRequests(requests, workspace, workspace.finish, 0, List.of(pool), List.of(totals));
    }

    private static int[] inOrder(int size) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        return order;
    }

    private static ServedRequests open(Service.Disaggregated service, Requests requests, int threads) {
        RequestWorkspace prompts = new RequestWorkspace(requests, requests.arrivals());
        InstanceTotals prefill = new PoolRun(service.prefill(), Stage.PREFILL, prompts, threads)
                .open(inOrder(requests.size()), prompts.arrival);
        RequestWorkspace answers = RequestWorkspace.handedOn(requests);
        double[] arrival = new double[requests.size()];
        Arrays.setAll(arrival, i -> prompts.finish[i] + service.transfer().seconds(requests.input(i)));
        int[] order = Arrays.stream(inOrder(requests.size()))
                .filter(i -> requests.output(i) > 1)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> arrival[i]))
                .mapToInt(i -> i)
                .toArray();
        InstanceTotals decode = new PoolRun(service.decode(), Stage.DECODE, answers, threads).open(order, arrival);
        return served(service, requests, prompts, answers, List.of(prefill, decode));
    }

    private static ServedRequests closed(Service.Disaggregated service, Requests requests) {
        RequestWorkspace prompts = new RequestWorkspace(requests, requests.arrivals());
        RequestWorkspace answers = RequestWorkspace.handedOn(requests);
        ClosedHandoff handoff = new ClosedHandoff(service, prompts, answers);
        handoff.run(requests.users());
        return served(service, requests, prompts, answers, List.of(handoff.prefillTotals(), handoff.decodeTotals()));
    }

    private static ServedRequests served(
            Service.Disaggregated service,
            Requests requests,
            RequestWorkspace prompts,
            RequestWorkspace answers,
            List<InstanceTotals> totals) {
        double[] finish = new double[requests.size()];
        double transfers = 0;
        for (int i = 0; i < finish.length; i++) {
            boolean handedOn = requests.output(i) > 1;
            finish[i] = handedOn ? answers.finish[i] : prompts.finish[i];
            transfers += handedOn ? service.transfer().seconds(requests.input(i)) : 0;
        }
        return new ServedRequests(requests, prompts, finish, transfers, service.pools(), totals);
    }
}
