package org.chokepoint.validation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.machine.FlashKernel;
import org.chokepoint.machine.KernelTime.Pass;
import org.chokepoint.model.Module;
import org.chokepoint.model.Operators;
import org.chokepoint.model.Shard;

/**
 * Predictions for a table of kernels that were timed one by one: each row becomes operators of the model, timed as those of a
 * training step are. The columns are described in {@code docs/model/kernels.md}.
 */
public final class KernelRows {
    private static final List<String> COLUMNS = List.of(
            "id",
            "accelerator",
            "kernel_class",
            "implementation",
            "precision",
            "m",
            "n",
            "k",
            OperatorRows.METRIC,
            "notes");
    private static final Pattern BESIDE = Pattern.compile("overlapped with (\\d+)-SM");

    /** Behind the largest values of parts of a tensor: the largest of these, kept from 0, divided, inverted. */
    static final int SCALE_KERNELS = 4;

    private KernelRows() {}

    /**
     * One outcome for each row, in order.
     *
     * @throws org.chokepoint.evidence.Fault if a column is missing or a cell is not what its column holds
     */
    public static List<Outcome> predict(Csv table, Catalog catalog) {
        return OperatorRows.predict(table, COLUMNS, catalog, (row, bench) -> bench.seconds(work(row)));
    }

    /** What a row timed. */
    static Work work(Csv.Row row) {
        Work work = kernel(row);
        Matcher beside = BESIDE.matcher(row.text("notes"));
        Work own = work.by(generation(row.text("implementation").toLowerCase(Locale.ROOT)));
        return beside.find() ? own.beside(Integer.parseInt(beside.group(1))) : own;
    }

    private static FlashKernel generation(String implementation) {
        if (implementation.contains("fa2")
                || implementation.contains("flashattention-2")
                || implementation.contains("flash-attn 2")) {
            return FlashKernel.FLASH_2;
        }
        if (implementation.contains("triton")) {
            return FlashKernel.FLASH_2;
        }
        // without a version the first is meant: it runs as slowly
        return implementation.contains("fa1") || implementation.equals("flash-attn")
                ? FlashKernel.FLASH_1
                : FlashKernel.NATIVE;
    }

    private static Work kernel(Csv.Row row) {
        switch (row.text("kernel_class")) {
            case "gemm_fprop":
                return ProductRows.forward(row);
            case "gemm_dgrad":
                return ProductRows.inputGradient(row);
            case "gemm_wgrad":
                return ProductRows.weightGradient(row);
            case "gemm_dgrad+wgrad":
                return ProductRows.gradients(row);
            case "grouped_gemm":
                return ProductRows.grouped(row);
            case "grouped_wgrad":
                return ProductRows.groupedWeightGradient(row);
            case "attention_fwd":
            case "mla_fwd":
                return AttentionRows.forward(row);
            case "attention_bwd":
            case "mla_bwd":
                return AttentionRows.backward(row);
            case "attention_fwd+bwd":
                return AttentionRows.both(row);
            case "decode_attention":
                return AttentionRows.decode(row);
            case "cast_quantize":
                return quantised(row);
            case "transpose":
            case "norm":
                return streaming(row, "tensor_cast");
            case "rope":
            case "swiglu":
            case "permute":
            case "elementwise":
            case "memcpy":
                return streaming(row, "tensor");
            default:
                throw new NotPredicted("the class '" + row.text("kernel_class") + "' is no operator of ours");
        }
    }

    /** A cast with a scale that is known, or finding the scale. */
    private static Work quantised(Csv.Row row) {
        boolean scale = row.text("notes").contains("amax/scale");
        return scale ? streaming(row, "tensor_cast").then(kernels(SCALE_KERNELS)) : streaming(row, "tensor");
    }

    /** Kernels of a few bytes. */
    static Work kernels(int count) {
        Operators out = new Operators(Shard.whole(1));
        for (int i = 0; i < count; i++) {
            out.memory("small", Module.MLP_ACT, 1, 1, 0, Module.OUTSIDE, 0, 1);
        }
        return Work.of(out.list(), Pass.FORWARD);
    }

    private static Work streaming(Csv.Row row, String name) {
        if (row.text("notes").contains("not a kernel")) {
            throw new NotPredicted("the difference of two timings, not a kernel");
        }
        double bytes = row.number("bytes_moved").orElseThrow(() -> new NotPredicted("no bytes_moved"));
        Operators out = new Operators(Shard.whole(1));
        out.memory(name, Module.MLP_ACT, bytes, bytes, 0, Module.OUTSIDE, 0, 1);
        return Work.of(out.list(), Pass.FORWARD);
    }
}
