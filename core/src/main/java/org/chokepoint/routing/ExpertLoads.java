package org.chokepoint.routing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settled loads by layer. Where tokens go is simulated once for all numbers of sequences worked on at once. */
public final class ExpertLoads {
    private final RouterConstants constants;
    private final Map<Routing, List<StepPicks>> picks = new LinkedHashMap<>();
    private final Map<Routing, ExpertLoad> loads = new LinkedHashMap<>();

    public ExpertLoads(RouterConstants constants) {
        this.constants = constants;
    }

    /** Loads of a layer, after {@link Simulation#STEPS} steps with {@link Simulation#SEED}. */
    public synchronized ExpertLoad of(Routing routing) {
        ExpertLoad load = loads.get(routing);
        if (load == null) {
            load = Simulation.settled(new AtOnce(routing, Simulation.SEED).loads(picks(routing.one())));
            loads.put(routing, load);
        }
        return load;
    }

    private List<StepPicks> picks(Routing one) {
        List<StepPicks> known = picks.get(one);
        if (known == null) {
            known = Simulation.picks(one, constants, Simulation.STEPS, Simulation.SEED);
            picks.put(one, known);
        }
        return known;
    }
}
