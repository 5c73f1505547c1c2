package org.chokepoint.routing;

import java.util.List;
import org.chokepoint.Checkout;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Constant;

/** Layers of tests under the constants of the catalog. */
final class Layers {
    static final RouterConstants CONSTANTS = Checkout.catalog()
            .find(RouterConstants.KIND, RouterConstants.DEFAULT, Location.of("test"))
            .value();

    /** The layer of Wang et al. 2024, table 5: 6 of 64 experts. */
    static final Routing SMALL = routing(64, 6, 8, 8, RouterAlgorithm.NONE);

    /** The layer of DeepSeek-V3: 8 of 256 experts on 64 ranks of 8 nodes. */
    static final Routing LARGE = routing(256, 8, 64, 8, RouterAlgorithm.NONE);

    private Layers() {}

    static Routing routing(int experts, int topK, int ranks, int perDomain, RouterAlgorithm algorithm) {
        return new Routing(new ExpertPlacement(experts, ranks, perDomain), topK, 0, algorithm, Gate.SIGMOID, 64, 0);
    }

    static Routing with(Routing layer, RouterAlgorithm algorithm) {
        return new Routing(
                layer.placement(), layer.topK(), layer.nodeLimit(), algorithm, layer.gate(), layer.sequences(), 0);
    }

    static Routing with(Routing layer, RouterAlgorithm algorithm, int sequences) {
        return new Routing(layer.placement(), layer.topK(), 0, algorithm, layer.gate(), sequences, 0);
    }

    static ExpertLoad settled(Routing layer, RouterConstants constants) {
        return Simulation.settled(run(layer, constants));
    }

    static ExpertLoad settled(Routing layer, RouterAlgorithm algorithm) {
        return settled(with(layer, algorithm), CONSTANTS);
    }

    static List<ExpertLoad> run(Routing layer, RouterConstants constants) {
        return Simulation.run(layer, constants, Simulation.STEPS, Simulation.SEED);
    }

    private static Constant at(double value) {
        return new Constant(value, value, value, Constant.Tier.ASSUMPTION, "of a test");
    }

    /** The constants with another coefficient of losses, speed of biases, and time of drift. */
    static RouterConstants constants(double coefficient, double speed, double drift) {
        RouterConstants c = CONSTANTS;
        return new RouterConstants(
                c.id(),
                c.name(),
                at(speed),
                at(coefficient),
                c.lossStiffness(),
                c.nodeLimit(),
                c.logitBelow(),
                c.popularitySpread(),
                c.topicSpread(),
                c.tokenSpread(),
                at(drift));
    }
}
