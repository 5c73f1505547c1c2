package org.chokepoint.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Machine;
import org.chokepoint.serving.Deployment;
import org.chokepoint.serving.Engine;
import org.chokepoint.serving.Instance;
import org.chokepoint.serving.Operation;
import org.chokepoint.serving.ServedModel;
import org.chokepoint.serving.ServingPoint;

/**
 * Where 80 % of cases lie around what is computed of a deployment: every constant of chip family and engine, and the load of experts, is
 * moved over its own 80 % range with deployment and batch as they are, and the effects are added up in squares, as of errors that know
 * nothing of each other.
 *
 * @param output range of output tokens a second
 * @param tpot range of the time per output token
 * @param ttft range of the time to first token
 * @param widest path of the constant that moves output most
 * @param widestRange output at its ends over that at its value
 * @param restsOn what the ranges rest on, in words
 */
record ServingBands(Range output, Range tpot, Range ttft, String widest, Range widestRange, String restsOn) {
    private static final String RESTS_ON = "ranges of constants, added up in squares";

    /**
     * A range around a figure.
     *
     * @param low lower end over the figure
     * @param high upper end over the figure
     */
    record Range(double low, double high) {}

    /** The bands of a deployment at its batch: the one place that answers get them from. */
    static ServingBands of(Serving r, ServingPoint at) {
        Map<String, Operation[]> ends = new LinkedHashMap<>();
        ServedModel m = r.model();
        Calibration family = m.machine().calibration();
        family.constants()
                .forEach((path, constant) -> ends.put("calibration:" + path, new Operation[] {
                    with(r, at, family.with(path, constant.low())), with(r, at, family.with(path, constant.high()))
                }));
        m.engine()
                .constants()
                .forEach((key, constant) -> ends.put(
                        "engine:" + key,
                        new Operation[] {with(r, at, key, constant.low()), with(r, at, key, constant.high())}));
        Constant load = r.expertLoad();
        ends.put("operations:expert_load", new Operation[] {loaded(r, at, load.low()), loaded(r, at, load.high())});
        Operation central = operation(m, r, at.deployment(), at);
        String widest = "";
        Range range = new Range(1, 1);
        for (Map.Entry<String, Operation[]> each : ends.entrySet()) {
            double one = each.getValue()[0].requestsPerSecond() / central.requestsPerSecond();
            double other = each.getValue()[1].requestsPerSecond() / central.requestsPerSecond();
            Range own = new Range(Math.min(1, Math.min(one, other)), Math.max(1, Math.max(one, other)));
            if (own.high() - own.low() > range.high() - range.low()) {
                range = own;
                widest = each.getKey();
            }
        }
        return new ServingBands(
                range(ends, central, Operation::requestsPerSecond),
                range(ends, central, Operation::tpotSeconds),
                range(ends, central, Operation::ttftSeconds),
                widest,
                range,
                RESTS_ON);
    }

    /** What the constant that moves output most is, in words. */
    String meaning(Engine engine) {
        String key = widest.substring(widest.indexOf(':') + 1);
        Constant own = engine.constants().get(key);
        String words = widest.startsWith("calibration:")
                ? Calibration.meaning(key)
                : own == null ? "load of the busiest rank of experts over the mean" : own.why();
        return words + " (" + widest + ")";
    }

    private static Range range(Map<String, Operation[]> ends, Operation central, ToDoubleFunction<Operation> of) {
        double up = 0;
        double down = 0;
        double base = of.applyAsDouble(central);
        for (Operation[] each : ends.values()) {
            double one = StrictMath.log(of.applyAsDouble(each[0]) / base);
            double other = StrictMath.log(of.applyAsDouble(each[1]) / base);
            double most = Math.max(0, Math.max(one, other));
            double least = Math.min(0, Math.min(one, other));
            up += most * most;
            down += least * least;
        }
        return new Range(StrictMath.exp(-Math.sqrt(down)), StrictMath.exp(Math.sqrt(up)));
    }

    private static Operation with(Serving r, ServingPoint at, Calibration family) {
        Machine m = r.model().machine();
        Machine moved = new Machine(m.chip(), m.cluster(), family, m.stack());
        return operation(new ServedModel(r.model().network(), moved, r.model().engine()), r, at.deployment(), at);
    }

    private static Operation with(Serving r, ServingPoint at, String key, double value) {
        ServedModel m = r.model();
        ServedModel moved = new ServedModel(m.network(), m.machine(), m.engine().with(key, value));
        return operation(moved, r, at.deployment(), at);
    }

    private static Operation loaded(Serving r, ServingPoint at, double load) {
        Deployment d = at.deployment();
        Deployment moved = new Deployment(
                loaded(d.instance(), load), d.instances(), d.prefill().map(each -> loaded(each, load)), d.prefills());
        return operation(r.model(), r, moved, at);
    }

    private static Instance loaded(Instance instance, double load) {
        return instance.expertParallel() > 1 ? instance.withExpertLoad(load) : instance;
    }

    private static Operation operation(ServedModel model, Serving r, Deployment deployment, ServingPoint at) {
        return model.operation(deployment, r.load(), at.operation().decoding());
    }
}
