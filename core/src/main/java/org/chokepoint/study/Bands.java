package org.chokepoint.study;

import java.util.Map;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Machine;
import org.chokepoint.training.ClosedForm;
import org.chokepoint.training.Strategy;

/**
 * The 80 % band of a step's time: where measured steps of the same class lie around steps that a fit without their source
 * predicts. Beside it, which constant moves the step most over its own range.
 */
final class Bands {
    /**
     * A band and what widens it most.
     *
     * @param measured class, runs and ends
     * @param widest constant with the largest effect, by path
     * @param widestLow its effect at the end that shortens the step, as a factor
     * @param widestHigh its effect at the other end
     */
    record Band(org.chokepoint.validation.Band measured, String widest, double widestLow, double widestHigh) {
        double low() {
            return measured.low();
        }

        double high() {
            return measured.high();
        }

        /** What the widest constant is, in words. */
        String meaning() {
            String constant = widest.substring(widest.indexOf(':') + 1);
            return widest.startsWith("calibration:")
                    ? Calibration.meaning(constant)
                    : "load of the busiest expert-parallel rank over the mean";
        }
    }

    private String widest = "";
    private double widestLow = 1;
    private double widestHigh = 1;

    private Bands() {}

    /** The band of a question; effects of constants are estimated in closed form. */
    static Band of(Resolved r) {
        Bands bands = new Bands();
        Machine machine = r.machine();
        Calibration calibration = machine.calibration();
        double load = r.operations().expertLoad().value();
        double central = seconds(r, calibration, load);
        for (Map.Entry<String, Constant> each : calibration.constants().entrySet()) {
            Constant constant = each.getValue();
            if (constant.low() < constant.high()) {
                double atLow = seconds(r, calibration.with(each.getKey(), constant.low()), load);
                double atHigh = seconds(r, calibration.with(each.getKey(), constant.high()), load);
                bands.add("calibration:" + each.getKey(), atLow / central, atHigh / central);
            }
        }
        if (r.strategy().expertLoad().isEmpty() && r.job().network().routed()) {
            Constant assumed = r.operations().expertLoad();
            double atLow = seconds(r, calibration, assumed.low());
            double atHigh = seconds(r, calibration, assumed.high());
            bands.add("operations:expert_load", atLow / central, atHigh / central);
        }
        return new Band(r.band(), bands.widest, bands.widestLow, bands.widestHigh);
    }

    private static double seconds(Resolved r, Calibration calibration, double expertLoad) {
        Machine m = r.machine();
        Machine moved = new Machine(m.chip(), m.cluster(), calibration, m.stack());
        Strategy s = r.strategy();
        return new ClosedForm(r.job().network(), moved, expertLoad)
                .step(r.job(), s)
                .seconds();
    }

    private void add(String path, double one, double other) {
        double shorter = Math.min(1, Math.min(one, other));
        double longer = Math.max(1, Math.max(one, other));
        if (longer - shorter > widestHigh - widestLow) {
            widest = path;
            widestLow = shorter;
            widestHigh = longer;
        }
    }
}
