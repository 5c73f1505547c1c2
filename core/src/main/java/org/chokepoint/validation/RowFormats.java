package org.chokepoint.validation;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.catalog.Fields;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.ModelRecord;

/** Reads the number formats of a row: {@code fp8}, {@code fp4}, {@code int8 (w8a8)}, {@code kv fp8}. */
final class RowFormats {
    private static final Pattern BITS = Pattern.compile("w\\d+a(\\d{1,2})");

    private RowFormats() {}

    /**
     * @param written the cell; one that names the cache alone leaves weights as they are published
     * @param wording of the notes, which may name the cache
     */
    static ServedRow.Formats of(String written, RowWording wording, ModelRecord model, Accelerator chip) {
        String word = written.toLowerCase(Locale.ROOT);
        boolean cacheOnly = word.startsWith("kv ");
        RowWording own = new RowWording(word);
        Optional<ServedFormat> cache = cacheOnly ? own.cache().or(wording::cache) : wording.cache();
        ServedFormat weights = cacheOnly || word.isEmpty() ? published(model, chip) : weights(word, model);
        return new ServedRow.Formats(
                weights,
                weights.activations(chip, bits(word)),
                cache,
                own.wideSlidingCache() || wording.wideSlidingCache());
    }

    private static ServedFormat weights(String word, ModelRecord model) {
        if (word.contains(" or ")) {
            throw new NotPredicted("which format the weights have is not stated");
        }
        if (word.startsWith("fp4")) {
            return quantised(model).filter(each -> each.bits() == 4).orElse(ServedFormat.NVFP4);
        }
        return ServedFormat.named(word)
                .orElseThrow(() -> new NotPredicted("weights in '" + word + "' are not modelled"));
    }

    private static OptionalInt bits(String word) {
        Matcher bits = BITS.matcher(word);
        return bits.find() ? OptionalInt.of(Integer.parseInt(bits.group(1))) : OptionalInt.empty();
    }

    private static ServedFormat published(ModelRecord model, Accelerator chip) {
        return quantised(model).orElse(ServedFormat.wide(chip));
    }

    /** The format in which a model's config says that its checkpoint is kept, if that is a narrow one. */
    private static Optional<ServedFormat> quantised(ModelRecord model) {
        Fields config = model.config().fields();
        return config.has("quantization_config")
                ? ServedFormat.named(config.need("quantization_config").fields().text("quant_method"))
                : Optional.empty();
    }
}
