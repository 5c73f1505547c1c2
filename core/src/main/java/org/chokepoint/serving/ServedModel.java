package org.chokepoint.serving;

import java.util.List;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Network;

/**
 * A model on a chip under an engine: what all layouts of a search share.
 *
 * @param network architecture
 * @param machine chip, cluster and constants
 * @param engine software
 */
public record ServedModel(Network network, Machine machine, Engine engine) {
    /** Times of an instance. */
    public PassTime pass(Instance instance) {
        return new PassTime(network, machine, engine, instance);
    }

    /** Memory of a chip of an instance. */
    public CacheMemory memory(Instance instance, Load load) {
        int tokens = engine.chunkTokens() == 0 ? (int) Math.ceil(load.computed()) : engine.chunkTokens();
        return CacheMemory.of(network, machine.chip(), engine, instance, tokens);
    }

    /** Sequences of a group of ranks that fit at the end of their answers. */
    public int room(Instance instance, Load load) {
        return memory(instance, load).sequences(network, instance, load.inputTokens() + load.outputTokens());
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
