package org.chokepoint.validation;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chokepoint.catalog.Csv;
import org.chokepoint.validation.ServedRow.Client;
import org.chokepoint.validation.ServedRow.Phase;
import org.chokepoint.validation.ServedRow.Pool;

/**
 * Lengths of a row's requests and how many there are at a time.
 *
 * @param lengths tokens
 * @param load requests
 */
record RowRequests(ServedRow.Lengths lengths, ServedRow.Load load) {
    /** What a figure may differ from the same of its batch, lengths and elapsed time. */
    private static final double ROUNDING = 0.05;

    /** Reads them. */
    static RowRequests of(Csv.Row row, RowWording wording, Phase phase, ServedMetric metric, Pool pool) {
        return new RowRequests(lengths(row, wording, phase, metric), load(row, wording, phase, metric, pool));
    }

    /** A whole number above zero, if the cell says one. */
    static OptionalInt size(Csv.Row row, String column) {
        OptionalInt value = row.whole(column);
        if (value.isPresent() && value.getAsInt() < 1) {
            throw row.fault(column, "a number above zero", "it is left blank where it isn't known.");
        }
        return value;
    }

    /** Refuses the rate of a batch that contradicts the time that the notes tell. */
    void check(double value, ServedMetric metric, RowWording wording) {
        OptionalDouble elapsed = wording.elapsed();
        boolean total = metric == ServedMetric.TOTAL_RATE;
        if (elapsed.isEmpty() || load.client() != Client.BATCH || !total && metric != ServedMetric.OUTPUT_RATE) {
            return;
        }
        double each =
                lengths.meanOutput().orElse(0) + (total ? lengths.meanInput().orElse(0) : 0);
        double rate = load.concurrency().orElse(0) * each / elapsed.getAsDouble();
        if (Math.abs(value - rate) > ROUNDING * rate) {
            throw new NotPredicted("the rate is not that of batch, lengths and elapsed time");
        }
    }

    private static ServedRow.Lengths lengths(Csv.Row row, RowWording wording, Phase phase, ServedMetric metric) {
        OptionalDouble input = real(size(row, "input_len"));
        OptionalDouble actual = wording.output();
        OptionalDouble output = actual.isPresent() ? actual : real(size(row, "output_len"));
        boolean fitted = metric == ServedMetric.ITL_INTERCEPT || metric == ServedMetric.ITL_PER_CACHED_TOKEN;
        if (input.isEmpty() && !fitted) {
            throw new NotPredicted("input_len is not stated");
        }
        if (output.isEmpty() && phase == Phase.MIXED) {
            throw new NotPredicted("output_len is not stated");
        }
        return new ServedRow.Lengths(input, output, wording.least(), wording.most());
    }

    private static OptionalDouble real(OptionalInt value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsInt()) : OptionalDouble.empty();
    }

    /** Batches of a pool by itself whose figures are of a GPU or node are told for each GPU. */
    private static ServedRow.Load load(Csv.Row row, RowWording wording, Phase phase, ServedMetric metric, Pool pool) {
        OptionalInt column = size(row, InferenceTable.OWN);
        OptionalInt perGpu = wording.perGpu();
        boolean each = phase == Phase.DECODE && metric.isPerGpu();
        OptionalInt concurrency = perGpu.isPresent() ? times(perGpu, pool) : each ? times(column, pool) : column;
        if (concurrency.isEmpty() && !wording.queued() && phase != Phase.PREFILL) {
            throw new NotPredicted(InferenceTable.OWN + " is not stated");
        }
        Client client = Client.CLOSED_LOOP;
        if (wording.queued() || concurrency.isEmpty()) {
            client = Client.QUEUE;
        } else if (concurrency.getAsInt() == 1) {
            client = Client.SINGLE;
        } else if (wording.atOnce()) {
            client = Client.BATCH;
        }
        return new ServedRow.Load(
                client, concurrency, client == Client.BATCH ? concurrency : wording.requests(concurrency));
    }

    private static OptionalInt times(OptionalInt perGpu, Pool pool) {
        if (perGpu.isEmpty()) {
            return perGpu;
        }
        long sum = (long) perGpu.getAsInt() * pool.gpus();
        if (sum > Integer.MAX_VALUE) {
            throw new NotPredicted("more requests at a time than can be counted");
        }
        return OptionalInt.of((int) sum);
    }
}
