package org.chokepoint.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** A user's own records: one YAML file, or a folder of them at any depth. Same form and strictness as ours. */
public final class Overlay {
    private final Map<String, Tree> trees = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    private Overlay() {}

    /**
     * Reads an overlay.
     *
     * @throws Fault if the path does not exist or a file is not valid YAML
     */
    public static Overlay of(Path path) {
        Overlay overlay = new Overlay();
        if (!Files.exists(path)) {
            throw new Fault(Location.of(path.toString()), "there is no such file or folder.", "the path is a slip.");
        }
        try (Stream<Path> paths = Files.walk(path)) {
            List<Path> files = paths.filter(Files::isRegularFile)
                    .filter(file -> file.equals(path) || file.toString().endsWith(".yaml"))
                    .sorted()
                    .collect(Collectors.toList());
            for (Path file : files) {
                String text = text(file);
                overlay.texts.put(file.toString(), text);
                overlay.trees.put(file.toString(), YamlTree.read(file.toString(), text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return overlay;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Fault(Location.of(file.toString()), "is not UTF-8 text.", "it is a binary file.");
        }
    }

    <R> List<Entry<R>> all(Kind<R> kind) {
        return trees.entrySet().stream()
                .filter(e -> e.getValue().fields().text("kind").equals(kind.word()))
                .map(e -> Catalog.entry(kind, e.getKey(), texts.get(e.getKey()), e.getValue()))
                .collect(Collectors.toList());
    }

    <R> Optional<Entry<R>> find(Kind<R> kind, String wanted) {
        return all(kind).stream().filter(e -> Catalog.answersTo(e, wanted)).findFirst();
    }
}
