package org.chokepoint.serving;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Block;
import org.chokepoint.model.Network;

/**
 * A model on a chip under an engine: what all layouts of a search share. Times and memory of an instance are kept, since many
 * deployments have the same one.
 */
public final class ServedModel {
    /** Tokens of a block of a paged cache, as vLLM and SGLang have them or more. */
    private static final int BLOCK_TOKENS = 16;

    private final Network network;
    private final Machine machine;
    private final Engine engine;
    private final Map<Block, Integer> kinds;
    private final Map<Instance, Known> known = new LinkedHashMap<>();

    private record Known(PassTime pass, CacheMemory memory) {}

    /**
     * A model to serve.
     *
     * @param network architecture
     * @param machine chip, cluster and constants
     * @param engine software
     */
    public ServedModel(Network network, Machine machine, Engine engine) {
        this.network = network;
        this.machine = machine;
        this.engine = engine;
        this.kinds = network.kinds();
    }

    /** Architecture. */
    public Network network() {
        return network;
    }

    /** Chip, cluster and constants. */
    public Machine machine() {
        return machine;
    }

    /** Software. */
    public Engine engine() {
        return engine;
    }

    private synchronized Known known(Instance instance) {
        return known.computeIfAbsent(
                instance,
                each -> new Known(
                        new PassTime(network, machine, engine, each, kinds),
                        CacheMemory.of(network, machine.chip(), engine, each, engine.chunkTokens(), kinds)));
    }

    /** Times of an instance. */
    public PassTime pass(Instance instance) {
        return known(instance).pass();
    }

    /** Memory of a chip of an instance. */
    public CacheMemory memory(Instance instance) {
        return known(instance).memory();
    }

    /** Sequences of a group of ranks that fit, each as long as it is on average while it answers. */
    public int room(Instance instance, Load load) {
        return Math.min(engine.sequences(), memory(instance).sequences(network, instance, load.meanCached()));
    }

    /** Instances as a simulation of requests knows them. */
    public Service service(Deployment deployment, Load load) {
        Pool generating = pool(deployment.instance(), deployment.instances(), 1, load);
        if (deployment.prefill().isEmpty()) {
            return new Service.Aggregated(generating);
        }
        Instance reading = deployment.prefill().get();
        double seconds = transferSeconds(reading, load);
        return new Service.Disaggregated(
                pool(reading, deployment.prefills(), reading.pipelineParallel(), load),
                new CacheTransfer(0, seconds / load.inputTokens()),
                generating);
    }

    /** @param apart parts of an instance that work by themselves: prompts follow each other through the stages of one that only reads */
    private Pool pool(Instance instance, int instances, int apart, Load load) {
        int groups = instance.parts() / apart;
        double tokens = load.inputTokens() + load.outputTokens();
        double bytes = CacheMemory.cacheBytes(network, instance, tokens) / tokens;
        double held = Math.max(0, memory(instance).cacheBytes()) / bytes * groups;
        int blocks = (int) Math.max(1, Math.min(Integer.MAX_VALUE, held / BLOCK_TOKENS));
        int sequences = engine.sequences() * groups;
        int budget = engine.chunkTokens() * instance.dataParallel();
        int most =
                Math.max(1, Math.min(sequences, budget / instance.speculation().queries()));
        Scheduler scheduler = new Scheduler(
                engine.mixed() ? Batching.CHUNKED : Batching.PROMPTS_FIRST,
                most,
                budget,
                blocks,
                BLOCK_TOKENS,
                load.prefixHit(),
                instance.speculation());
        return new Pool(time(instance, load), scheduler, instances * apart, Dispatch.ROUND_ROBIN);
    }

    /** A prompt is one group's, and the others, with which that shares experts, wait for it. */
    private IterationTime time(Instance instance, Load load) {
        PassTime pass = pass(instance);
        int groups = instance.dataParallel();
        if (groups == 1) {
            return pass;
        }
        return (decodes, cached, promptTokens, promptPairs) -> {
            double busiest = Math.max((double) promptTokens / groups, Math.min(promptTokens, load.computed()));
            int spread = (int) Math.round(busiest * groups);
            double pairs = promptTokens == 0 ? 0 : promptPairs / promptTokens * spread;
            return pass.seconds(decodes, cached, spread, pairs);
        };
    }

    /** An instance under a load. */
    public SteadyState steady(Instance instance, Load load) {
        return new SteadyState(pass(instance), engine, instance, load, room(instance, load));
    }

    /** Instances that read prompts for others that generate. */
    public Disaggregated apart(Deployment deployment, Load load) {
        return new Disaggregated(this, deployment, load);
    }

    /** Kinds of iteration of a deployment while so many sequences generate, and what their time is spent on. */
    public List<IterationShare> iterations(Deployment deployment, Load load, double decoding) {
        return deployment.prefill().isPresent()
                ? apart(deployment, load).iterations(decoding)
                : steady(deployment.instance(), load).iterations(decoding / deployment.instances());
    }

    /** A deployment while so many sequences generate on all its instances. */
    public Operation operation(Deployment deployment, Load load, double decoding) {
        int instances = deployment.instances();
        return deployment.prefill().isPresent()
                ? apart(deployment, load).generating(decoding)
                : steady(deployment.instance(), load)
                        .generating(decoding / instances)
                        .times(instances);
    }

    /** Seconds in which the cache of a prompt goes from one instance to another, over the network of its chips. */
    double transferSeconds(Instance from, Load load) {
        double bytes = CacheMemory.cacheBytes(network, from, load.inputTokens())
                * (from.accelerators() / (double) from.dataParallel());
        return bytes / (from.tensorParallel() * machine.cluster().scaleOutBytesPerSecond());
    }
}
