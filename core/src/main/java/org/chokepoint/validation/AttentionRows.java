package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.chokepoint.catalog.Csv;
import org.chokepoint.machine.KernelTime.Pass;
import org.chokepoint.model.AttentionCore;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.Module;
import org.chokepoint.model.Operator;
import org.chokepoint.model.OperatorKind;
import org.chokepoint.model.Operators;
import org.chokepoint.model.Precision;
import org.chokepoint.model.Shard;

/** Rows of attention: the core over whole sequences, forward and backward, and single queries against a long past. */
final class AttentionRows {
    private static final Pattern SERVING = Pattern.compile("^(SGLang|VLLM|TRTLLM) ");

    private AttentionRows() {}

    /** The forward; engines that serve turn queries and keys first, and write keys and values to the cache. */
    static Work forward(Csv.Row row) {
        Work core = work(row, core(row).subList(0, unfused(row) ? 2 : 1), Pass.FORWARD);
        return serves(row) ? cached(row).then(core) : core;
    }

    private static boolean serves(Csv.Row row) {
        return SERVING.matcher(row.text("implementation")).find();
    }

    private static Work cached(Csv.Row row) {
        double tokens = (double) size(row, "batch") * size(row, "seq_q");
        double width = size(row, "head_dim_qk");
        double heads = size(row, "heads");
        double kept = row.whole("kv_heads").orElse((int) heads) * (width + size(row, "head_dim_v"));
        double bytes = Operators.ACTIVATION_BYTES * tokens * (heads * width + kept);
        Operators out = new Operators(Shard.whole(1));
        out.memory("cache", Module.CORE_ATTN, bytes, bytes, 0, Module.OUTSIDE, 0, 1);
        return Work.of(out.list(), Pass.FORWARD);
    }

    /** The backward, with what runs before and after its main kernel where a row doesn't leave that out. */
    static Work backward(Csv.Row row) {
        List<Operator> core = core(row);
        boolean mainOnly = row.text("notes").contains("excludes pre/post kernels");
        return work(row, mainOnly ? core.subList(0, 1) : core, Pass.INPUT_GRADIENT);
    }

    static Work both(Csv.Row row) {
        return forward(row).then(backward(row));
    }

    /** Each query reads the keys and values of its own past. */
    static Work decode(Csv.Row row) {
        double batch = size(row, "batch");
        double heads = size(row, "heads");
        double sharing = size(row, "kv_heads");
        double queries = size(row, "seq_q");
        long past = size(row, "seq_kv");
        long keyDim = size(row, "head_dim_qk");
        long valueDim = size(row, "head_dim_v");
        double element = Operators.ACTIVATION_BYTES;
        double kept = row.text("notes").contains("kv cache fp8") ? 1 : element;
        // a latent past is key and value at once
        boolean latent = keyDim > valueDim && size(row, "kv_heads") == 1 && keyDim >= 512;
        double width = latent ? keyDim : keyDim + valueDim;
        double bytes = batch * size(row, "kv_heads") * past * width * kept
                + element * batch * queries * heads * (keyDim + valueDim);
        double flops = 2 * batch * heads * queries * past * (keyDim + valueDim);
        Operator one = new Operator(
                "attention",
                OperatorKind.DECODE_ATTENTION,
                Module.CORE_ATTN,
                (long) Math.ceil(queries * heads / sharing),
                past,
                keyDim,
                precision(row),
                (int) (batch * sharing),
                flops,
                flops,
                2.5 * flops,
                bytes,
                2 * bytes,
                0,
                Module.OUTSIDE,
                0,
                0,
                false,
                1);
        return Work.of(List.of(one), Pass.FORWARD);
    }

    private static Work work(Csv.Row row, List<Operator> operators, Pass pass) {
        Work work = Work.of(operators, pass);
        return unfused(row) ? work.unfused() : work;
    }

    private static boolean unfused(Csv.Row row) {
        return row.text("implementation").toLowerCase(Locale.ROOT).equals("pytorch");
    }

    private static List<Operator> core(Csv.Row row) {
        int length = (int) size(row, "seq_q");
        if (length != size(row, "seq_kv")) {
            throw new NotPredicted("queries and keys of different lengths");
        }
        boolean causal = row.flag("causal").orElseThrow(() -> new NotPredicted("not said whether it is causal"));
        int heads = (int) size(row, "heads");
        int keyValueHeads = row.whole("kv_heads").orElse(heads);
        int keyDim = (int) size(row, "head_dim_qk");
        int valueDim = (int) size(row, "head_dim_v");
        double keys = causal ? length / 2.0 : length;
        Precision precision = precision(row);
        Shard shard = new Shard(
                (int) size(row, "batch"),
                length,
                1,
                false,
                1,
                ContextAlgorithm.RING,
                1,
                1,
                precision,
                false,
                !unfused(row));
        Operators out = new Operators(shard);
        new AttentionCore(heads, keyValueHeads, keyDim, valueDim, keys, length, Module.QKV_PROJ).describe(out, 0);
        List<Operator> core = new ArrayList<>(out.list());
        core.set(0, core.get(0).on(precision));
        return core;
    }

    private static Precision precision(Csv.Row row) {
        return Formats.operands(row.text("precision"));
    }

    private static long size(Csv.Row row, String column) {
        return OperatorRows.size(row, column);
    }
}
