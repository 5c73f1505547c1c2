package org.chokepoint.serving;

import java.util.List;
import java.util.Map;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Constants;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.Storage;
import org.chokepoint.units.Dimension;

/**
 * A serving engine of a generation, as far as it costs time or memory.
 *
 * @param id catalog id
 * @param name engine and release
 * @param words names by which measurements and users call it
 * @param since first release that it stands for; empty: all
 * @param released month in which that came out, for measurements that tell a date and no release
 * @param iterationSeconds time of the host in each iteration that the chips wait for: scheduling, inputs, sampled tokens
 * @param kernels kernels that are launched for each one of the model
 * @param elementwise traffic of memory-bound operators over the least
 * @param casts traffic of casts and block scales over kernels of their own
 * @param launchSeconds time for which the host is busy for an operator of the model where no graph is replayed, as in iterations with prompts
 * @param requestSeconds time of a request outside iterations, before its first token
 * @param cache format of keys and values unless the user says
 * @param graphs whether iterations without prompts replay graphs of kernels
 * @param mixed whether prompts share iterations with sequences that generate; these wait otherwise
 * @param chunkTokens tokens of an iteration up to which prompts are taken in
 * @param sequences most that generate at once on a group of ranks
 * @param memoryShare part of a chip's memory that it may fill
 * @param contextBytes memory of the driver, libraries and graphs on a chip, within that part
 */
public record Engine(
        String id,
        String name,
        @Field(sourced = false) List<String> words,
        @Field(otherwise = "", sourced = false) String since,
        @Field(otherwise = "", sourced = false) String released,
        @Field(sourced = false) Constant iterationSeconds,
        @Field(sourced = false) Constant kernels,
        @Field(sourced = false) Constant elementwise,
        @Field(sourced = false) Constant casts,
        @Field(sourced = false) Constant launchSeconds,
        @Field(sourced = false) Constant requestSeconds,
        Storage cache,
        @Field(otherwise = "true") boolean graphs,
        @Field(otherwise = "true") boolean mixed,
        int chunkTokens,
        int sequences,
        double memoryShare,

        @Field(key = "context_memory", unit = Dimension.BYTES)
        double contextBytes) {

    public Engine {
        words = List.copyOf(words);
        if (!(memoryShare > 0 && memoryShare <= 1) || chunkTokens < 1 || sequences < 1) {
            throw new IllegalArgumentException(
                    "an engine has a memory_share of at most 1, chunk_tokens and sequences from 1.");
        }
    }

    /** Id of the engine that is not known. */
    public static final String GENERIC = "generic";

    /** Catalog kind. */
    public static final Kind<Engine> KIND = new Kind<>("engine", "engines", Engine.class);

    /** Every constant by its key. */
    public Map<String, Constant> constants() {
        return Constants.of(this);
    }

    /** The same engine with one constant at another value. */
    public Engine with(String key, double value) {
        return Constants.with(this, key, value);
    }

    /** Its kernels as {@link org.chokepoint.machine.KernelTime} knows them. */
    Stack stack() {
        return Stack.ofKernels(elementwise, casts);
    }
}
