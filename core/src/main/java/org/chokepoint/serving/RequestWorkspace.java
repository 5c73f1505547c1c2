package org.chokepoint.serving;

import java.util.Arrays;

/**
 * What a pool knows of each request, by its number. Instances share these arrays and write only what is of their own requests
 * ({@code RequestBenchmark}).
 */
final class RequestWorkspace {
    /** A request that is not decoding. */
    static final int NOT_DUE = -1;

    /** A request whose cache has come from another pool. */
    static final int READY = -2;

    final int[] input;
    final int[] output;

    /** When it came to the pool. */
    final double[] arrival;

    /** When its first iteration began. */
    final double[] start;

    /** When its prompt was done. */
    final double[] first;

    /** When it left the pool. */
    final double[] finish;

    /** Tokens that it had when it last began to wait. */
    final int[] generated;

    /** Tokens that its cache holds, less the token clock. */
    final int[] offset;

    /** Token clock at which it finishes, or what keeps it from having one. */
    final int[] due;

    /** Running requests that were admitted before and after it. */
    final int[] before;

    final int[] after;

    RequestWorkspace(Requests requests, double[] arrival) {
        int size = requests.size();
        this.input = requests.inputs();
        this.output = requests.outputs();
        this.arrival = arrival;
        this.start = filled(size, Double.NaN);
        this.first = filled(size, Double.NaN);
        this.finish = filled(size, Double.NaN);
        this.generated = new int[size];
        this.offset = new int[size];
        this.due = new int[size];
        this.before = new int[size];
        this.after = new int[size];
        Arrays.fill(due, NOT_DUE);
    }

    /** Requests that another pool has worked on up to the first token. */
    static RequestWorkspace handedOn(Requests requests) {
        RequestWorkspace workspace = new RequestWorkspace(requests, new double[requests.size()]);
        Arrays.fill(workspace.generated, 1);
        Arrays.fill(workspace.due, READY);
        return workspace;
    }

    private static double[] filled(int size, double value) {
        double[] array = new double[size];
        Arrays.fill(array, value);
        return array;
    }
}
