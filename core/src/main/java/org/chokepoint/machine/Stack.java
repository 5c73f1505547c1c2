package org.chokepoint.machine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.catalog.Tree;
import org.chokepoint.units.Dimension;

/**
 * A training framework of a generation, as far as it costs time or memory.
 *
 * @param id catalog id, {@code framework-generation}
 * @param name framework and release
 * @param frameworks words by which measurements name the framework
 * @param since first generation that it stands for, e.g. 2021-04 or 0.14; empty: all
 * @param accumulates whether a rank's batch is cut into micro-batches of one sequence where a measurement names no micro-batch
 * @param defaults fields of a layout where a measurement leaves them out
 * @param hostSecondsPerOperator time for which the host is busy for an operator of the model, which frameworks run as one to three
 *     kernels, where no graphs are used
 * @param elementwiseFactor traffic of memory-bound operators over the minimum that fused kernels need
 * @param reservedFactor memory that the allocator reserves over what is allocated
 * @param contextBytes memory of the driver, libraries and communicators on a chip
 */
public record Stack(
        String id,
        String name,
        @Field(sourced = false) List<String> frameworks,
        @Field(otherwise = "", sourced = false) String since,
        @Field(otherwise = "true", sourced = false) boolean accumulates,
        @Field(sourced = false) Map<String, Tree> defaults,

        @Field(key = "host_per_operator", unit = Dimension.TIME)
        double hostSecondsPerOperator,

        double elementwiseFactor,
        double reservedFactor,

        @Field(key = "context_memory", unit = Dimension.BYTES)
        double contextBytes) {

    public Stack {
        frameworks = List.copyOf(frameworks);
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    }

    /** Catalog kind. */
    public static final Kind<Stack> KIND = new Kind<>("stack", "stacks", Stack.class);

    /** Id of the stack of software that is not known. */
    public static final String GENERIC = "generic";

    /** The same stack with its host's time for an operator at a multiple. */
    Stack withHost(double factor) {
        return new Stack(
                id,
                name,
                frameworks,
                since,
                accumulates,
                defaults,
                hostSecondsPerOperator * factor,
                elementwiseFactor,
                reservedFactor,
                contextBytes);
    }
}
