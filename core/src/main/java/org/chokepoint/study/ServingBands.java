package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.machine.Constant;
import org.chokepoint.serving.Deployment;
import org.chokepoint.serving.Engine;
import org.chokepoint.serving.Instance;
import org.chokepoint.serving.Operation;
import org.chokepoint.serving.ServedModel;
import org.chokepoint.serving.ServingPoint;
import org.chokepoint.study.MovedConstants.Range;
import org.chokepoint.units.Figure;
import org.chokepoint.validation.ServedBands;
import org.chokepoint.validation.ServedMetric;

/**
 * Where 80 % of cases lie around what is computed of a deployment: where measured figures lie around those that fits without their source
 * predict. What would move it most is found by moving every constant of chip family and engine, and the load of experts, over its own
 * 80 % range, with deployment and batch as they are.
 *
 * @param output range of output tokens a second
 * @param tpot range of the time per output token
 * @param ttft range of the time to first token
 * @param widest path of the constant that moves output most
 * @param widestRange output at its ends over that at its value
 * @param restsOn what the ranges rest on, in words
 */
record ServingBands(Range output, Range tpot, Range ttft, String widest, Range widestRange, String restsOn) {
    private record Ends(String path, double low, double high) {
        Range range() {
            return new Range(Math.min(1, Math.min(low, high)), Math.max(1, Math.max(low, high)));
        }
    }

    /** The bands of a deployment at its batch: the one place that answers get them from. */
    static ServingBands of(Catalog catalog, Serving r, ServingPoint at) {
        double central = operation(r.model(), r, at).requestsPerSecond();
        List<Ends> ends = new ArrayList<>();
        MovedConstants.of(r.model())
                .forEach((path, moved) -> ends.add(new Ends(
                        path,
                        operation(moved.low(), r, at).requestsPerSecond() / central,
                        operation(moved.high(), r, at).requestsPerSecond() / central)));
        Constant load = r.expertLoad();
        ends.add(new Ends(
                "operations:expert_load",
                loaded(r, at, load.low()).requestsPerSecond() / central,
                loaded(r, at, load.high()).requestsPerSecond() / central));
        String widest = "";
        Range range = new Range(1, 1);
        for (Ends each : ends) {
            Range own = each.range();
            if (own.high() - own.low() > range.high() - range.low()) {
                range = own;
                widest = each.path();
            }
        }
        ServedBands bands = ServedBands.of(catalog);
        String family = r.model().machine().chip().family();
        ServedBands.Band output = bands.of(ServedMetric.Figure.THROUGHPUT);
        ServedBands.Band tpot = bands.of(ServedMetric.Figure.TPOT);
        ServedBands.Band ttft = bands.of(ServedMetric.Figure.TTFT);
        boolean measured = output.families().contains(family);
        // on a chip family without measurements, at least as wide as the constant that tells most
        Range least = measured ? new Range(1, 1) : range;
        Range inverse = new Range(1 / least.high(), 1 / least.low());
        return new ServingBands(
                wider(new Range(1 / output.high(), 1 / output.low()), least),
                wider(new Range(tpot.low(), tpot.high()), inverse),
                wider(new Range(ttft.low(), ttft.high()), inverse),
                widest,
                range,
                Figure.plain(output.runs() + tpot.runs() + ttft.runs(), 6)
                        + " measured figures, each predicted by a fit without its source"
                        + (measured ? "" : "; none on this chip family, so no narrower than its constants"));
    }

    private static Range wider(Range one, Range other) {
        return new Range(Math.min(one.low(), other.low()), Math.max(one.high(), other.high()));
    }

    /** What the constant that moves output most is, in words. */
    String meaning(Engine engine) {
        return MovedConstants.meaning(widest, engine) + " (" + widest + ")";
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
