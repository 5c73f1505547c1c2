package org.chokepoint.validation;

import java.util.Collections;
import java.util.List;
import org.chokepoint.catalog.Catalog;

/**
 * How many numbers of the models were chosen by looking at measurements, by layer. A value that several chip families or
 * stacks share counts once.
 *
 * @param l1 kernels and power of chip families
 * @param l2 fabrics
 * @param l3 stacks
 */
public record FittedParameters(int l1, int l2, int l3) {
    /** Those of a catalog. */
    public static FittedParameters of(Catalog catalog) {
        List<String> layers = FreeConstants.chosen(catalog).all().stream()
                .map(FreeConstants.Free::layer)
                .toList();
        return new FittedParameters(
                Collections.frequency(layers, "l1"),
                Collections.frequency(layers, "l2"),
                Collections.frequency(layers, "l3"));
    }

    /** All of them. */
    public int all() {
        return l1 + l2 + l3;
    }
}
