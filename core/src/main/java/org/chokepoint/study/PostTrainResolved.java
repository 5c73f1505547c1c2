package org.chokepoint.study;

import java.util.List;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.machine.Machine;
import org.chokepoint.posttraining.RlPreset;
import org.chokepoint.posttraining.RlSetting;
import org.chokepoint.training.Operations;
import org.chokepoint.validation.Band;

/**
 * A post-training question with everything looked up.
 *
 * @param entry the run
 * @param settings the runs that it counts in, and last itself
 * @param asPublished whether nothing of it was changed
 * @param rent price of a chip-hour; not a number if none is known
 * @param operations what interrupts and slows runs
 * @param band where measured training steps of its class lie
 * @param notes what was read into the question
 * @param used catalog records used
 */
record PostTrainResolved(
        Entry<RlPreset> entry,
        List<RlSetting> settings,
        boolean asPublished,
        double rent,
        Operations operations,
        Band band,
        List<String> notes,
        List<Evidence.Used> used) {
    /** The run itself. */
    RlSetting own() {
        return settings.get(settings.size() - 1);
    }

    /** What it runs on. */
    Machine machine() {
        return own().machine();
    }

    /** All chips. */
    int accelerators() {
        return own().preset().accelerators();
    }
}
