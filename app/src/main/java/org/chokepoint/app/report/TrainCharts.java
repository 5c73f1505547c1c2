package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.chart.PipelineChart;
import org.chokepoint.app.chart.PipelineChart.Lane;
import org.chokepoint.app.chart.PipelineChart.Span;
import org.chokepoint.app.chart.StackedBars;
import org.chokepoint.app.chart.StackedBars.Measure;
import org.chokepoint.app.chart.StackedBars.Row;
import org.chokepoint.study.Readout;
import org.chokepoint.study.TrainAnswer;
import org.chokepoint.study.TrainTimeline;
import org.chokepoint.units.Figure;

/** Pictures of a training run: its executed step, where the time of that goes, and what fills the memory of the fullest chip. */
public final class TrainCharts {
    private TrainCharts() {}

    /** Pictures of an answer, from top to bottom. */
    public static List<Chart> of(TrainAnswer answer) {
        List<Chart> charts = new ArrayList<>();
        answer.timeline().ifPresent(timeline -> charts.add(pipeline(answer, timeline)));
        charts.add(time(answer));
        charts.add(memory(answer.memory()));
        return charts;
    }

    /** Turns of every pipeline rank over time, with the data-parallel communication that they leave exposed. */
    private static Chart pipeline(TrainAnswer answer, TrainTimeline timeline) {
        List<Lane> lanes = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        for (int rank = 0; rank < timeline.ranks(); rank++) {
            lanes.add(new Lane("rank " + rank));
            spans.addAll(new Turns(timeline, rank).spans());
        }
        if (timeline.ranks() == 1) {
            lanes.add(new Lane("data parallel"));
        }
        int all = answer.layout().microBatches();
        String shown = timeline.microBatches() == all ? "" : Figure.plain(timeline.microBatches(), 9) + " of ";
        String how = timeline.ranks() == 1
                ? "ZeRO-" + answer.strategy().zeroStage()
                : answer.layout().scheduleRun();
        String subtitle = how + ", " + shown + counted(all, "micro-batch", "es") + " of "
                + counted(answer.strategy().microBatch(), "sequence", "s") + ", "
                + Figure.duration(timeline.seconds(), 3);
        String where = timeline.ranks() == 1 ? "" : " on its pipeline ranks";
        return PipelineChart.of("A step of " + answer.work().model() + where, subtitle, lanes, spans);
    }

    private static String counted(int number, String one, String plural) {
        return Figure.plain(number, 9) + " " + one + (number == 1 ? "" : plural);
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
                + on.accelerator() + ": " + Figure.duration(step, 3) + " on its busiest stage";
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
                "Memory of the fullest chip (rank " + memory.stage() + ")",
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
