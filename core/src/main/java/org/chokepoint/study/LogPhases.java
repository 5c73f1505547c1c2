package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.validation.log.MeasuredPhases;

/** Phases of a step, measured and predicted, and the one in which they differ most. */
final class LogPhases {
    static final String FORWARD_BACKWARD = "forward_backward";
    static final String FORWARD = "forward";
    static final String BACKWARD = "backward";
    static final String PIPELINE = "pipeline";
    static final String DATA = "data_communication";
    static final String OPTIMIZER = "optimizer";
    static final String OUTSIDE = "outside";

    private final List<ValidateLogAnswer.Phase> all = new ArrayList<>();

    private LogPhases() {}

    static LogPhases of(MeasuredPhases m, PredictedPhases p) {
        LogPhases phases = new LogPhases();
        Optional<String> within = Optional.of(FORWARD_BACKWARD);
        phases.add(FORWARD_BACKWARD, Optional.empty(), m.forwardBackward(), OptionalDouble.of(p.forwardBackward()));
        phases.add(FORWARD, within, m.forward(), p.forward());
        phases.add(BACKWARD, within, m.backward(), p.backward());
        phases.add(PIPELINE, within, m.pipeline(), p.pipeline());
        phases.add(DATA, Optional.empty(), m.data(), OptionalDouble.of(p.data()));
        phases.add(OPTIMIZER, Optional.empty(), m.optimizer(), OptionalDouble.of(p.optimizer()));
        phases.add(OUTSIDE, Optional.empty(), m.outside(), OptionalDouble.of(0));
        return phases;
    }

    private void add(String name, Optional<String> within, OptionalDouble measured, OptionalDouble predicted) {
        OptionalDouble gap = measured.isPresent() && predicted.isPresent()
                ? OptionalDouble.of(measured.getAsDouble() - predicted.getAsDouble())
                : OptionalDouble.empty();
        all.add(new ValidateLogAnswer.Phase(name, within, measured, predicted, gap));
    }

    List<ValidateLogAnswer.Phase> all() {
        return all;
    }

    ValidateLogAnswer.Phase named(String name) {
        return all.stream()
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** How far the measured phase is behind the predicted one; 0 where the log does not tell. */
    double gap(String name) {
        return named(name).gapSeconds().orElse(0);
    }

    /** The phase with the largest gap in the direction of the whole step's; the finest ones that the log tells apart. */
    Optional<ValidateLogAnswer.Phase> largest(double gap) {
        boolean parts = all.stream()
                .filter(phase -> phase.within().isPresent())
                .allMatch(phase -> phase.gapSeconds().isPresent());
        return all.stream()
                .filter(phase -> phase.gapSeconds().isPresent())
                .filter(phase -> parts
                        ? !phase.name().equals(FORWARD_BACKWARD)
                        : phase.within().isEmpty())
                .filter(phase -> phase.gapSeconds().getAsDouble() * gap > 0)
                .max(Comparator.comparingDouble(
                        phase -> Math.abs(phase.gapSeconds().getAsDouble())));
    }

    /** A phase in words. */
    static String words(String name) {
        switch (name) {
            case FORWARD_BACKWARD:
                return "forward and backward together";
            case FORWARD:
                return "the forward pass";
            case BACKWARD:
                return "the backward pass";
            case PIPELINE:
                return "waiting for other pipeline stages";
            case DATA:
                return "data-parallel communication";
            case OPTIMIZER:
                return "the optimizer";
            default:
                return "what no timer covers";
        }
    }
}
