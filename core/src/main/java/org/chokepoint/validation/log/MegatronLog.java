package org.chokepoint.validation.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chokepoint.evidence.Location;

/**
 * A log of Megatron-LM, or of a program grown from it.
 *
 * @param file name for messages
 * @param iterations in order of the log, at least one
 * @param arguments the program's own arguments, by name with underscores; empty where the log does not print them
 * @param worldSize processes, if the log says so
 * @param memory the fullest rank that the log shows
 */
public record MegatronLog(
        String file,
        List<Iteration> iterations,
        Map<String, Stated> arguments,
        Optional<Stated> worldSize,
        Memory memory) {
    public MegatronLog {
        iterations = List.copyOf(iterations);
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /**
     * A value as the log prints it.
     *
     * @param value its text
     * @param at where it stands
     */
    public record Stated(String value, Location at) {
        /** The value as a whole number, if it is one. */
        public OptionalInt whole() {
            return value.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
        }
    }

    /**
     * Memory of the fullest rank that the log shows, in bytes.
     *
     * @param allocated peak of tensors
     * @param reserved peak of what the allocator holds
     * @param ranks lines of different ranks
     */
    public record Memory(OptionalDouble allocated, OptionalDouble reserved, int ranks) {}

    /**
     * Reads a log.
     *
     * @param file name for messages
     * @throws org.chokepoint.evidence.Fault if there is no iteration in it, or one whose time can't be read
     */
    public static MegatronLog read(String file, String text) {
        return new LogReader(file).read(text);
    }
}
