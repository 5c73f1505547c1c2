package org.chokepoint.validation.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chokepoint.evidence.Location;

/**
 * What a log says of an iteration, or of the iterations since it last said something.
 *
 * @param number of the iteration
 * @param seconds wall time of one
 * @param globalBatch sequences, if the log says so
 * @param teraflops model operations of a chip in 10¹² a second by the program's own count, if the log says so
 * @param skipped iterations in which the optimizer was skipped
 * @param timers what timers showed, by name
 * @param at where the line stands
 */
public record Iteration(
        int number,
        double seconds,
        OptionalInt globalBatch,
        OptionalDouble teraflops,
        int skipped,
        Map<String, Timer> timers,
        Location at) {
    public Iteration {
        timers = Collections.unmodifiableMap(new LinkedHashMap<>(timers));
    }
}
