package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.chokepoint.machine.Constant;
import org.chokepoint.serving.Deployment;
import org.chokepoint.serving.Engine;
import org.chokepoint.serving.Instance;
import org.chokepoint.serving.Operation;
import org.chokepoint.serving.ServedModel;
import org.chokepoint.serving.ServingPoint;
import org.chokepoint.study.MovedConstants.Range;

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

    private record Ends(String path, Operation low, Operation high) {
        double[] of(ToDoubleFunction<Operation> figure) {
            return new double[] {figure.applyAsDouble(low), figure.applyAsDouble(high)};
        }
    }

    /** The bands of a deployment at its batch: the one place that answers get them from. */
    static ServingBands of(Serving r, ServingPoint at) {
        List<Ends> ends = new ArrayList<>();
        MovedConstants.of(r.model())
                .forEach((path, moved) ->
                        ends.add(new Ends(path, operation(moved.low(), r, at), operation(moved.high(), r, at))));
        Constant load = r.expertLoad();
        ends.add(new Ends("operations:expert_load", loaded(r, at, load.low()), loaded(r, at, load.high())));
        Operation central = operation(r.model(), r, at);
        String widest = "";
        Range range = new Range(1, 1);
        for (Ends each : ends) {
            double one = each.low().requestsPerSecond() / central.requestsPerSecond();
            double other = each.high().requestsPerSecond() / central.requestsPerSecond();
            Range own = new Range(Math.min(1, Math.min(one, other)), Math.max(1, Math.max(one, other)));
            if (own.high() - own.low() > range.high() - range.low()) {
                range = own;
                widest = each.path();
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
        return MovedConstants.meaning(widest, engine) + " (" + widest + ")";
    }

    private static Range range(List<Ends> ends, Operation central, ToDoubleFunction<Operation> figure) {
        return Range.of(
                figure.applyAsDouble(central),
                ends.stream().map(each -> each.of(figure)).toList());
    }

    private static Operation operation(ServedModel model, Serving r, ServingPoint at) {
        return model.operation(at.deployment(), r.load(), at.operation().decoding());
    }

    private static Operation loaded(Serving r, ServingPoint at, double load) {
        Deployment d = at.deployment();
        Deployment moved = new Deployment(
                loaded(d.instance(), load), d.instances(), d.prefill().map(each -> loaded(each, load)), d.prefills());
        return r.model().operation(moved, r.load(), at.operation().decoding());
    }

    private static Instance loaded(Instance instance, double load) {
        return instance.expertParallel() > 1 ? instance.withExpertLoad(load) : instance;
    }
}
