package org.chokepoint.validation;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.Network;
import org.chokepoint.model.Storage;

/**
 * A measured figure of a serving run and all that a prediction of it needs, in SI units. What a source leaves unsaid is empty.
 *
 * @param id of the measurement
 * @param source key of where it comes from
 * @param group run that it belongs to: figures of one run share it
 * @param model catalog id
 * @param network its architecture
 * @param accelerator the chip
 * @param engine software that served
 * @param date day of the run or its publication; a month without a day stands as its first
 * @param accelerators chips in all
 * @param phase what the chips do
 * @param pool instances that generate, or do everything; those that read prompts where only these are measured
 * @param prefill instances that read prompts, where a deployment keeps them apart
 * @param formats of weights and cache
 * @param lengths of requests
 * @param load requests at a time
 * @param drafts speculative decoding
 * @param stepPromptTokens prompts' tokens that each GPU reads in an iteration
 * @param twoBatchOverlap whether a batch is halved so that one half computes while the other communicates
 * @param balancedExperts whether all experts got the same number of tokens by force
 * @param splitOpen whether it is left open how ranks split attention and experts: by heads and width, or by sequences and experts
 * @param metric what was measured
 * @param value seconds or tokens per second
 */
public record ServedRow(
        String id,
        String source,
        String group,
        String model,
        Network network,
        Accelerator accelerator,
        Engine engine,
        LocalDate date,
        int accelerators,
        Phase phase,
        Pool pool,
        Optional<Pool> prefill,
        Formats formats,
        Lengths lengths,
        Load load,
        Drafts drafts,
        OptionalInt stepPromptTokens,
        Optional<Boolean> twoBatchOverlap,
        boolean balancedExperts,
        boolean splitOpen,
        ServedMetric metric,
        double value) {

    /** What the chips of a row do. */
    public enum Phase {
        /** They read prompts. */
        PREFILL,
        /** They generate; prompts come read. */
        DECODE,
        /** Both, on the same chips or apart. */
        MIXED
    }

    /**
     * Software that served.
     *
     * @param name in lower case, e.g. {@code vllm}
     * @param release as written; empty if unsaid
     */
    public record Engine(String name, String release) {}

    /**
     * Equal instances, each of tensor × data × pipeline GPUs. Experts are split over the GPUs of a pipeline stage: {@code expert}
     * groups hold different experts, and the tensor × data / expert GPUs of a group each a slice of them.
     *
     * @param count instances
     * @param tensor ranks that share heads and the widths of layers
     * @param data ranks that each keep requests of their own, for attention
     * @param expert groups that hold different experts
     * @param pipeline stages
     */
    public record Pool(int count, int tensor, int data, int expert, int pipeline) {
        /** GPUs of one instance. */
        public int instance() {
            return tensor * data * pipeline;
        }

        /** GPUs in all. */
        public int gpus() {
            return count * instance();
        }
    }

    /**
     * Number formats. Where a row names none of weights, they are as the model is published.
     *
     * @param weights of the products that a checkpoint keeps narrow
     * @param cache keys and values
     */
    public record Formats(Storage weights, Optional<Storage> cache) {}

    /**
     * Lengths of requests: uniform between shares of the nominal ones.
     *
     * @param input nominal tokens of a prompt; of the cache where only generation is measured and no output is named
     * @param output nominal generated tokens
     * @param least shortest over nominal
     * @param most longest over nominal
     */
    public record Lengths(OptionalDouble input, OptionalDouble output, double least, double most) {
        /** Mean tokens of a prompt. */
        public OptionalDouble meanInput() {
            return mean(input);
        }

        /** Mean generated tokens. */
        public OptionalDouble meanOutput() {
            return mean(output);
        }

        private OptionalDouble mean(OptionalDouble nominal) {
            return nominal.isPresent()
                    ? OptionalDouble.of(nominal.getAsDouble() * (least + most) / 2)
                    : OptionalDouble.empty();
        }
    }

    /** How requests come. */
    public enum Client {
        /** As many at a time, a new one for each that ends. */
        CLOSED_LOOP,
        /** So many at once, and none after. */
        BATCH,
        /** More than fit wait from the beginning, so that as many run as the engine takes. */
        QUEUE,
        /** One by one. */
        SINGLE
    }

    /**
     * Requests at a time.
     *
     * @param client how they come
     * @param concurrency requests at a time over the whole deployment; empty for a queue, and where prompts alone are measured
     * @param requests of the whole run
     */
    public record Load(Client client, OptionalInt concurrency, OptionalInt requests) {}

    /**
     * Speculative decoding: drafts beside the next token, all checked in one iteration.
     *
     * @param count drafts of an iteration; 0 without
     * @param acceptedLength mean tokens that an iteration yields for a request, the one that is no draft included
     */
    public record Drafts(int count, OptionalDouble acceptedLength) {}
}
