package org.chokepoint.study;

import java.util.Map;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Machine;
import org.chokepoint.training.ClosedForm;
import org.chokepoint.training.Strategy;

/**
 * The 80 % band of a step's time before residuals of measured runs are known: each constant of the models is moved to the
 * ends of its 80 % range, the changes are taken in logarithms, upward and downward apart, and their squares added, with
 * those of the model's form.
 */
final class Bands {
    /**
     * A band and what widens it most.
     *
     * @param low factor from the central value to the lower end
     * @param high factor to the upper end
     * @param widest constant with the largest effect, by path
     * @param widestLow its effect at the end that shortens the step, as a factor
     * @param widestHigh its effect at the other end
     */
    record Band(double low, double high, String widest, double widestLow, double widestHigh) {
        /** What the widest constant is, in words. */
        String meaning() {
            String constant = widest.substring(widest.indexOf(':') + 1);
            return widest.startsWith("calibration:")
                    ? Calibration.meaning(constant)
                    : "load of the busiest expert-parallel rank over the mean";
        }
    }

    private double up;
    private double down;
    private String widest = "";
    private double widestLow = 1;
    private double widestHigh = 1;

    private Bands() {}

    /** The band of a question, from estimates in closed form. */
    static Band of(Resolved r) {
        Bands bands = new Bands();
        double shorter = StrictMath.log(r.operations().modelFormLow());
        double longer = StrictMath.log(r.operations().modelFormHigh());
        bands.down = shorter * shorter;
        bands.up = longer * longer;
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
        double low = StrictMath.exp(-Math.sqrt(bands.down));
        double high = StrictMath.exp(Math.sqrt(bands.up));
        return new Band(low, high, bands.widest, bands.widestLow, bands.widestHigh);
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
        double below = StrictMath.log(shorter);
        double above = StrictMath.log(longer);
        down += below * below;
        up += above * above;
        if (longer - shorter > widestHigh - widestLow) {
            widest = path;
            widestLow = shorter;
            widestHigh = longer;
        }
    }
}
