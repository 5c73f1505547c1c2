package org.chokepoint.machine;

import java.util.OptionalDouble;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.units.Dimension;

/**
 * A memory package or stack as it is traded by itself.
 *
 * @param id catalog id
 * @param name full name
 * @param bytesPerSecond bandwidth of a package or stack
 * @param squareMeters area of the package or stack
 */
public record MemoryStack(
        String id,
        String name,

        @Field(key = "bandwidth", unit = Dimension.BYTE_RATE)
        double bytesPerSecond,

        @Field(key = "area", unit = Dimension.AREA) OptionalDouble squareMeters) {

    /** Catalog kind. */
    public static final Kind<MemoryStack> KIND = new Kind<>("memory", "memories", MemoryStack.class);
}
