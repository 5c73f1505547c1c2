package org.chokepoint.app;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** Brings a text to a file or to standard output. A file appears whole or not at all. */
final class Delivery {
    private Delivery() {}

    /** Writes a text piece by piece. */
    interface Text {
        void writeTo(Writer out) throws IOException;
    }

    static void deliver(String text, Optional<Path> file, Screen screen) {
        if (file.isEmpty()) {
            screen.out().print(text);
        } else {
            deliver(out -> out.write(text), file.get(), "-o");
        }
    }

    /**
     * Writes a file.
     *
     * @param option option that names it
     */
    static void deliver(Text text, Path file, String option) {
        Path target = target(file, option);
        Path folder = target.toAbsolutePath().getParent();
        Path draft = folder.resolve(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (Writer out = Files.newBufferedWriter(draft)) {
                text.writeTo(out);
            }
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(draft);
            throw fault(
                    option,
                    file,
                    "could not be written (" + e.getClass().getSimpleName() + ").",
                    "the disk is full or the folder is read-only.");
        }
    }

    /** The file that is to be replaced: where a link leads, and never a folder or device. */
    private static Path target(Path file, String option) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw fault(
                    option,
                    file,
                    "can't be written, since its folder does not exist.",
                    "make it first: mkdir -p '" + folder + "'.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw fault(
                    option, file, "is not a file that can be replaced.", "leave " + option + " out, or name a file.");
        }
        try {
            return Files.exists(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            throw fault(option, file, "could not be opened.", "its folder is closed to you.");
        }
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            draft.toFile().deleteOnExit();
        }
    }

    private static Fault fault(String option, Path file, String what, String maybe) {
        return new Fault(Location.of(option), file + " " + what, maybe);
    }
}
