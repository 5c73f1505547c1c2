package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.Mixer;
import org.chokepoint.model.SlidingAttention;

/** Which layers of a family attend to a sliding window, where the config has no {@code layer_types}. */
enum Reach {
    /** None. */
    FULL,
    /** All, if {@code sliding_window} is set. */
    ALL_LAYERS,
    /** If {@code use_sliding_window} is true, those from {@code max_window_layers} on. */
    UPPER_LAYERS,
    /** Every second is full, the first slides (Gemma 2, gpt-oss). */
    EVERY_SECOND_FULL,
    /** Every fourth is full (OLMo 3, Command R7B). */
    EVERY_FOURTH_FULL,
    /** Every sixth is full (Gemma 3). */
    EVERY_SIXTH_FULL;

    /** One mixer per layer. */
    List<Mixer> mixers(Config c, int layers, AttentionHeads heads) {
        if (c.has("attn_type_list") && c.perLayer("attn_type_list", layers).contains("0")) {
            throw c.fault(
                    "attn_type_list",
                    "has lightning attention, which this family has not",
                    "the model_type is another.");
        }
        List<Mixer> mixers = new ArrayList<>();
        for (boolean slides : slides(c, layers)) {
            mixers.add(
                    slides ? new SlidingAttention(heads, c.count("sliding_window"), false) : new FullAttention(heads));
        }
        return mixers;
    }

    private List<Boolean> slides(Config c, int layers) {
        boolean allowed = c.flag("use_sliding_window", true);
        if (this != FULL) {
            c.understood("sliding_window", "max_window_layers", "sliding_window_pattern", "_sliding_window_pattern");
            c.understood("sliding_window_size");
        } else if (!allowed) {
            c.understood("sliding_window", "max_window_layers");
        }
        if (c.has("layer_types")) {
            return byName(c, c.perLayer("layer_types", layers));
        }
        List<Boolean> slides = new ArrayList<>();
        int period = c.isList("sliding_window_pattern") ? 1 : period(c);
        int first =
                this == UPPER_LAYERS && allowed && c.has("sliding_window") ? c.sizeOr(layers, "max_window_layers") : 0;
        for (int layer = 0; layer < layers; layer++) {
            switch (this) {
                case FULL:
                    slides.add(false);
                    break;
                case ALL_LAYERS:
                    slides.add(allowed && c.has("sliding_window"));
                    break;
                case UPPER_LAYERS:
                    boolean on = c.flag("use_sliding_window", false) && c.has("sliding_window");
                    slides.add(on && layer >= first);
                    break;
                default:
                    slides.add((layer + 1) % period != 0);
                    break;
            }
        }
        return slides;
    }

    private int period(Config c) {
        int usual = this == EVERY_SECOND_FULL ? 2 : this == EVERY_FOURTH_FULL ? 4 : 6;
        return this == FULL || this == ALL_LAYERS || this == UPPER_LAYERS
                ? usual
                : c.countOr(usual, "sliding_window_pattern", "_sliding_window_pattern");
    }

    private static List<Boolean> byName(Config c, List<String> types) {
        List<Boolean> slides = new ArrayList<>();
        for (String type : types) {
            switch (type) {
                case "full_attention":
                    slides.add(false);
                    break;
                case "sliding_attention":
                    slides.add(true);
                    break;
                default:
                    throw c.fault(
                            "layer_types",
                            "has the unknown type '" + type + "'",
                            "you meant full_attention or sliding_attention.");
            }
        }
        return slides;
    }
}
