package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.machine.Constant;
import org.chokepoint.model.Storage;
import org.chokepoint.serving.DeploymentSearch;
import org.chokepoint.serving.Load;
import org.chokepoint.serving.ServedModel;
import org.chokepoint.serving.ServiceLevel;

/**
 * A question about serving with everything looked up.
 *
 * @param model network, chips and engine
 * @param chips how many
 * @param load lengths
 * @param level what users are promised
 * @param checkpoint format of most weights
 * @param space deployments that are tried
 * @param expertLoad busiest rank of experts over the mean, with its range; the range is a point where the question says
 * @param concurrency requests at once, where that is fixed
 * @param traffic requests that are sent one by one, where that is asked
 * @param rent price of a chip-hour; not a number if none is known
 * @param notes what was read into the question
 * @param used catalog records used
 */
record Serving(
        ServedModel model,
        int chips,
        Load load,
        ServiceLevel level,
        Storage checkpoint,
        DeploymentSearch.Space space,
        Constant expertLoad,
        OptionalDouble concurrency,
        Optional<Traffic> traffic,
        double rent,
        List<String> notes,
        List<Evidence.Used> used) {
    Serving {
        notes = List.copyOf(notes);
        used = List.copyOf(used);
    }
}
