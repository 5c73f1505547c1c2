package org.chokepoint.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.evidence.Evidence;

/**
 * What serving gives: the JSON contract of {@code serve}, version {@value #VERSION}.
 *
 * @param version version of this contract
 * @param headline the answer in sentences
 * @param work what is served
 * @param machine what it is served on
 * @param best the deployment with most output for all chips that keeps the level of service
 * @param band 80 % bands of its figures
 * @param cost dollars
 * @param memory of its fullest chip
 * @param iterations where its time goes
 * @param others the next deployments, each at its best batch, best first
 * @param front none of these is beaten both in output of a chip and in speed for a user, whatever the level of service
 * @param space what became of the layouts that were looked at
 * @param simulated what became of requests that were sent one by one; absent where none were
 * @param evidence what the answer rests on
 */
public record ServeAnswer(
        @Meaning("version of this contract") int version,
        Headline headline,
        Work work,
        On machine,
        Row best,
        Bands band,
        Cost cost,
        Memory memory,
        List<Spent> iterations,
        List<Row> others,
        List<Row> front,
        Space space,
        Optional<Simulated> simulated,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /** What is served. */
    public record Work(
            @Meaning("catalog id of the model") String model,
            @Meaning("format of its weights") String weights,
            @Meaning("format of keys and values") String cache,
            @Meaning("tokens of a prompt") double inputTokens,
            @Meaning("tokens of an answer") double outputTokens,
            @Meaning("cached part of prompts") double prefixHitShare,

            @Meaning("tokens of an iteration, drafts with them")
            double tokensPerIteration,

            @Meaning("longest time to first token that is promised; not a number: any")
            double ttftLimitSeconds,

            @Meaning("longest time per output token that is promised; not a number: any")
            double tpotLimitSeconds) {}

    /** What it is served on. */
    public record On(
            @Meaning("catalog id of the chip") String accelerator,
            @Meaning("chips") int accelerators,
            @Meaning("catalog id of the cluster") String cluster,
            @Meaning("catalog id of the engine") String engine,
            @Meaning("chips of a node") int acceleratorsPerNode) {}

    /** Equal instances. */
    public record Instances(
            @Meaning("how many") int instances,
            @Meaning("ranks that split heads") int tensorParallel,

            @Meaning("groups of ranks with sequences of their own")
            int dataParallel,

            @Meaning("stages") int pipelineParallel,
            @Meaning("ranks that split experts") int expertParallel,
            @Meaning("chips of all of them") int accelerators) {}

    /**
     * A deployment at work.
     *
     * @param generate instances that generate, or do everything
     * @param prefill instances that only read prompts, where these are apart
     */
    public record Row(
            Instances generate,
            Optional<Instances> prefill,
            @Meaning("chips that stand idle") int idle,
            @Meaning("requests at once") double concurrency,
            @Meaning("sequences that generate at once") double decoding,

            @Meaning("time to first token: from a request's arrival to its first token, in seconds")
            double ttftSeconds,

            @Meaning("time per output token behind the first, on average over a request, in seconds")
            double tpotSeconds,

            @Meaning("requests answered in a second") double requestsPerSecond,
            @Meaning("output tokens a second") double outputTokensPerSecond,

            @Meaning("output tokens a second over all chips, idle ones with them")
            double outputTokensPerSecondPerGpu,

            @Meaning("output tokens a second that a user sees: 1/TPOT")
            double outputTokensPerSecondPerUser) {}

    /** Bands that hold 80 % of cases. */
    public record Bands(
            @Meaning("lower end of output tokens a second of a chip")
            double outputTokensPerSecondPerGpuLow,

            @Meaning("upper end of output tokens a second of a chip")
            double outputTokensPerSecondPerGpuHigh,

            @Meaning("lower end of the time per output token")
            double tpotSecondsLow,

            @Meaning("upper end of the time per output token")
            double tpotSecondsHigh,

            @Meaning("lower end of the time to first token") double ttftSecondsLow,

            @Meaning("upper end of the time to first token") double ttftSecondsHigh,

            @Meaning("what the bands rest on") String restsOn) {}

    /** Dollars; not numbers where no rent is known. */
    public record Cost(
            @Meaning("rent of a chip-hour, in dollars") double usdPerGpuHour,

            @Meaning("rent of all chips over output tokens, in dollars a million: prompts are paid by answers")
            double usdPerMillionOutputTokens,

            @Meaning("rent of all chips over tokens of prompts and answers alike, in dollars a million")
            double usdPerMillionTokens) {}

    /** Memory of the fullest chip of an instance that generates. */
    public record Memory(
            @Meaning("weights, in bytes") double weightBytes,

            @Meaning("what the largest iteration holds, in bytes")
            double activationBytes,

            @Meaning("driver, libraries and graphs, in bytes")
            double contextBytes,

            @Meaning("room for caches, in bytes") double cacheBytes,

            @Meaning("cache of a sequence on a chip, on average while it answers, in bytes")
            double sequenceBytes,

            @Meaning("sequences that all instances generate at once at most")
            double sequences,

            @Meaning("what the engine may fill, in bytes") double limitBytes,
            @Meaning("memory of the chip, in bytes") double capacityBytes) {}

    /**
     * A kind of iteration.
     *
     * @param spent its seconds by what they are spent on
     */
    public record Spent(
            @Meaning("what it carries") String iteration,

            @Meaning("sequences of a group of ranks that generate in it")
            int decodes,

            @Meaning("tokens of prompts of a group of ranks in it")
            int promptTokens,

            @Meaning("how long it takes, in seconds") double seconds,

            @Meaning("how often it comes while a sequence answers")
            double times,

            Map<String, Double> spent) {}

    /** What became of the layouts of the space. */
    public record Space(
            @Meaning("deployments, each at several batches") int deployments,

            @Meaning("points that were computed: a deployment at a batch")
            int points,

            @Meaning("deployments that keep the level of service at some batch")
            int keeping,

            @Meaning("layouts that can't be run, by reason") Map<String, Integer> ruledOut) {}

    /** How a time lies over requests. */
    public record Percentiles(
            @Meaning("mean, in seconds") double meanSeconds,
            @Meaning("median, in seconds") double p50Seconds,
            @Meaning("95th percentile, in seconds") double p95Seconds,
            @Meaning("99th percentile, in seconds") double p99Seconds) {}

    /**
     * Requests that were sent to the best deployment one by one.
     *
     * @param ttft time to first token
     * @param tpot time per output token behind the first, a mean for each request
     * @param endToEnd from arrival to last token
     * @param queue from arrival to the first iteration that works on it
     */
    public record Simulated(
            @Meaning("what was sent") String requests,

            @Meaning("seed of the random numbers; 0 where none are drawn")
            int seed,

            @Meaning("requests that count, filling up and running dry left out")
            int counted,

            @Meaning("rate at which they come; not a number where all come at once")
            double offeredPerSecond,

            @Meaning("highest rate that is kept up with") double highestPerSecond,
            Percentiles ttft,
            Percentiles tpot,
            Percentiles endToEnd,
            Percentiles queue,
            @Meaning("requests answered in a second") double requestsPerSecond,

            @Meaning("output tokens a second over all chips")
            double outputTokensPerSecondPerGpu,

            @Meaning("goodput: requests a second that keep both limits")
            double goodPerSecond,

            @Meaning("requests that keep both limits") double goodShare,
            @Meaning("requests at once, on average") double concurrency,

            @Meaning("time in which an instance iterates; of the busier stage")
            double busyShare,

            @Meaning("most of a cache in use at once") double cachePeakShare,

            @Meaning("sequences that lost their cache since it was full")
            long preemptions,

            @Meaning("longest time between two tokens of a sequence, in seconds")
            double longestGapSeconds) {}
}
