package org.chokepoint.machine;

import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.units.Dimension;

/**
 * A training framework of a generation, as far as it costs time or memory.
 *
 * @param id catalog id, {@code framework-generation}
 * @param name framework and release
 * @param hostSecondsPerOperator time for which the host is busy for an operator of the model, which frameworks run as one to three
 *     kernels, where no graphs are used
 * @param elementwiseFactor traffic of memory-bound operators over the minimum that fused kernels need
 * @param reservedFactor memory that the allocator reserves over what is allocated
 * @param contextBytes memory of the driver, libraries and communicators on a chip
 */
public record Stack(
        String id,
        String name,

        @Field(key = "host_per_operator", unit = Dimension.TIME)
        double hostSecondsPerOperator,

        double elementwiseFactor,
        double reservedFactor,

        @Field(key = "context_memory", unit = Dimension.BYTES)
        double contextBytes) {

    /** Catalog kind. */
    public static final Kind<Stack> KIND = new Kind<>("stack", "stacks", Stack.class);

    /** The same stack with its host's time for an operator at a multiple. */
    Stack withHost(double factor) {
        return new Stack(id, name, hostSecondsPerOperator * factor, elementwiseFactor, reservedFactor, contextBytes);
    }
}
