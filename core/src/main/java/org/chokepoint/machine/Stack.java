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
 * @param addsGradients whether gradients of micro-batches are added up by kernels of their own, and not by the products
 * @param graphsEndAtExperts whether graphs of kernels leave routed experts, whose shapes depend on the tokens, to the host
 * @param issuesEachExpert whether the host issues a grouped product expert by expert
 * @param defaults fields of a layout where a measurement leaves them out
 * @param hostSeconds time for which the host is busy for an operator of the model, which frameworks run as one to three
 *     kernels, where no graphs are used
 * @param elementwise traffic of memory-bound operators over the minimum that fused kernels need
 * @param casts traffic of casts, transposes and block scales over that of kernels of their own; less where other kernels do
 *     them on the way
 * @param reservedFactor memory that the allocator reserves over what is allocated
 * @param contextBytes memory of the driver, libraries and communicators on a chip
 */
public record Stack(
        String id,
        String name,
        @Field(sourced = false) List<String> frameworks,
        @Field(otherwise = "", sourced = false) String since,
        @Field(otherwise = "true", sourced = false) boolean accumulates,
        @Field(otherwise = "false", sourced = false) boolean addsGradients,
        @Field(otherwise = "false", sourced = false) boolean graphsEndAtExperts,
        @Field(otherwise = "false", sourced = false) boolean issuesEachExpert,
        @Field(sourced = false) Map<String, Tree> defaults,

        @Field(help = "time for which the host is busy for an operator", sourced = false)
        Constant hostSeconds,

        @Field(help = "traffic of memory-bound operators over the least", sourced = false)
        Constant elementwise,

        @Field(help = "traffic of casts and block scales over kernels of their own", sourced = false)
        Constant casts,

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

    /** Kernels by themselves: no host to wait for, and the least traffic. */
    public static Stack ofKernels() {
        Constant least = new Constant(1, 1, 1, Constant.Tier.PHYSICS, "traffic as measured");
        return ofKernels(least, least);
    }

    /** Kernels by themselves whose traffic is known. */
    public static Stack ofKernels(Constant elementwise, Constant casts) {
        Constant none = new Constant(0, 0, 0, Constant.Tier.PHYSICS, "nothing is issued");
        return new Stack(
                "kernels",
                "kernels by themselves",
                List.of(),
                "",
                true,
                false,
                false,
                false,
                Collections.emptyMap(),
                none,
                elementwise,
                casts,
                1,
                0);
    }

    /** Every constant by its key. */
    public Map<String, Constant> constants() {
        return Constants.of(this);
    }

    /** The same stack with one constant at another value. */
    public Stack with(String key, double value) {
        return Constants.with(this, key, value);
    }

    /** The same stack with its host's time for an operator at a multiple. */
    Stack withHost(double factor) {
        return with("host_seconds", hostSeconds.value() * factor);
    }
}
