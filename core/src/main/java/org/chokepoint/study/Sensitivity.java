package org.chokepoint.study;

import java.util.Map;
import java.util.Optional;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Machine;
import org.chokepoint.training.ClosedForm;

/**
 * What a constant does to a step's time over its own range, estimated in closed form.
 *
 * @param path of the constant, e.g. {@code calibration:kernel.wide}
 * @param low step time at the end that shortens it, over that at the constant's value
 * @param high the same at the other end
 */
record Sensitivity(String path, double low, double high) {
    private static final String CALIBRATION = "calibration:";

    /** The constant that moves a question's step most; empty if none does. */
    static Optional<Sensitivity> widest(Resolved r) {
        Calibration calibration = r.machine().calibration();
        double load = r.operations().expertLoad().value();
        double central = seconds(r, calibration, load);
        Optional<Sensitivity> widest = Optional.empty();
        for (Map.Entry<String, Constant> each : calibration.constants().entrySet()) {
            Constant constant = each.getValue();
            if (constant.low() < constant.high()) {
                double atLow = seconds(r, calibration.with(each.getKey(), constant.low()), load);
                double atHigh = seconds(r, calibration.with(each.getKey(), constant.high()), load);
                widest = wider(widest, of(CALIBRATION + each.getKey(), atLow / central, atHigh / central));
            }
        }
        if (r.strategy().expertLoad().isEmpty() && r.job().network().routed()) {
            Constant assumed = r.operations().expertLoad();
            double atLow = seconds(r, calibration, assumed.low());
            double atHigh = seconds(r, calibration, assumed.high());
            widest = wider(widest, of("operations:expert_load", atLow / central, atHigh / central));
        }
        return widest.filter(it -> it.low < it.high);
    }

    /** What the constant is, in words. */
    String meaning() {
        return path.startsWith(CALIBRATION)
                ? Calibration.meaning(path.substring(CALIBRATION.length()))
                : "load of the busiest expert-parallel rank over the mean";
    }

    private static double seconds(Resolved r, Calibration calibration, double expertLoad) {
        Machine m = r.machine();
        Machine moved = new Machine(m.chip(), m.cluster(), calibration, m.stack());
        return new ClosedForm(r.job().network(), moved, expertLoad)
                .step(r.job(), r.strategy())
                .seconds();
    }

    private static Sensitivity of(String path, double one, double other) {
        return new Sensitivity(path, Math.min(1, Math.min(one, other)), Math.max(1, Math.max(one, other)));
    }

    private static Optional<Sensitivity> wider(Optional<Sensitivity> one, Sensitivity other) {
        return one.filter(it -> it.high - it.low >= other.high - other.low).or(() -> Optional.of(other));
    }
}
