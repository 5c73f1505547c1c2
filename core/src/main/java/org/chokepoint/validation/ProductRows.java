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
        return row.text("precision").contains("block")
                ? all
                : maximum(row).then(KernelRows.scale()).then(all);
    }

    /** The maximum of an input whose scale is one for the whole tensor. */
    private static Work maximum(Csv.Row row) {
        Operators out = new Operators(Shard.whole(1));
        double bytes = Operators.ACTIVATION_BYTES * size(row, "m") * size(row, "k");
        out.memory("maximum", Module.MLP_UP, bytes, bytes, 0, Module.OUTSIDE, 0, 1);
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
        Operators out = operators(row);
        out.grouped(
                "experts", Module.MOE_UP, rows(row, experts), size(row, "n"), size(row, "k"), experts, false, null, 1);
        return Work.of(out.list().subList(0, 1), Pass.FORWARD);
    }

    /** Weight gradients of experts: sizes of one of them, the reduction over its rows. */
    static Work groupedWeightGradient(Csv.Row row) {
        int experts = (int) size(row, "experts");
        boolean forwardSizes = row.text("notes").contains("wgrad reduces over M");
        long reduction = size(row, forwardSizes ? "m" : "k");
        long n = size(row, forwardSizes ? "n" : "m");
        long k = size(row, forwardSizes ? "k" : "n");
        Operators out = operators(row);
        out.grouped("experts", Module.MOE_UP, reduction * experts, n, k, experts, false, null, 1);
        return Work.of(out.list().subList(0, 1), Pass.WEIGHT_GRADIENT);
    }

    /**
     * A routed feed-forward on one rank: tokens sorted by expert, two products with an activation between them, results summed
     * by token. Experts that no token picks are not read.
     */
    private static Work feedForward(Csv.Row row) {
        double ranks = noted(EXPERT_PARALLEL, row, 1);
        double picks = noted(TOP, row, 1);
        double experts = Math.max(1, size(row, "experts") / ranks);
        long tokens = size(row, "m");
        long width = size(row, "n");
        long hidden = size(row, "k");
        long routed = Math.max(1, Math.round(tokens * picks / ranks));
        int hit = (int) Math.max(1, Math.round(experts * (1 - StrictMath.pow(1 - 1 / experts, routed))));
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
        return Work.of(out.list(), Pass.FORWARD);
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
