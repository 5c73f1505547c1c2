package org.chokepoint.app.trace;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.chokepoint.study.TrainTimeline;

/**
 * Writes a timeline in the Chrome Trace Event Format ("Trace Event Format", Google, complete and metadata events): a process for
 * each pipeline rank, a thread for each of its lanes, a complete event for each stretch. What is under way on a lane at the
 * same time gets a further thread of that lane, since events of a thread must not cross. Times are microseconds with three
 * decimals.
 */
public final class ChromeTrace {
    private final Writer out;
    private boolean first = true;

    private ChromeTrace(Writer out) {
        this.out = out;
    }

    /** Writes a timeline. */
    public static void write(TrainTimeline timeline, Writer out) throws IOException {
        new ChromeTrace(out).write(timeline);
    }

    private void write(TrainTimeline timeline) throws IOException {
        Tracks tracks = Tracks.of(timeline);
        out.write("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
        for (int rank = 0; rank < timeline.ranks(); rank++) {
            name("process_name", rank, 0, "pipeline rank " + rank);
            order("process_sort_index", rank, 0, rank);
            List<String> names = tracks.names(rank);
            for (int thread = 0; thread < names.size(); thread++) {
                name("thread_name", rank, thread, names.get(thread));
                order("thread_sort_index", rank, thread, thread);
            }
        }
        for (int i = 0; i < timeline.spans().size(); i++) {
            complete(timeline.spans().get(i), tracks.thread(i));
        }
        out.write("\n]}\n");
    }

    private void name(String kind, int rank, int thread, String name) throws IOException {
        event(kind, "M", rank, thread);
        out.write(",\"args\":{\"name\":\"" + name + "\"}}");
    }

    private void order(String kind, int rank, int thread, int index) throws IOException {
        event(kind, "M", rank, thread);
        out.write(",\"args\":{\"sort_index\":" + index + "}}");
    }

    private void complete(TrainTimeline.Span span, int thread) throws IOException {
        event(label(span), "X", span.rank(), thread);
        long start = nanos(span.startSeconds());
        out.write(",\"cat\":\"" + span.kind() + "\",\"ts\":" + micros(start) + ",\"dur\":"
                + micros(nanos(span.endSeconds()) - start));
        if (span.microBatch() >= 0) {
            out.write(",\"args\":{\"micro_batch\":" + span.microBatch());
            out.write(span.other() >= 0 ? ",\"micro_batch_backward\":" + span.other() + "}" : "}");
        }
        out.write("}");
    }

    /** What a stretch shows: its name, for compute what for, and the micro-batch. */
    private static String label(TrainTimeline.Span span) {
        if (span.microBatch() < 0) {
            return span.name();
        }
        String kind = span.lane().equals("compute") ? " " + span.kind().replace('_', ' ') : "";
        return span.name() + kind + " #" + span.microBatch() + (span.other() >= 0 ? "&" + span.other() : "");
    }

    private void event(String name, String phase, int rank, int thread) throws IOException {
        out.write(first ? "\n" : ",\n");
        first = false;
        out.write("{\"name\":\"" + name + "\",\"ph\":\"" + phase + "\",\"pid\":" + rank + ",\"tid\":" + thread);
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    private static String micros(long nanos) {
        return nanos / 1000 + "." + String.valueOf(1000 + nanos % 1000).substring(1);
    }
}
