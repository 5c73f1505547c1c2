package org.chokepoint.model;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parts of a layer that a training stack can recompute in the backward pass instead of keeping their outputs. Names
 * follow Megatron-LM's {@code --recompute-modules} where it has one.
 */
public enum Module {
    LAYERNORM,
    QKV_PROJ,
    MLA_UP_PROJ,
    CORE_ATTN,
    ATTN_OUT_PROJ,
    MLP_UP,
    MLP_ACT,
    MLP_DOWN,
    MOE_ROUTER,
    MOE_PERMUTE,
    MOE_UP,
    MOE_ACT,
    MOE_DOWN,
    RESIDUAL,
    OUTSIDE;

    private static final Map<String, Integer> BITS = new LinkedHashMap<>();

    static {
        words().forEach(word -> BITS.put(word, bits(named(word))));
    }

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Everything inside a layer: full recomputation. */
    public static EnumSet<Module> layer() {
        EnumSet<Module> all = EnumSet.allOf(Module.class);
        all.remove(OUTSIDE);
        return all;
    }

    /**
     * Modules meant by a user's word: one of this enum in lower case, or a compound ({@code attn}, {@code mlp},
     * {@code moe}, {@code layer}).
     *
     * @return the empty set for an unknown word
     */
    public static EnumSet<Module> named(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        switch (name) {
            case "layer":
                return layer();
            case "attn":
                return EnumSet.of(QKV_PROJ, MLA_UP_PROJ, CORE_ATTN, ATTN_OUT_PROJ);
            case "mlp":
                return EnumSet.of(MLP_UP, MLP_ACT, MLP_DOWN);
            case "moe":
                return EnumSet.of(MOE_ROUTER, MOE_PERMUTE, MOE_UP, MOE_ACT, MOE_DOWN);
            default:
                EnumSet<Module> found = EnumSet.noneOf(Module.class);
                for (Module module : layer()) {
                    if (module.label().equals(name)) {
                        found.add(module);
                    }
                }
                return found;
        }
    }

    /** The modules of a word as bits, one per ordinal ({@code EstimateBenchmark.warm}). */
    public static int bits(String word) {
        Integer bits = BITS.get(word);
        return bits == null ? bits(named(word)) : bits;
    }

    private static int bits(EnumSet<Module> modules) {
        int bits = 0;
        for (Module module : modules) {
            bits |= 1 << module.ordinal();
        }
        return bits;
    }

    /** Words that {@link #named} understands. */
    public static List<String> words() {
        List<String> words = new java.util.ArrayList<>(List.of("layer", "attn", "mlp", "moe"));
        for (Module module : layer()) {
            words.add(module.label());
        }
        return List.copyOf(words);
    }

    /** Whether its shapes depend on where tokens are routed to. */
    public boolean routed() {
        return this == MOE_PERMUTE || this == MOE_UP || this == MOE_ACT || this == MOE_DOWN;
    }

    /** Lower-case name as users write it. */
    public String label() {
        return label;
    }
}
