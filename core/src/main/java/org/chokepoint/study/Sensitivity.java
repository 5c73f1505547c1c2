package org.chokepoint.study;

import java.util.Map;
import java.util.Optional;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Machine;
import org.chokepoint.training.ClosedForm;
import org.chokepoint.training.ExpertBalance;

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
        ExpertBalance balance = r.balance();
        double central = seconds(r, calibration, balance);
        Optional<Sensitivity> widest = Optional.empty();
        for (Map.Entry<String, Constant> each : calibration.constants().entrySet()) {
            Constant constant = each.getValue();
            if (constant.low() < constant.high()) {
                double atLow = seconds(r, calibration.with(each.getKey(), constant.low()), balance);
                double atHigh = seconds(r, calibration.with(each.getKey(), constant.high()), balance);
                widest = wider(widest, of(CALIBRATION + each.getKey(), atLow / central, atHigh / central));
            }
        }
        if (assumes(r)) {
            Constant assumed = r.operations().expertLoad();
            double atLow = seconds(r, calibration, with(r, assumed.low()));
            double atHigh = seconds(r, calibration, with(r, assumed.high()));
            widest = wider(widest, of("operations:expert_load", atLow / central, atHigh / central));
        }
        return widest.filter(it -> it.low < it.high);
    }

    /** Whether the load of expert ranks is assumed. */
    private static boolean assumes(Resolved r) {
        return r.job().network().routed()
                && r.strategy().expertLoad().isEmpty()
                && r.strategy().router().isEmpty();
    }

    private static ExpertBalance with(Resolved r, double load) {
        return new ExpertBalance(load, r.routers());
    }

    /** What the constant is, in words. */
    String meaning() {
        return path.startsWith(CALIBRATION)
                ? Calibration.meaning(path.substring(CALIBRATION.length()))
                : "load of the busiest expert-parallel rank over the mean";
    }

    private static double seconds(Resolved r, Calibration calibration, ExpertBalance balance) {
        Machine m = r.machine();
        Machine moved = new Machine(m.chip(), m.cluster(), calibration, m.stack());
        return new ClosedForm(r.job().network(), moved, balance)
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
