package org.chokepoint.validation;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.catalog.Csv;
import org.chokepoint.machine.KernelTime.Pass;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.Module;
import org.chokepoint.model.Operators;
import org.chokepoint.model.Precision;
import org.chokepoint.model.Shard;

/** Rows of matrix products: dense, grouped by expert, and a whole routed feed-forward. */
final class ProductRows {
    private static final Pattern TOP = Pattern.compile("before top-(\\d+)");
    private static final Pattern EXPERT_PARALLEL = Pattern.compile("\\bep (\\d+)");

    private static final Pattern POWER_LAW = Pattern.compile("power_law_(\\d+\\.\\d+)");

    /** Counting rows by expert, summing the counts up, placing rows. */
    private static final int SORTING_KERNELS = 3;

    private ProductRows() {}

    /** A forward product, with the cast of its input where that is part of what was timed. */
    static Work forward(Csv.Row row) {
        boolean casts = row.text("notes").contains("includes dynamic activation quantisation");
        Operators out = operators(row);
        out.gemm("product", Module.MLP_UP, size(row, "m"), size(row, "n"), size(row, "k"), false, kept(casts), 1);
        if (!casts) {
            return Work.of(out.list().subList(0, 1), Pass.FORWARD);
        }
        Work all = Work.of(out.list(), Pass.FORWARD);
        if (oneScale(row)) {
            return maximum(row)
                    .then(KernelRows.kernels(KernelRows.SCALE_KERNELS))
                    .then(all);
        }
        // the scales of rows or blocks are found on the way; those of NVFP4 need one more for the tensor
        return KernelRows.kernels(row.text("precision").startsWith("nvfp4") ? 2 : 1)
                .then(all);
    }

    /** Whether the library casts with one scale for the whole tensor: TensorRT-LLM does in plain FP8. */
    private static boolean oneScale(Csv.Row row) {
        return row.text("precision").equals("fp8") && row.text("implementation").contains("TRTLLM");
    }

    /** The maximum of an input whose scale is one for the whole tensor. */
    private static Work maximum(Csv.Row row) {
        Operators out = new Operators(Shard.whole(1));
        double bytes = Operators.ACTIVATION_BYTES * size(row, "m") * size(row, "k");
        out.memory("maximum_cast", Module.MLP_UP, bytes, bytes, 0, Module.OUTSIDE, 0, 1);
        return Work.of(out.list(), Pass.FORWARD);
    }

    /** An input gradient: its reduction runs over the columns of the forward. */
    static Work inputGradient(Csv.Row row) {
        Operators out = operators(row);
        out.gemm("product", Module.MLP_UP, size(row, "m"), size(row, "k"), size(row, "n"), false, null, 1);
        return Work.of(out.list().subList(0, 1), Pass.INPUT_GRADIENT);
    }

    /** A weight gradient: its reduction runs over the rows of the forward. */
    static Work weightGradient(Csv.Row row) {
        Operators out = operators(row);
        out.gemm("product", Module.MLP_UP, size(row, "k"), size(row, "m"), size(row, "n"), false, null, 1);
        return Work.of(out.list().subList(0, 1), Pass.WEIGHT_GRADIENT);
    }

    /** Both gradients of a product that is stated by its forward. */
    static Work gradients(Csv.Row row) {
        Operators out = operators(row);
        out.gemm("product", Module.MLP_UP, size(row, "m"), size(row, "n"), size(row, "k"), false, null, 1);
        Work input = Work.of(out.list().subList(0, 1), Pass.INPUT_GRADIENT);
        return input.then(Work.of(out.list().subList(0, 1), Pass.WEIGHT_GRADIENT));
    }

    /** One product for each expert, or the whole feed-forward around two of them. */
    static Work grouped(Csv.Row row) {
        if (TOP.matcher(row.text("notes")).find()) {
            return feedForward(row);
        }
        int experts = (int) size(row, "experts");
        long n = size(row, "n");
        long k = size(row, "k");
        return experts(row, rows(row, experts), n, k, experts, Pass.FORWARD);
    }

