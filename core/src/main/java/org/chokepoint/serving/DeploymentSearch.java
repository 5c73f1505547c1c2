package org.chokepoint.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Deployments of a model on a number of chips at given lengths of prompts and answers: every layout at every operating batch, set against a
 * level of service by {@link FoundDeployments}. Instances that do everything come as often as the chips hold them; where prompts are read apart, every number of
 * instances for them that leaves room for one that generates.
 */
public final class DeploymentSearch {
    /** Batches grow by this factor from point to point. */
    private static final double GROWTH = 1.25;

    /** Layouts of each stage that are tried together where prompts are read apart: the best of each by themselves. */
    private static final int BEST_OF_STAGE = 6;

    private final ServedModel model;
    private final Load load;
    private final int chips;
    private final OptionalDouble concurrency;
    private final Map<String, Integer> ruledOut = new LinkedHashMap<>();
    private final List<ServingPoint> points = new ArrayList<>();

    private DeploymentSearch(ServedModel model, Load load, int chips, OptionalDouble concurrency) {
        this.model = model;
        this.load = load;
        this.chips = chips;
        this.concurrency = concurrency;
    }

    /**
     * What is searched.
     *
     * @param formats of the model on the chip
     * @param speculation drafts
     * @param expertLoad rows of the busiest rank of experts over the mean
     * @param overlap whether two halves of a batch take turns
     * @param disaggregated whether prompts may be read apart
     * @param aggregated whether instances may do everything
     * @param tensorParallel ranks that split heads, where that is fixed
     * @param dataParallel groups of ranks with sequences of their own, where that is fixed
     * @param pipelineParallel stages, where that is fixed
     * @param expertParallel ranks that split experts, where that is fixed
     */
    public record Space(
            Formats formats,
            Speculation speculation,
            double expertLoad,
            boolean overlap,
            boolean disaggregated,
            boolean aggregated,
            Optional<Integer> tensorParallel,
            Optional<Integer> dataParallel,
            Optional<Integer> pipelineParallel,
            Optional<Integer> expertParallel) {
        DeploymentSpace.Limits limits() {
            return new DeploymentSpace.Limits(tensorParallel, dataParallel, pipelineParallel, expertParallel);
        }
    }

    /** Searches layouts and batches. */
    public static FoundDeployments of(ServedModel model, Load load, int chips, Space space) {
        return of(model, load, chips, space, OptionalDouble.empty());
    }

    /**
     * Searches layouts.
     *
     * @param concurrency requests at once, all deployments alike; absent: every batch is tried
     */
    public static FoundDeployments of(
            ServedModel model, Load load, int chips, Space space, OptionalDouble concurrency) {
        DeploymentSearch search = new DeploymentSearch(model, load, chips, concurrency);
        DeploymentSpace layouts = new DeploymentSpace(model, chips, space.limits());
        List<Instance> instances =
                layouts.instances(space.formats(), space.speculation(), space.expertLoad(), space.overlap());
        search.ruledOut.putAll(layouts.ruledOut());
        List<Instance> fitting = instances.stream().filter(search::fits).toList();
        if (space.aggregated()) {
            fitting.forEach(search::together);
        }
        if (space.disaggregated()) {
            search.apart(fitting, instances);
        }
        return new FoundDeployments(search.points, search.ruledOut);
    }

    /** Whether some layout on so many chips has room for a sequence beside the weights. */
    public static boolean fits(ServedModel model, Load load, int chips, Space space) {
        return new DeploymentSpace(model, chips, space.limits())
                .instances(space.formats(), space.speculation(), space.expertLoad(), space.overlap()).stream()
                        .anyMatch(each -> model.room(each, load) > 0);
    }

    private boolean fits(Instance instance) {
        boolean fits = model.room(instance, load) > 0;
        if (!fits) {
            boolean weights = model.memory(instance).cacheBytes() <= 0;
            ruledOut.merge(
                    weights ? "the weights don't fit" : "not one sequence fits beside the weights", 1, Integer::sum);
        }
        return fits;
    }

    private void together(Instance instance) {
        int instances = chips / instance.accelerators();
        SteadyState steady = model.steady(instance, load);
        Deployment deployment = Deployment.together(instance, instances);
        if (concurrency.isPresent()) {
            add(deployment, steady.at(concurrency.getAsDouble() / instances).times(instances));
            return;
        }
        ServingPoint last = null;
        for (double decoding = 1; ; decoding = Math.max(decoding + 1, Math.floor(decoding * GROWTH))) {
            double most = steady.most();
            double at = Math.min(decoding, most);
            ServingPoint point = add(deployment, steady.generating(at).times(instances));
            if (at >= most || last != null && worse(point, last)) {
                break;
            }
            last = point;
        }
    }

    /** Whether a larger batch brings nothing more: slower for users, and no more in all. */
    private static boolean worse(ServingPoint point, ServingPoint last) {
        return point.outputTokensPerSecond() <= last.outputTokensPerSecond() * 1.001
                && point.operation().tpotSeconds() > last.operation().tpotSeconds();
    }

    private void apart(List<Instance> generating, List<Instance> reading) {
        List<Instance> readers = reading.stream()
                .filter(each -> model.memory(each).cacheBytes()
                        > CacheMemory.cacheBytes(model.network(), each, load.inputTokens()))
                .filter(each -> each.accelerators() < chips)
                .sorted(Comparator.comparingDouble(this::prefillSecondsPerChip))
                .limit(BEST_OF_STAGE)
                .toList();
        List<Instance> writers = generating.stream()
                .filter(each -> each.accelerators() < chips)
                .sorted(Comparator.comparingDouble(this::decodeSecondsPerChip))
                .limit(BEST_OF_STAGE)
                .toList();
        for (Instance reader : readers) {
            for (Instance writer : writers) {
                for (int prefills = 1; prefills * reader.accelerators() + writer.accelerators() <= chips; prefills++) {
                    int instances = (chips - prefills * reader.accelerators()) / writer.accelerators();
                    apart(new Deployment(writer, instances, Optional.of(reader), prefills));
                }
            }
        }
    }

    private double prefillSecondsPerChip(Instance instance) {
        int tokens = (int) Math.max(1, Math.round(load.computed()));
        double seconds = model.pass(instance).seconds(0, 0, tokens, 1, load.inputTokens() - load.computed());
        return seconds * instance.accelerators() / instance.parts();
    }

    /** Chip-seconds of a token at the largest batch. */
    private double decodeSecondsPerChip(Instance instance) {
        int own = Math.max(1, model.room(instance, load));
        return model.pass(instance).seconds(own, load.meanCached(), 0, 0, 0)
                * instance.accelerators()
                / ((double) own * instance.parts());
    }

    private void apart(Deployment deployment) {
        Disaggregated apart = model.apart(deployment, load);
        if (concurrency.isPresent()) {
            add(deployment, apart.with(concurrency.getAsDouble()));
            return;
        }
        double last = 0;
        for (double decoding = deployment.instances();
                ;
                decoding = Math.max(decoding + 1, Math.floor(decoding * GROWTH))) {
            double at = Math.min(decoding, apart.most());
            Operation operation = apart.generating(at);
            add(deployment, operation);
            if (at >= apart.most() || operation.requestsPerSecond() <= last * 1.001) {
                break;
            }
            last = operation.requestsPerSecond();
        }
    }

    private ServingPoint add(Deployment deployment, Operation operation) {
        ServingPoint point =
                new ServingPoint(deployment, operation, operation.requestsPerSecond() * load.outputTokens());
        points.add(point);
        return point;
    }
}
