package org.chokepoint.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** Text of files that a user names. */
final class UserFile {
    private UserFile() {}

    /**
     * The text of a file.
     *
     * @param option what it was named by
     * @throws Fault if it can't be read, or is not UTF-8
     */
    static String text(String path, String option) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(path, option)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Fault(Location.of(path), "is not UTF-8 text.", "it is a binary file.");
        }
    }

    /**
     * The text of a log, in which letters that are no UTF-8 do no harm.
     *
     * @param option what it was named by
     * @throws Fault if it can't be read
     */
    static String log(String path, String option) {
        return new String(bytes(path, option), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String path, String option) {
        try {
            Path file = Path.of(path);
            if (Files.isDirectory(file)) {
                throw new Fault(Location.of(path), "is a folder, and a file is expected.", "name a file in it.");
            }
            if (!Files.exists(file)) {
                throw new Fault(Location.of(path), "there is no such file.", "the path is a slip.");
            }
            return Files.readAllBytes(file);
        } catch (InvalidPathException e) {
            throw new Fault(Location.of(option), "'" + path + "' is no path.", "a letter in it is a slip.");
        } catch (IOException e) {
            throw new Fault(Location.of(path), "can't be read.", "it is closed to you.");
        }
    }
}
