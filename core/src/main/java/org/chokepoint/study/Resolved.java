package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.machine.Machine;
import org.chokepoint.training.Interruptions;
import org.chokepoint.training.Job;
import org.chokepoint.training.Operations;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.Strategy;

/**
 * A training question with everything looked up.
 *
 * @param job network, chips, full batch, sequence length
 * @param machine what it runs on
 * @param strategy layout
 * @param tokens tokens of pre-training
 * @param ramp how the batch grows
 * @param beside phases beside pre-training
 * @param preset published run that the question names, if it names one
 * @param asPublished whether nothing of that run was changed
 * @param rent price of a chip-hour; not a number if none is known
 * @param operations what interrupts and slows runs
 * @param interruptions the same as this question has it
 * @param notes what was read into the question
 * @param used catalog records used
 */
record Resolved(
        Job job,
        Machine machine,
        Strategy strategy,
        double tokens,
        Optional<RunPreset.BatchRamp> ramp,
        List<RunPreset.PhaseBeside> beside,
        Optional<Entry<RunPreset>> preset,
        boolean asPublished,
        double rent,
        Operations operations,
        Interruptions interruptions,
        List<String> notes,
        List<Evidence.Used> used) {}
