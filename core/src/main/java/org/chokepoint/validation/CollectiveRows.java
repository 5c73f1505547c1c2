package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.CollectiveTime;
import org.chokepoint.machine.Group;

/**
 * Predictions for a table of collectives that were timed one by one, through the same times as those of a training step. The
 * columns are described in {@code docs/model/collectives.md}.
 */
public final class CollectiveRows {
    private static final List<String> COLUMNS = List.of(
            "id",
            "accelerator",
            "collective",
            "implementation",
            "n_gpus",
            "gpus_per_node",
            "fabric",
            "message_bytes",
            OperatorRows.METRIC,
            "notes");
    private static final Pattern TOP = Pattern.compile("top-(\\d+)(?: experts| \\d+ experts| limited|,|;)");
    private static final Pattern NODES = Pattern.compile("top-(\\d+) groups|limited to (\\d+) nodes");

    /** Before the tokens, their counts, and behind them. */
    private static final int DISPATCH_MEETINGS = 3;

    /** The same, and once more before buffers are given back. */
    private static final int COMBINE_MEETINGS = 4;

    private static final Pattern TOGETHER = Pattern.compile("1 process|custom all-reduce|deepep|jax");

    private CollectiveRows() {}

    /**
     * One outcome for each row, in order.
     *
     * @throws org.chokepoint.evidence.Fault if a column is missing or a cell is not what its column holds
     */
    public static List<Outcome> predict(Csv table, Catalog catalog) {
        return OperatorRows.predict(table, COLUMNS, catalog, CollectiveRows::seconds);
    }

    /**
     * Rows that constants are fitted to: each must have a prediction.
     *
     * @throws Fault at the first row that has none, or whose time or bytes are not above zero
     */
    static List<TimedCollective> timed(Csv table, Catalog catalog) {
        table.require(COLUMNS);
        List<TimedCollective> timed = new ArrayList<>();
        for (Csv.Row row : table.rows()) {
            positive(row, OperatorRows.METRIC);
            positive(row, "message_bytes");
            Outcome outcome = OperatorRows.outcome(row, catalog, CollectiveRows::seconds);
            if (!outcome.counted()) {
                throw new Fault(
                        row.at(),
                        "this row has no prediction: " + outcome.skippedBecause() + ".",
                        "leave the row out.");
            }
            if (!(outcome.predicted() > 0)) {
                throw row.fault("n_gpus", "at least two ranks", "the columns are shifted.");
            }
            timed.add(new TimedCollective(row, Bench.of(catalog, row.text("accelerator"), row.at()), outcome));
        }
        return timed;
    }

    private static void positive(Csv.Row row, String column) {
        if (!(row.number(column).orElse(0) > 0)) {
            throw row.fault(column, "a number above zero", "the columns are shifted.");
        }
    }

    /** Time of a row's collective. */
    static double seconds(Csv.Row row, Bench bench) {
        int ranks = (int) OperatorRows.size(row, "n_gpus");
        double bytes = row.number("message_bytes").orElseThrow(() -> new NotPredicted("no message_bytes"));
        int perNode = row.whole("gpus_per_node").orElse(bench.cluster().acceleratorsPerNode());
        Cluster cluster = Fabrics.of(bench.cluster(), row.text("fabric"), perNode);
        CollectiveTime time =
                new CollectiveTime(bench.chip(), cluster, bench.calibration().fabric());
        Group group = new Group(ranks, 1, cluster.scaleUp().fitted(ranks));
        double seconds = seconds(row, time, group, bytes, bench);
        return together(row) ? seconds : seconds + time.skew(group);
    }

    /** Whether the ranks start together: by one process, a graph, or as one program. The ends of a send wait for no third. */
    private static boolean together(Csv.Row row) {
        String library = row.text("implementation").toLowerCase(Locale.ROOT);
        return row.text("collective").equals("p2p") || TOGETHER.matcher(library).find();
    }

    private static double seconds(Csv.Row row, CollectiveTime time, Group group, double bytes, Bench bench) {
        switch (row.text("collective")) {
            case "all_reduce":
                return allReduce(row, time, group, bytes, bench);
            case "all_gather":
            case "reduce_scatter":
                return time.gather(group, bytes);
            case "all_to_all":
                return time.allToAll(group, bytes, 1);
            case "p2p":
                return time.send(group, bytes);
            case "ep_dispatch":
            case "ep_combine":
                return exchange(row, time, group, bytes);
            default:
                throw new NotPredicted("the class '" + row.text("collective") + "' is no exchange of ours");
        }
    }

    private static double allReduce(Csv.Row row, CollectiveTime time, Group group, double bytes, Bench bench) {
        boolean one = row.text("implementation").toLowerCase(Locale.ROOT).contains("custom all-reduce");
        double kernel = bench.calibration().kernel().floorSeconds().value();
        return one ? time.oneShot(group, bytes, kernel) : time.allReduce(group, bytes);
    }

    /**
     * Dispatch or combine. In the normal mode a rank's tokens go once to each rank that holds one of their experts, and once
     * over the network to each node, after ranks have told each other how many come; where latency counts, once for each
     * expert, unasked.
     */
    private static double exchange(Csv.Row row, CollectiveTime time, Group group, double bytes) {
        if (row.text("implementation").contains("low-latency")) {
            return time.allToAll(group, bytes, 1);
        }
        String notes = row.text("notes");
        Matcher top = TOP.matcher(notes);
        if (!top.find()) {
            throw new NotPredicted("not said to how many experts a token goes");
        }
        int picks = Integer.parseInt(top.group(1));
        Matcher limit = NODES.matcher(notes);
        int nodes = group.domains();
        if (limit.find()) {
            nodes = Math.min(nodes, Integer.parseInt(limit.group(1) == null ? limit.group(2) : limit.group(1)));
        }
        int meetings = row.text("collective").equals("ep_dispatch") ? DISPATCH_MEETINGS : COMBINE_MEETINGS;
        return meetings * time.meeting(group) + time.onceToEach(group, bytes, picks, nodes);
    }
}
