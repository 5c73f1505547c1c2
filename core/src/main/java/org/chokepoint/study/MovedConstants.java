package org.chokepoint.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Machine;
import org.chokepoint.serving.Engine;
import org.chokepoint.serving.ServedModel;

/** A served model with each constant of its chip family and its engine at the ends of its 80 % range. */
final class MovedConstants {
    private MovedConstants() {}

    /**
     * A figure whose ends are added up in squares.
     *
     * @param low lower end over the figure
     * @param high upper end over the figure
     */
    record Range(double low, double high) {
        /** The range in which a figure lies that each of some errors moves by itself: pairs of its values at both ends of each. */
        static Range of(double central, List<double[]> ends) {
            double up = 0;
            double down = 0;
            for (double[] each : ends) {
                double one = StrictMath.log(each[0] / central);
                double other = StrictMath.log(each[1] / central);
                double most = Math.max(0, Math.max(one, other));
                double least = Math.min(0, Math.min(one, other));
                up += most * most;
                down += least * least;
            }
            return new Range(StrictMath.exp(-Math.sqrt(down)), StrictMath.exp(Math.sqrt(up)));
        }
    }

    /**
     * Both ends of a constant.
     *
     * @param low the model with it at the lower end
     * @param high the same at the upper end
     */
    record Ends(ServedModel low, ServedModel high) {}

    /** By path: {@code calibration:kernel.memory}, {@code engine:kernels}. */
    static Map<String, Ends> of(ServedModel model) {
        Map<String, Ends> all = new LinkedHashMap<>();
        Calibration family = model.machine().calibration();
        family.constants().forEach((path, constant) -> {
            if (constant.low() < constant.high()) {
                all.put(
                        "calibration:" + path,
                        new Ends(
                                with(model, family.with(path, constant.low())),
                                with(model, family.with(path, constant.high()))));
            }
        });
        Engine engine = model.engine();
        engine.constants().forEach((key, constant) -> {
            if (constant.low() < constant.high()) {
                all.put(
                        "engine:" + key,
                        new Ends(
                                with(model, engine.with(key, constant.low())),
                                with(model, engine.with(key, constant.high()))));
            }
        });
        return all;
    }

    private static ServedModel with(ServedModel model, Calibration family) {
        Machine m = model.machine();
        return new ServedModel(model.network(), new Machine(m.chip(), m.cluster(), family, m.stack()), model.engine());
    }

    private static ServedModel with(ServedModel model, Engine engine) {
        return new ServedModel(model.network(), model.machine(), engine);
    }

    /** What a constant is, in words. */
    static String meaning(String path, Engine engine) {
        String key = path.substring(path.indexOf(':') + 1);
        Constant own = engine.constants().get(key);
        return path.startsWith("calibration:")
                ? Calibration.meaning(key)
                : own == null ? "load of the busiest rank of experts over the mean" : own.why();
    }
}
