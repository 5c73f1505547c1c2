package org.chokepoint.validation;

import java.util.Locale;
import java.util.Optional;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Storage;
import org.chokepoint.model.huggingface.PublishedFormat;

/** Reads the number formats of a row: {@code fp8}, {@code fp4}, {@code int8 (w8a8)}, {@code kv fp8}. */
final class RowFormats {
    private RowFormats() {}

    /**
     * @param written the cell; one that names the cache alone leaves weights as they are published
     * @param wording of the notes, which may name the cache
     */
    static ServedRow.Formats of(String written, RowWording wording, ModelRecord model) {
        String word = written.toLowerCase(Locale.ROOT);
        boolean cacheOnly = word.startsWith("kv ");
        Optional<Storage> cache = cacheOnly ? new RowWording(word).cache().or(wording::cache) : wording.cache();
        return new ServedRow.Formats(cacheOnly || word.isEmpty() ? published(model) : weights(word, model), cache);
    }

    private static Storage published(ModelRecord model) {
        return PublishedFormat.of(model.config()).orElse(Storage.BF16);
    }

    private static Storage weights(String word, ModelRecord model) {
        if (word.contains(" or ")) {
            throw new NotPredicted("which format the weights have is not stated");
        }
        if (word.startsWith("fp4")) {
            return PublishedFormat.of(model.config()).filter(Storage::four).orElse(Storage.FP4);
        }
        return Storage.named(word).orElseThrow(() -> new NotPredicted("weights in '" + word + "' are not modelled"));
    }
}
