package org.chokepoint.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** Brings a text to a file or to standard output. A file appears whole or not at all. */
final class Delivery {
    private Delivery() {}

    static void deliver(String text, Optional<Path> file, Screen screen) {
        if (file.isEmpty()) {
            screen.out().print(text);
            return;
        }
        Path target = target(file.get());
        Path folder = target.toAbsolutePath().getParent();
        Path draft = folder.resolve(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(draft, text);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(draft);
            throw fault(
                    file.get(),
                    "could not be written (" + e.getClass().getSimpleName() + ").",
                    "the disk is full or the folder is read-only.");
        }
    }

    /** The file that is to be replaced: where a link leads, and never a folder or device. */
    private static Path target(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw fault(
                    file,
                    "can't be written, since its folder does not exist.",
                    "make it first: mkdir -p '" + folder + "'.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw fault(file, "is not a file that can be replaced.", "leave -o out and redirect: > " + file + ".");
        }
        try {
            return Files.exists(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            throw fault(file, "could not be opened.", "its folder is closed to you.");
        }
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            draft.toFile().deleteOnExit();
        }
    }

    private static Fault fault(Path file, String what, String maybe) {
        return new Fault(Location.of("-o"), file + " " + what, maybe);
    }
}
