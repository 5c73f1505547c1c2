package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.chart.StackedBars;
import org.chokepoint.app.chart.StackedBars.Measure;
import org.chokepoint.app.chart.StackedBars.Row;
import org.chokepoint.study.Readout;
import org.chokepoint.study.TrainAnswer;
import org.chokepoint.units.Figure;

/** Pictures of a training run: where a step's time goes, and what fills the memory of the fullest chip. */
public final class TrainCharts {
    private TrainCharts() {}

    /** Pictures of an answer, from top to bottom. */
    public static List<Chart> of(TrainAnswer answer) {
        return List.of(time(answer), memory(answer.memory()));
    }

    private static Chart time(TrainAnswer answer) {
        TrainAnswer.On on = answer.machine();
        double step = answer.step().seconds();
        List<Map.Entry<String, Double>> causes =
                new ArrayList<>(answer.step().breakdown().entrySet());
        causes.sort(Map.Entry.comparingByValue(Collections.reverseOrder()));
        Map<String, Double> parts = new LinkedHashMap<>();
        causes.forEach(cause -> put(parts, cause.getKey(), cause.getValue()));
        String subtitle = "A step of " + answer.work().model() + " on " + Figure.plain(on.accelerators(), 15) + " "
                + on.accelerator() + ": " + Figure.duration(step, 3) + " on the critical path of the busiest stage";
        return StackedBars.of(
                "Where a step's time goes", subtitle, Measure.seconds(step), step, List.of(new Row("", parts)));
    }

    private static Chart memory(TrainAnswer.Memory memory) {
        Map<String, Double> parts = new LinkedHashMap<>();
        memory.breakdown().forEach((use, bytes) -> put(parts, use, bytes));
        put(parts, "allocator's reserve", memory.peakReservedBytes() - memory.peakAllocatedBytes());
        put(parts, "driver and communicators", memory.peakDeviceBytes() - memory.peakReservedBytes());
        String subtitle = Readout.of("bytes", memory.peakDeviceBytes()) + " of "
                + Readout.of("bytes", memory.capacityBytes()) + " are taken; white is free";
        return StackedBars.of(
                "Memory of the fullest chip (stage " + (memory.stage() + 1) + ")",
                subtitle,
                Measure.bytes(),
                Math.max(memory.capacityBytes(), memory.peakDeviceBytes()),
                List.of(new Row("", parts)));
    }

    private static void put(Map<String, Double> parts, String key, double value) {
        if (value > 0) {
            parts.put(key.replace('_', ' '), value);
        }
    }
}
