package org.chokepoint.serving;

import java.util.ArrayList;
import java.util.List;

/** Services and requests of tests, and what became of these as a table. */
final class Services {
    /** Four sequences, eight tokens an iteration, a cache of 1,000 tokens. */
    static final Scheduler PLAIN = Scheduler.chunked(4, 8, 1000, 1);

    private Services() {}

    static Service one(IterationTime time, Scheduler scheduler) {
        return some(time, scheduler, 1, Dispatch.ROUND_ROBIN);
    }

    static Service some(IterationTime time, Scheduler scheduler, int instances, Dispatch dispatch) {
        return new Service.Aggregated(new Pool(time, scheduler, instances, dispatch));
    }

    /** Requests, one a line: arrival, tokens in, tokens out. */
    static Requests requests(String table) {
        List<Request> requests = new ArrayList<>();
        for (String line : table.strip().split("\n", -1)) {
            String[] words = line.strip().split(" +", -1);
            requests.add(
                    new Request(Double.parseDouble(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2])));
        }
        return Requests.of(requests);
    }

    static ServedRequests run(Service service, Requests requests) {
        return RequestSimulation.exact(service).run(requests, 1);
    }

    /** Requests, one a line: arrival, begin of the first iteration, first token, last token. */
    static String told(ServedRequests served) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < served.size(); i++) {
            double arrival = served.arrivalSeconds(i);
            out.append(text(arrival))
                    .append("  ")
                    .append(text(arrival + served.queueSeconds(i)))
                    .append("  ")
                    .append(text(arrival + served.firstTokenSeconds(i)))
                    .append("  ")
                    .append(text(served.finishSeconds(i)))
                    .append('\n');
        }
        return out.toString();
    }

    private static String text(double seconds) {
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }
}
