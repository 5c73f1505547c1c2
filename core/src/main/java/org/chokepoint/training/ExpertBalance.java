package org.chokepoint.training;

import java.util.Optional;
import org.chokepoint.machine.Group;
import org.chokepoint.model.Block;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Network;
import org.chokepoint.routing.ExpertLoad;
import org.chokepoint.routing.ExpertLoads;
import org.chokepoint.routing.ExpertPlacement;
import org.chokepoint.routing.Gate;
import org.chokepoint.routing.Routing;

/**
 * How evenly tokens reach expert-parallel ranks: as assumed, or as the router that a strategy names leaves them.
 *
 * @param assumed busiest expert-parallel rank over the mean, for strategies that name neither a load nor a router
 * @param routed loads of routers; present where strategies may name one
 */
public record ExpertBalance(double assumed, Optional<ExpertLoads> routed) {
    /** For strategies that name no router. */
    public static ExpertBalance assumed(double load) {
        return new ExpertBalance(load, Optional.empty());
    }

    /** Loads as the strategy's router leaves them; empty if it names none, or the network has no experts. */
    Optional<ExpertLoad> load(Network network, Strategy s, Group ranks) {
        return s.router()
                .flatMap(algorithm -> experts(network).map(moe -> {
                    int group = s.expertParallel() * s.expertTensorParallel();
                    int sequences = s.microBatch() * group / (s.tensorParallel() * s.contextParallel());
                    return routed.orElseThrow(() -> new IllegalStateException("a router needs its constants"))
                            .of(new Routing(
                                    new ExpertPlacement(moe.experts(), ranks.size(), ranks.perDomain()),
                                    moe.topK(),
                                    moe.nodeLimit(),
                                    algorithm,
                                    Gate.SIGMOID,
                                    Math.max(1, sequences),
                                    s.capacityFactor()));
                }));
    }

    /** Experts of the first layer that has some: models have the same in all. */
    private static Optional<MixtureOfExperts> experts(Network network) {
        return network.blocks().stream()
                .map(Block::feedForward)
                .filter(MixtureOfExperts.class::isInstance)
                .map(MixtureOfExperts.class::cast)
                .findFirst();
    }
}
