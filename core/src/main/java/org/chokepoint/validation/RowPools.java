package org.chokepoint.validation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.catalog.Csv;
import org.chokepoint.validation.ServedRow.Pool;

/**
 * The instances of a row: the columns {@code tp, dp, ep, pp} describe one, {@code n_gpus} counts the chips of all. Where prompts
 * are read apart the columns describe an instance that generates, and the notes tell both pools: {@code disaggregated 2 prefill
 * x(tp1,dp8) + 1 decode x(tp1,dp32,ep32)}; {@code 1P3D … 2 GPUs per worker}; {@code 2P1D …, prefill DP2+TP8, decode DP32+TP1}.
 *
 * @param pool instances that generate, or do everything
 * @param prefill instances that read prompts, if these are others
 */
record RowPools(Pool pool, Optional<Pool> prefill) {
    private static final int I = Pattern.CASE_INSENSITIVE;
    private static final Pattern LISTED =
            Pattern.compile("(\\d+) prefill x ?\\(([^)]*)\\) ?\\+ ?(\\d+) decode x ?\\(([^)]*)\\)", I);
    private static final Pattern COUNTED = Pattern.compile("\\b(\\d+)P(\\d+)D\\b");
    private static final Pattern WORKERS = Pattern.compile("(\\d+) GPUs per worker", I);
    private static final String SIZES = "([DTEP]P\\d+(?:\\+[DTEP]P\\d+)*)";
    private static final Pattern NAMED = Pattern.compile("prefill " + SIZES + ", decode " + SIZES, I);
    private static final Pattern APART = Pattern.compile("\\bdisagg(?:regated)?\\b|\\bPD\\b");
    private static final Pattern SIZE = Pattern.compile("(tp|dp|ep|pp)(\\d{1,6})");

    /** Reads them. */
    static RowPools of(Csv.Row row, int gpus) {
        String notes = row.text("notes");
        Matcher counted = COUNTED.matcher(notes);
        Matcher listed = LISTED.matcher(notes);
        if (listed.find()) {
            Pool prefill = pool(row, listed.group(1), listed.group(2).split(",", -1), 0);
            Pool decode = pool(row, listed.group(3), listed.group(4).split(",", -1), column(row, "ep", 0));
            return apart(prefill, decode, gpus);
        }
        if (counted.find()) {
            return counted(row, counted.group(1), counted.group(2), gpus);
        }
        if (APART.matcher(notes + ' ' + row.text("engine")).find()) {
            throw new NotPredicted("prompts are read apart, and the pools are not stated");
        }
        return new RowPools(together(row, gpus), Optional.empty());
    }

    private static RowPools counted(Csv.Row row, String prefills, String decodes, int gpus) {
        Matcher named = NAMED.matcher(row.text("notes"));
        Matcher workers = WORKERS.matcher(row.text("notes"));
        if (named.find()) {
            Pool prefill = pool(row, prefills, named.group(1).split("\\+", -1), 0);
            Pool decode = pool(row, decodes, named.group(2).split("\\+", -1), column(row, "ep", 0));
            return apart(prefill, decode, gpus);
        }
        if (!workers.find()) {
            throw new NotPredicted("prompts are read apart, and the pools' layouts are not stated");
        }
        String[] sizes = {"tp" + workers.group(1)};
        return apart(
                pool(row, prefills, sizes, column(row, "ep", 0)),
                pool(row, decodes, sizes, column(row, "ep", 0)),
                gpus);
    }

    private static RowPools apart(Pool prefill, Pool decode, int gpus) {
        long sum = (long) prefill.gpus() + decode.gpus();
        if (sum != gpus) {
            throw new NotPredicted("the pools add up to " + sum + " GPUs, not " + gpus);
        }
        return new RowPools(decode, Optional.of(prefill));
    }

    /** Equal instances of what the columns describe. */
    private static Pool together(Csv.Row row, int gpus) {
        int tensor = column(row, "tp", 0);
        int data = column(row, "dp", 0);
        int pipeline = column(row, "pp", 1);
        if (tensor == 0 && data == 0 && gpus > 1) {
            throw new NotPredicted("how " + gpus + " GPUs share the work is not stated");
        }
        Pool one = pool(1, Math.max(1, tensor), Math.max(1, data), column(row, "ep", 0), pipeline);
        if (gpus % one.instance() != 0) {
            throw new NotPredicted(gpus + " GPUs are no multiple of tp × dp × pp = " + one.instance());
        }
        return new Pool(gpus / one.instance(), one.tensor(), one.data(), one.expert(), pipeline);
    }

    private static Pool pool(Csv.Row row, String count, String[] sizes, int expert) {
        int tensor = 1;
        int data = 1;
        int pipeline = 1;
        int experts = expert;
        for (String each : sizes) {
            Matcher size = SIZE.matcher(each.strip().toLowerCase(Locale.ROOT));
            if (!size.matches()) {
                throw row.fault("notes", "sizes of a pool like tp1,dp32,ep32", "'" + each.strip() + "' is none.");
            }
            int value = Integer.parseInt(size.group(2));
            switch (size.group(1)) {
                case "tp":
                    tensor = value;
                    break;
                case "dp":
                    data = value;
                    break;
                case "pp":
                    pipeline = value;
                    break;
                default:
                    experts = value;
            }
        }
        if (count.length() > 6) {
            throw row.fault("notes", "fewer instances", "the pools are written otherwise.");
        }
        return pool(Integer.parseInt(count), tensor, data, experts, pipeline);
    }

    /**
     * @param expert 0 where it isn't said: then ranks that each have requests of their own hold experts of their own, and others
     *     a slice of every expert
     */
    private static Pool pool(int count, int tensor, int data, int expert, int pipeline) {
        if (count < 1 || tensor < 1 || data < 1 || pipeline < 1) {
            throw new NotPredicted("an instance without GPUs");
        }
        long stage = (long) tensor * data;
        if (stage * pipeline * count > Integer.MAX_VALUE) {
            throw new NotPredicted("more GPUs than can be counted");
        }
        int experts = expert > 0 ? expert : data > 1 ? (int) stage : 1;
        if (stage % experts != 0) {
            throw new NotPredicted("ep = " + experts + " does not divide tp × dp = " + stage);
        }
        return new Pool(count, tensor, data, experts, pipeline);
    }

    private static int column(Csv.Row row, String column, int otherwise) {
        int value = row.whole(column).orElse(otherwise);
        if (value < 1 && row.said(column).isPresent()) {
            throw row.fault(column, "a number above zero", "it is left blank where nothing is split.");
        }
        return value;
    }
}
