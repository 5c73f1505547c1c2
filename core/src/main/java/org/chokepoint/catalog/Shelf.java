package org.chokepoint.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** Where catalog files stand: a folder on disk, or the resources of the jar. */
public final class Shelf {
    private static final String RESOURCES = "/catalog/";

    private final Optional<Path> folder;

    private Shelf(Optional<Path> folder) {
        this.folder = folder;
    }

    /** A folder; edits in it act at once. */
    public static Shelf of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Fault(Location.of(folder.toString()), "there is no such catalog folder.", "the path is a slip.");
        }
        return new Shelf(Optional.of(folder));
    }

    /** The catalog packaged with the product. */
    public static Shelf packaged() {
        return new Shelf(Optional.empty());
    }

    /** Text of a file, empty if there is none. */
    Optional<String> text(String file) {
        if (file.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        try {
            if (folder.isPresent()) {
                Path path = folder.get().resolve(file);
                return Files.isRegularFile(path) ? Optional.of(Files.readString(path)) : Optional.empty();
            }
            try (InputStream in = Shelf.class.getResourceAsStream(RESOURCES + file)) {
                return in == null
                        ? Optional.empty()
                        : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (CharacterCodingException e) {
            throw new Fault(Location.of(shown(file)), "is not UTF-8 text.", "it is a binary file.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** YAML files of a folder by name; resources can't be listed, so there the index tells. */
    List<String> files(String kindFolder) {
        if (folder.isEmpty()) {
            return List.of();
        }
        Path path = folder.get().resolve(kindFolder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(path)) {
            return paths.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .map(name -> kindFolder + "/" + name)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Name of a file for messages. */
    String shown(String file) {
        return folder.isPresent() ? folder.get().resolve(file).toString() : "catalog/" + file;
    }
}
