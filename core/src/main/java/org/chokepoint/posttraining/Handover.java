package org.chokepoint.posttraining;

import org.chokepoint.machine.CollectiveTime;
import org.chokepoint.machine.Group;
import org.chokepoint.machine.Machine;
import org.chokepoint.training.MemoryPlan;

/**
 * Moving weights. New ones cross the network from trainer to rollouts: each chip gets its part of an instance. Where chips do both
 * by turns, what the next phase does not use goes to host memory and comes back.
 */
final class Handover {
    private final double networkSeconds;
    private final double hostBytesPerSecond;
    private final double rolloutBytes;
    private final double trainerBytes;

    /**
     * @param rolloutBytes weights on a chip that rolls out
     * @param trainer memory of a chip that trains
     */
    Handover(Machine machine, int accelerators, double rolloutBytes, MemoryPlan trainer) {
        Group chips = new Group(accelerators, 1, machine.cluster().scaleUp().fitted(accelerators));
        CollectiveTime collectives = new CollectiveTime(
                machine.chip(), machine.cluster(), machine.calibration().fabric());
        this.networkSeconds = collectives.send(chips, chips.domains() == 1, rolloutBytes);
        this.hostBytesPerSecond = machine.cluster().hostLinkBytesPerSecond();
        this.rolloutBytes = rolloutBytes;
        this.trainerBytes = trainer.weights() + trainer.optimizer();
    }

    /** Seconds for a policy to reach the rollouts. */
    double networkSeconds() {
        return networkSeconds;
    }

    /**
     * Seconds in which phases that share chips change places, over a batch: the trainer leaves and comes back, and so does every other
     * model of the policy's size.
     *
     * @param otherModels reference and reward models
     */
    double hostSeconds(int otherModels) {
        return 2 * (trainerBytes + otherModels * rolloutBytes) / hostBytesPerSecond;
    }
}