    /** Products of all experts: in one kernel, or in one for each, as Transformer Engine runs them. */
    private static Work experts(Csv.Row row, long rows, long n, long k, int experts, Pass pass) {
        Operators out = operators(row);
        if (row.text("implementation").contains("TransformerEngine")) {
            for (int i = 0; i < experts; i++) {
                out.grouped("expert", Module.MOE_UP, Math.max(1, rows / experts), n, k, 1, false, null, 1);
            }
        } else {
            out.grouped("experts", Module.MOE_UP, rows, n, k, experts, false, null, 1);
        }
        return Work.of(out.list(), pass);
    }

    /** Weight gradients of experts: sizes of one of them, the reduction over its rows. */
    static Work groupedWeightGradient(Csv.Row row) {
        int experts = (int) size(row, "experts");
        boolean forwardSizes = row.text("notes").contains("wgrad reduces over M");
        long reduction = size(row, forwardSizes ? "m" : "k");
        long n = size(row, forwardSizes ? "n" : "m");
        long k = size(row, forwardSizes ? "k" : "n");
        return experts(row, reduction * experts, n, k, experts, Pass.WEIGHT_GRADIENT);
    }

    /**
     * A routed feed-forward on one rank: tokens sorted by expert, two products with an activation between them, results summed
     * by token. Experts that no token picks are not read.
     */
    private static Work feedForward(Csv.Row row) {
        double ranks = noted(EXPERT_PARALLEL, row, 1);
        double picks = noted(TOP, row, 1);
        long tokens = size(row, "m");
        long width = size(row, "n");
        long hidden = size(row, "k");
        Matcher skew = POWER_LAW.matcher(row.text("notes"));
        RoutedLoad load = skew.find()
                ? RoutedLoad.powerLaw(tokens, picks, size(row, "experts"), ranks, Double.parseDouble(skew.group(1)))
                : RoutedLoad.even(tokens, picks, size(row, "experts"), ranks);
        long routed = Math.max(1, Math.round(load.rows()));
        int hit = (int) Math.max(1, Math.round(load.experts()));
        int inputs = row.text("notes").contains("non-gated") ? 1 : 2;
        double element = Operators.ACTIVATION_BYTES;
        Operators out = operators(row);
        double sorted = element * hidden * (tokens + (double) routed);
        out.memory("permute", Module.MOE_PERMUTE, sorted, sorted, 0, Module.OUTSIDE, 0, 1);
        out.grouped("up", Module.MOE_UP, routed, inputs * width, hidden, hit, false, Module.MOE_PERMUTE, 1);
        double active = element * (inputs + 1) * width * routed;
        out.memory("activation", Module.MOE_ACT, active, active, 0, Module.OUTSIDE, 0, 1);
        out.grouped("down", Module.MOE_DOWN, routed, hidden, width, hit, false, Module.MOE_ACT, 1);
        out.memory("unpermute", Module.MOE_PERMUTE, sorted, sorted, 0, Module.OUTSIDE, 0, 1);
        return KernelRows.kernels(SORTING_KERNELS).then(Work.of(out.list(), Pass.FORWARD));
    }

    /** Rows of all experts: some tables state those of one, which shows in the operations. */
    private static long rows(Csv.Row row, int experts) {
        long m = size(row, "m");
        OptionalDouble flops = row.number("flops");
        if (flops.isEmpty()) {
            throw new NotPredicted("without flops it is open whether m counts one expert's rows or all");
        }
        double once = 2.0 * m * size(row, "n") * size(row, "k");
        return flops.getAsDouble() > once * Math.sqrt(experts) ? m * experts : m;
    }

    private static double noted(Pattern pattern, Csv.Row row, double otherwise) {
        Matcher found = pattern.matcher(row.text("notes"));
        return found.find() ? Double.parseDouble(found.group(1)) : otherwise;
    }

    private static Module kept(boolean casts) {
        return casts ? Module.LAYERNORM : null;
    }

    private static Operators operators(Csv.Row row) {
        Precision precision = Formats.operands(row.text("precision"));
        return new Operators(new Shard(1, 1, 1, false, 1, ContextAlgorithm.RING, 1, 1, precision, false, true));
    }

    private static long size(Csv.Row row, String column) {
        return OperatorRows.size(row, column);
    }
}
