package org.chokepoint.validation;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Stack;

/**
 * How many numbers of the models were chosen by looking at measurements, by layer. A value that several chip families or
 * stacks share counts once.
 *
 * @param l1 kernels and power of chip families
 * @param l2 fabrics
 * @param l3 stacks
 */
public record FittedParameters(int l1, int l2, int l3) {
    /** A constant at its place: equal where several families have the same value for the same reason. */
    private record Shared(String path, double value, String why) {
        Shared(String path, Constant constant) {
            this(path, constant.value(), constant.why());
        }
    }

    /** Those of a catalog. */
    public static FittedParameters of(Catalog catalog) {
        Set<Shared> kernels = new LinkedHashSet<>();
        Set<Shared> fabrics = new LinkedHashSet<>();
        for (Entry<Calibration> entry : catalog.all(Calibration.KIND)) {
            for (Map.Entry<String, Constant> each : entry.value().constants().entrySet()) {
                if (each.getValue().chosenByMeasurement()) {
                    boolean fabric = each.getKey().startsWith("fabric.");
                    (fabric ? fabrics : kernels).add(new Shared(each.getKey(), each.getValue()));
                }
            }
        }
        Set<Shared> stacks = new LinkedHashSet<>();
        for (Entry<Stack> entry : catalog.all(Stack.KIND)) {
            for (Map.Entry<String, Constant> each : entry.value().constants().entrySet()) {
                if (each.getValue().chosenByMeasurement()) {
                    stacks.add(new Shared(each.getKey(), each.getValue()));
                }
            }
        }
        return new FittedParameters(kernels.size(), fabrics.size(), stacks.size());
    }

    /** All of them. */
    public int all() {
        return l1 + l2 + l3;
    }
}
