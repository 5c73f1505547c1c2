package org.chokepoint.training.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An explicit graph of events and the least time between them, and when each event comes: knows nothing of pipelines. */
final class LongestPath {
    private record Edge(int to, double seconds) {}

    private final List<List<Edge>> edges = new ArrayList<>();

    int event() {
        edges.add(new ArrayList<>());
        return edges.size() - 1;
    }

    /** An event that comes at least so many seconds behind another. */
    void after(int from, int to, double seconds) {
        edges.get(from).add(new Edge(to, seconds));
    }

    /** When each event comes, the first ones at 0. */
    double[] solve() {
        int[] open = new int[edges.size()];
        edges.forEach(out -> out.forEach(edge -> open[edge.to]++));
        Deque<Integer> ready = new ArrayDeque<>();
        for (int event = 0; event < open.length; event++) {
            if (open[event] == 0) {
                ready.add(event);
            }
        }
        double[] time = new double[open.length];
        int solved = 0;
        while (!ready.isEmpty()) {
            int event = ready.remove();
            solved++;
            for (Edge edge : edges.get(event)) {
                time[edge.to] = Math.max(time[edge.to], time[event] + edge.seconds);
                if (--open[edge.to] == 0) {
                    ready.add(edge.to);
                }
            }
        }
        if (solved < open.length) {
            throw new IllegalStateException("a circle");
        }
        return time;
    }
}
