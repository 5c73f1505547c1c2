package org.chokepoint.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Users of prefill and decode pools: what one pool answers, the other waits for, so both run together, moment by moment. In a moment
 * iterations end first, then requests and caches come, then iterations begin.
 */
final class ClosedHandoff {
    private record Transfer(double seconds, int request) implements Comparable<Transfer> {
        @Override
        public int compareTo(Transfer other) {
            int byTime = Double.compare(seconds, other.seconds);
            return byTime != 0 ? byTime : Integer.compare(request, other.request);
        }
    }

    private final Service.Disaggregated service;
    private final RequestWorkspace prompts;
    private final List<InstanceWorkspace> prefill = new ArrayList<>();
    private final List<InstanceWorkspace> decode = new ArrayList<>();
    private final PriorityQueue<Transfer> transfers = new PriorityQueue<>();
    private double moment;
    private int next;
    private int free;
    private int handed;

    ClosedHandoff(Service.Disaggregated service, RequestWorkspace prompts, RequestWorkspace answers) {
        this.service = service;
        this.prompts = prompts;
        for (int i = 0; i < service.prefill().instances(); i++) {
            prefill.add(new InstanceWorkspace(service.prefill(), Stage.PREFILL, prompts, this::handOn));
        }
        for (int i = 0; i < service.decode().instances(); i++) {
            decode.add(new InstanceWorkspace(service.decode(), Stage.DECODE, answers, request -> free++));
        }
    }

    void run(int users) {
        free = users;
        while (moment < Double.POSITIVE_INFINITY) {
            prefill.forEach(each -> each.advance(moment));
            decode.forEach(each -> each.advance(moment));
            send();
            while (!transfers.isEmpty() && transfers.peek().seconds() <= moment) {
                int request = transfers.remove().request();
                choose(decode, service.decode(), handed++).arrive(request, moment);
            }
            double soonest = Double.POSITIVE_INFINITY;
            for (InstanceWorkspace each : prefill) {
                soonest = Math.min(soonest, resumed(each));
            }
            for (InstanceWorkspace each : decode) {
                soonest = Math.min(soonest, resumed(each));
            }
            moment = transfers.isEmpty()
                    ? soonest
                    : Math.min(soonest, transfers.peek().seconds());
        }
    }

    private static double resumed(InstanceWorkspace instance) {
        instance.resume();
        return instance.next();
    }

    /** Users whose requests are answered send the next. */
    private void send() {
        for (; free > 0 && next < prompts.input.length; free--) {
            int request = next++;
            choose(prefill, service.prefill(), request).arrive(request, moment);
        }
    }

    private void handOn(int request) {
        if (prompts.output[request] == 1) {
            free++;
        } else {
            transfers.add(new Transfer(moment + service.transfer().seconds(prompts.input[request]), request));
        }
    }

    private static InstanceWorkspace choose(List<InstanceWorkspace> instances, Pool pool, int number) {
        return pool.dispatch() == Dispatch.ROUND_ROBIN
                ? instances.get(number % instances.size())
                : PoolRun.fewest(instances);
    }

    InstanceTotals prefillTotals() {
        return totals(prefill);
    }

    InstanceTotals decodeTotals() {
        return totals(decode);
    }

    private static InstanceTotals totals(List<InstanceWorkspace> instances) {
        List<InstanceTotals> totals = new ArrayList<>();
        instances.forEach(each -> totals.add(each.totals()));
        return InstanceTotals.sum(totals);
    }
}
