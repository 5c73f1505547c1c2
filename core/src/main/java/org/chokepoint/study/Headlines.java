package org.chokepoint.study;

import java.util.Optional;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.units.Figure;

/** Writes the three sentences of a training answer. */
final class Headlines {
    private Headlines() {}

    static Headline of(
            Resolved r, TrainAnswer.Run run, TrainAnswer.Memory memory, Optional<Sensitivity> widest, Basis basis) {
        return new Headline(answer(r, run), flips(run, memory, widest), restsOn(basis.evidence()));
    }

    private static String answer(Resolved r, TrainAnswer.Run run) {
        String what = Figure.count(run.tokens(), 3) + " tokens of "
                + r.job().network().id() + " on " + Figure.plain(r.job().accelerators(), 7) + " "
                + r.machine().chip().name();
        String hours = Figure.count(run.gpuHoursProductive(), 3) + " GPU-hours (80 % band "
                + Figure.count(run.gpuHoursProductiveLow(), 3) + " to "
                + Figure.count(run.gpuHoursProductiveHigh(), 3) + ") without interruptions";
        String days = Figure.duration(run.seconds(), 3) + " with them";
        String cost = Double.isNaN(run.costUsd())
                ? ""
                : " and " + Figure.usd(run.costUsd(), 3) + " at " + Figure.usd(run.usdPerGpuHour(), 3) + " an hour";
        return what + " take " + hours + ", " + days + cost + ".";
    }

    private static String flips(TrainAnswer.Run run, TrainAnswer.Memory memory, Optional<Sensitivity> widest) {
        double hours = run.gpuHoursProductive();
        String moves = widest.map(most -> "What would move it most: " + most.meaning() + " (" + most.path()
                        + "), over whose range it takes " + Figure.count(hours * most.low(), 3) + " to "
                        + Figure.count(hours * most.high(), 3) + " GPU-hours. ")
                .orElse("");
        double spare = memory.capacityBytes() - memory.peakDeviceBytes();
        return moves + "Memory has " + Figure.scaled(spare, 2, "B") + " to spare of "
                + Figure.scaled(memory.capacityBytes(), 3, "B") + " on the fullest chip.";
    }

    static String restsOn(Evidence evidence) {
        return "Rests on: weakest grade " + evidence.weakestGrade().label() + " (" + evidence.weakestBecause()
                + "); nearest measured case: " + evidence.nearestMeasured() + "; "
                + (evidence.validated() ? "inside" : "outside") + " the range of measured cases.";
    }
}
