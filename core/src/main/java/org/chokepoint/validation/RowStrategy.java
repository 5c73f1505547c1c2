package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.catalog.Trees;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Module;
import org.chokepoint.model.Network;
import org.chokepoint.model.Precision;
import org.chokepoint.training.Strategy;

/** The layout of a row: its columns over the defaults of its stack. */
final class RowStrategy {
    private static final Map<String, String> NUMBERS = new LinkedHashMap<>();
    private static final Map<String, String> FLAGS = new LinkedHashMap<>();
    private static final Map<String, String> PRECISIONS = new LinkedHashMap<>();

    static {
        NUMBERS.put("tp", "tensor_parallel");
        NUMBERS.put("pp", "pipeline_parallel");
        NUMBERS.put("ep", "expert_parallel");
        NUMBERS.put("cp", "context_parallel");
        NUMBERS.put("zero_stage", "zero_stage");
        NUMBERS.put("zero_group", "zero_group");
        NUMBERS.put("microbatch", "micro_batch");
        FLAGS.put("sequence_parallel", "sequence_parallel");
        FLAGS.put("cuda_graphs", "cuda_graphs");
        FLAGS.put("tp_overlap", "tensor_overlap");
        PRECISIONS.put("fp8-cs", "fp8");
        PRECISIONS.put("fp8-mx", "fp8");
        PRECISIONS.put("fp8-ds", "fp8");
        PRECISIONS.put("mxfp8", "fp8");
        PRECISIONS.put("nvfp4", "fp4");
        PRECISIONS.put("mxfp4", "fp4");
    }

    private final Csv.Row row;
    private final Machine machine;
    private final LinkedHashMap<String, Tree> fields;

    private RowStrategy(Csv.Row row, Machine machine) {
        this.row = row;
        this.machine = machine;
        this.fields = new LinkedHashMap<>(machine.stack().defaults());
    }

    /** Reads the layout of a step of so many sequences on so many chips. */
    static Strategy of(Csv.Row row, Machine machine, Network network, int chips, int batch) {
        RowStrategy rows = new RowStrategy(row, machine);
        rows.put();
        rows.micro(chips, batch);
        rows.group(chips);
        rows.stages(network.layers());
        return rows.read();
    }

    private void put() {
        NUMBERS.forEach((column, field) -> row.whole(column).ifPresent(value -> put(field, String.valueOf(value))));
        FLAGS.forEach((column, field) -> row.flag(column).ifPresent(value -> put(field, String.valueOf(value))));
        int virtual = row.whole("vpp").orElse(1);
        if (virtual > 1 && row.whole("pp").orElse(1) > 1) {
            put("virtual_stages", String.valueOf(virtual));
            put("schedule", "interleaved");
        }
        precision();
        row.said("reduce_dtype").ifPresent(said -> put("gradient_precision", said));
        row.said("attention_impl").ifPresent(this::attention);
        if (row.flag("force_balanced").orElse(false)) {
            put("expert_load", "1");
        }
        if (row.flag("dropped").orElse(false)) {
            put("capacity_factor", "1");
            put("capacity_padding", "true");
        }
        recompute();
    }

    /** Without a version, a flash kernel is the one that the stack has. */
    private void attention(String said) {
        put("flash_attention", String.valueOf(!said.equals("unfused")));
        if (said.startsWith("flash1") || said.startsWith("flash-1")) {
            put("flash_kernel", "flash-1");
        } else if (said.startsWith("flash2") || said.startsWith("flash-2")) {
            put("flash_kernel", "flash-2");
        } else if (!said.equals("flash")) {
            put("flash_kernel", "native");
        }
    }

    private void put(String field, String value) {
        fields.put(field, Trees.text(row.at(), value));
    }

    /** What the source's own recipe recomputes; else the word of the table; else the stack's default. */
    private void recompute() {
        Optional<String> said = row.said("recompute_ops").or(() -> row.said("recompute"));
        if (said.isEmpty()) {
            return;
        }
        String words = said.get().toLowerCase(Locale.ROOT);
        if (words.startsWith("layer:")) {
            put("recompute_layers", words.substring("layer:".length()));
            words = "layer";
        }
        if (words.startsWith("remat:")) {
            words = words.contains("minimal") ? "core_attn+layernorm+mlp_act" : "layer";
        } else if (words.equals("full")) {
            words = "layer";
        } else if (words.equals("selective")) {
            Tree flash = fields.get("flash_attention");
            words = flash != null && flash.text().equals("false") ? "core_attn" : "none";
        }
        Tree own = fields.get("recompute");
        if (words.equals("layer") && own != null && !own.items().isEmpty()) {
            return; // the stack says what of a layer its full recomputation repeats
        }
        List<Tree> modules = new ArrayList<>();
        for (String word : words.split("\\+", -1)) {
            String module = word.strip();
            if (module.equals("none")) {
                continue;
            }
            if (Module.named(module).isEmpty()) {
                throw new NotPredicted("recompute names '" + module + "', which is no part of a layer");
            }
            modules.add(Trees.text(row.at(), module));
        }
        fields.put("recompute", Trees.list(row.at(), modules));
    }

    /** Chips without BF16 train in FP16 unless a row says otherwise. */
    private void precision() {
        Optional<String> said = row.said("precision");
        boolean wide = machine.chip().supports(Precision.BF16);
        if (said.isPresent()) {
            put("precision", PRECISIONS.getOrDefault(said.get(), said.get()));
        } else if (!wide && !fields.containsKey("precision")) {
            put("precision", Precision.FP16.label());
        }
    }

    /** Without a stated micro-batch: one sequence, or all of a rank's where the stack does not accumulate. */
    private void micro(int chips, int batch) {
        if (!fields.containsKey("micro_batch") && !machine.stack().accumulates()) {
            put("micro_batch", String.valueOf(Math.max(1, (int) ((long) batch * model(read()) / chips))));
        }
    }

    /** ZeRO groups of more ranks than there are split over all of them. */
    private void group(int chips) {
        Strategy s = read();
        if (s.zeroGroup() > 0 && s.zeroGroup() >= chips * s.contextParallel() / Math.max(1, model(s))) {
            fields.remove("zero_group");
        }
    }

    /**
     * Where layers don't divide by chunks but would with embedding, or embedding and loss, counted as layers, these take the
     * place of a layer on the first and last chunk, as recipes do.
     */
    private void stages(int layers) {
        Strategy s = read();
        int chunks = s.pipelineParallel() * s.virtualStages();
        if (chunks == 1 || layers % chunks == 0) {
            return;
        }
        for (int ends = 2; ends >= 1; ends--) {
            if ((layers + ends) % chunks == 0) {
                int each = (layers + ends) / chunks;
                List<Tree> counts = new ArrayList<>();
                for (int chunk = 0; chunk < chunks; chunk++) {
                    boolean lighter = chunk == chunks - 1 || ends == 2 && chunk == 0;
                    counts.add(Trees.text(row.at(), String.valueOf(each - (lighter ? 1 : 0))));
                }
                fields.put("stage_layers", Trees.list(row.at(), counts));
                return;
            }
        }
    }

    private static int model(Strategy s) {
        return s.tensorParallel() * s.pipelineParallel() * s.contextParallel();
    }

    private Strategy read() {
        return RecordReader.read(Trees.mapping(row.at(), fields), Strategy.class);
    }
}
