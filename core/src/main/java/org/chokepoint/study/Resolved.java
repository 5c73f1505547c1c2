package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Machine;
import org.chokepoint.routing.ExpertLoads;
import org.chokepoint.training.ExpertBalance;
import org.chokepoint.training.Interruptions;
import org.chokepoint.training.Job;
import org.chokepoint.training.Operations;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.Strategy;
import org.chokepoint.training.StrategyCheck;
import org.chokepoint.validation.Band;

/**
 * A training question with everything looked up.
 *
 * @param job network, chips, full batch, sequence length
 * @param machine what it runs on
 * @param strategy layout
 * @param places where a file of arguments sets fields of strategy and job; those left to a default have no line
 * @param tokens tokens of pre-training
 * @param ramp how the batch grows
 * @param beside phases beside pre-training
 * @param preset published run that the question names, if it names one
 * @param asPublished whether nothing of that run was changed
 * @param rent price of a chip-hour; not a number if none is known
 * @param operations what interrupts and slows runs
 * @param interruptions the same as this question has it
 * @param band where measured steps of its class lie
 * @param routers loads of routers, where the strategy names one
 * @param notes what was read into the question
 * @param used catalog records used
 */
record Resolved(
        Job job,
        Machine machine,
        Strategy strategy,
        Map<String, Location> places,
        double tokens,
        Optional<RunPreset.BatchRamp> ramp,
        List<RunPreset.PhaseBeside> beside,
        Optional<Entry<RunPreset>> preset,
        boolean asPublished,
        double rent,
        Operations operations,
        Interruptions interruptions,
        Band band,
        Optional<ExpertLoads> routers,
        List<String> notes,
        List<Evidence.Used> used) {

    /** The same question with some ranks slower, as a note says. */
    Resolved slower(Job slow, String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Resolved(
                slow,
                machine,
                strategy,
                places,
                tokens,
                ramp,
                beside,
                preset,
                asPublished,
                rent,
                operations,
                interruptions,
                band,
                routers,
                more,
                used);
    }

    /** How evenly tokens reach experts. */
    ExpertBalance balance() {
        return new ExpertBalance(operations.expertLoad().value(), routers);
    }

    /** A broken rule of the layout as a fault at the option, or at the argument of the file that sets the field. */
    Fault fault(StrategyCheck.Problem problem) {
        Location at = places.get(problem.field());
        if (at == null) {
            Location option = Location.of("--" + problem.field().replace('_', '-'));
            return new Fault(option, problem.what(), problem.maybe());
        }
        String by = at.line() > 0 ? "" : " The file leaves it to Megatron-LM's default.";
        return new Fault(at, problem.what() + by, problem.maybe());
    }
}
