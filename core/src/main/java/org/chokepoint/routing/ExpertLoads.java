package org.chokepoint.routing;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settled loads by layer, each simulated once. */
public final class ExpertLoads {
    private final RouterConstants constants;
    private final Map<Routing, ExpertLoad> known = new LinkedHashMap<>();

    public ExpertLoads(RouterConstants constants) {
        this.constants = constants;
    }

    /** Loads of a layer, after {@link Simulation#STEPS} steps with {@link Simulation#SEED}. */
    public synchronized ExpertLoad of(Routing routing) {
        ExpertLoad load = known.get(routing);
        if (load == null) {
            load = Simulation.settled(Simulation.run(routing, constants, Simulation.STEPS, Simulation.SEED));
            known.put(routing, load);
        }
        return load;
    }
}
