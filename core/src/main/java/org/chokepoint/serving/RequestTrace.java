package org.chokepoint.serving;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;

/**
 * A table of requests in order of time. Columns are {@code arrival_s,input_tokens,output_tokens}, or those of Azure's or
 * BurstGPT's public traces; others are ignored. Times count from the first request.
 */
public final class RequestTrace {
    private static final DateTimeFormatter STAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT);

    private enum Form {
        /** Ours: seconds. */
        PLAIN("arrival_s", "input_tokens", "output_tokens", false),
        /** Azure's public traces of LLM inference, 2023 and 2024: dates and times of day. */
        AZURE("TIMESTAMP", "ContextTokens", "GeneratedTokens", true),
        /** BurstGPT: seconds; requests that failed have no response tokens, and are refused. */
        BURST_GPT("Timestamp", "Request tokens", "Response tokens", false);

        private final String time;
        private final String input;
        private final String output;
        private final boolean stamped;

        Form(String time, String input, String output, boolean stamped) {
            this.time = time;
            this.input = input;
            this.output = output;
            this.stamped = stamped;
        }

        private List<String> columns() {
            return List.of(time, input, output);
        }
    }

    private RequestTrace() {}

    /**
     * Reads a table.
     *
     * @param file name for messages
     * @throws Fault at the first cell that does not fit
     */
    public static Requests read(String file, String text) {
        Csv csv = Csv.read(file, text);
        Form form = form(csv);
        List<Request> requests = new ArrayList<>(csv.rows().size());
        double begin = seconds(csv.rows().get(0), form);
        double before = 0;
        for (Csv.Row row : csv.rows()) {
            double arrival = seconds(row, form) - begin;
            if (arrival < before) {
                throw row.fault(
                        form.time, "a time no sooner than that of the row before", "the rows are not sorted by time.");
            }
            before = arrival;
            requests.add(new Request(arrival, tokens(row, form.input), tokens(row, form.output)));
        }
        return Requests.of(requests);
    }

    private static Form form(Csv csv) {
        List<String> known = new ArrayList<>();
        for (Form each : Form.values()) {
            if (csv.columns().containsAll(each.columns())) {
                return each;
            }
            known.add(String.join(",", each.columns()));
        }
        for (Form each : Form.values()) {
            for (String column : each.columns()) {
                if (csv.columns().contains(column)) {
                    csv.require(each.columns());
                }
            }
        }
        String found = String.join(",", csv.columns());
        throw new Fault(
                new Location(csv.file(), 1, 1),
                "expected the columns " + String.join(", or ", known) + "; found " + found + ".",
                remedy(found, known));
    }

    private static String remedy(String found, List<String> known) {
        return Nearest.names(found, known, 1).isEmpty()
                ? "the header is missing, or names them otherwise."
                : Nearest.remedy(found, known);
    }

    private static int tokens(Csv.Row row, String column) {
        OptionalInt tokens = row.whole(column);
        if (tokens.isEmpty() || tokens.getAsInt() < 1) {
            throw row.fault(column, "1 token or more", "the request failed: take it out.");
        }
        return tokens.getAsInt();
    }

    private static double seconds(Csv.Row row, Form form) {
        if (form.stamped) {
            return stamp(row, form.time);
        }
        return row.number(form.time).orElseThrow(() -> row.fault(form.time, "seconds", "the columns are shifted."));
    }

    /** Seconds of a day and time, exact to a microsecond within a century. */
    private static double stamp(Csv.Row row, String column) {
        try {
            TemporalAccessor at = STAMP.parseBest(row.text(column), OffsetDateTime::from, LocalDateTime::from);
            OffsetDateTime time =
                    at instanceof LocalDateTime local ? local.atOffset(ZoneOffset.UTC) : (OffsetDateTime) at;
            return time.toEpochSecond() + time.get(ChronoField.NANO_OF_SECOND) * 1e-9;
        } catch (DateTimeParseException e) {
            throw row.fault(column, "a time like 2023-11-16 18:17:03.9799600", "it is in seconds: name it arrival_s.");
        }
    }
}
