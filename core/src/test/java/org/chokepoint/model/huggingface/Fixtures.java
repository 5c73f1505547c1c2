package org.chokepoint.model.huggingface;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.chokepoint.model.Network;
import org.chokepoint.model.huggingface.HuggingFaceImport.Imported;

/** Configs of real models, cut down to the keys that matter. */
final class Fixtures {
    private Fixtures() {}

    static Imported imported(String name) {
        return HuggingFaceImport.read(name + ".json", text("/configs/" + name + ".json"));
    }

    static Network network(String name) {
        return imported(name).network();
    }

    static String text(String resource) {
        try (InputStream in = Fixtures.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
