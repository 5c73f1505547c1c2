package org.chokepoint.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A pool run by itself. Instances whose requests are known from the start never meet, so each runs to its end on its own, on as many
 * threads as there are.
 */
final class PoolRun {
    private final Pool pool;
    private final Stage stage;
    private final RequestWorkspace requests;
    private final int threads;

    PoolRun(Pool pool, Stage stage, RequestWorkspace requests, int threads) {
        this.pool = pool;
        this.stage = stage;
        this.requests = requests;
        this.threads = threads;
    }

    /**
     * Requests that come at times of their own.
     *
     * @param order requests by time
     * @param arrival times by request
     */
    InstanceTotals open(int[] order, double[] arrival) {
        return pool.dispatch() == Dispatch.ROUND_ROBIN
                ? each(pool.instances(), instance -> inTurn(order, arrival, instance))
                : byLoad(order, arrival);
    }

    private InstanceTotals inTurn(int[] order, double[] arrival, int number) {
        InstanceWorkspace instance = new InstanceWorkspace(pool, stage, requests, request -> {});
        for (int i = number; i < order.length; i += pool.instances()) {
            instance.advance(arrival[order[i]]);
            instance.arrive(order[i], arrival[order[i]]);
        }
        instance.advance(Double.POSITIVE_INFINITY);
        return instance.totals();
    }

    private InstanceTotals byLoad(int[] order, double[] arrival) {
        List<InstanceWorkspace> instances = new ArrayList<>();
        for (int i = 0; i < pool.instances(); i++) {
            instances.add(new InstanceWorkspace(pool, stage, requests, request -> {}));
        }
        for (int request : order) {
            for (InstanceWorkspace each : instances) {
                each.advance(arrival[request]);
            }
            fewest(instances).arrive(request, arrival[request]);
        }
        List<InstanceTotals> totals = new ArrayList<>();
        for (InstanceWorkspace each : instances) {
            each.advance(Double.POSITIVE_INFINITY);
            totals.add(each.totals());
        }
        return InstanceTotals.sum(totals);
    }

    /** The instance with the fewest requests that wait or run; of equal ones the first. */
    static InstanceWorkspace fewest(List<InstanceWorkspace> instances) {
        InstanceWorkspace fewest = instances.get(0);
        for (InstanceWorkspace each : instances) {
            fewest = each.outstanding() < fewest.outstanding() ? each : fewest;
        }
        return fewest;
    }

    /** Users who stay with their instance, which takes every request whose turn it is. With few users some instances have none. */
    InstanceTotals closed(int users) {
        int instances = Math.min(pool.instances(), users);
        return each(instances, number -> new Users(number, instances, users).run());
    }

    /** The users of one instance. */
    private final class Users {
        private final InstanceWorkspace instance;
        private final int users;
        private final int instances;
        private int next;

        Users(int number, int instances, int users) {
            this.instance = new InstanceWorkspace(pool, stage, requests, request -> send());
            this.users = (users + instances - 1 - number) / instances;
            this.instances = instances;
            this.next = number;
        }

        InstanceTotals run() {
            for (int i = 0; i < users; i++) {
                send();
            }
            instance.advance(Double.POSITIVE_INFINITY);
            return instance.totals();
        }

        private void send() {
            if (next < requests.input.length) {
                int request = next;
                next += instances;
                instance.arrive(request, instance.now());
            }
        }
    }

    private interface One {
        InstanceTotals run(int instance);
    }

    private InstanceTotals each(int instances, One one) {
        List<Callable<InstanceTotals>> tasks = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            int number = i;
            tasks.add(() -> one.run(number));
        }
        List<InstanceTotals> totals = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, tasks.size()), task -> {
            Thread thread = new Thread(task, "requests");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (Future<InstanceTotals> each : executor.invokeAll(tasks)) {
                totals.add(each.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            executor.shutdownNow();
        }
        return InstanceTotals.sum(totals);
    }
}
