package org.chokepoint.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.chokepoint.app.chart.PointChart.Axis;
import org.chokepoint.app.chart.PointChart.Point;
import org.chokepoint.app.chart.PointChart.Series;
import org.junit.jupiter.api.Test;

/** Bars hold all of a whole; marks tell reported values from estimates. */
final class BuildersTest {
    private static List<?> list(Object options, String key) {
        return (List<?>) ((Map<?, ?>) options).get(key);
    }

    private static Object at(Object options, String key) {
        return ((Map<?, ?>) options).get(key);
    }

    @Test
    void theSmallestPartsBecomeOneAndNothingIsLost() {
        List<?> series = list(Samples.bars().options(), "series");
        assertThat(series).hasSize(Look.COLOURS.size() + 1);
        assertThat(series).extracting(each -> at(each, "name")).contains("part 1", "part 7", "other");
        double first = 0;
        double second = 0;
        for (Object each : series) {
            first += (Double) at(list(each, "data").get(0), "value");
            second += (Double) at(list(each, "data").get(1), "value");
        }
        assertThat(Math.abs(first - 10)).isLessThan(1e-12);
        assertThat(Math.abs(second - 5)).isLessThan(1e-12);
        Object other = series.get(series.size() - 1);
        assertThat((Double) at(list(other, "data").get(0), "value")).isEqualTo(10 * 2 / 45.0 + 10 / 45.0);
    }

    @Test
    void aSingleBarHasItsValuesInTheLegend() {
        StackedBars.Row row = new StackedBars.Row("", Samples.parts(45e9));
        Chart chart = StackedBars.of("Memory", "", StackedBars.Measure.bytes(), 45e9, List.of(row));
        assertThat(list(chart.options(), "series"))
                .extracting(each -> at(each, "name"))
                .contains("part 1 9 GB", "other 3 GB");
    }

    @Test
    void reportedValuesAreFilledAndEstimatesHollow() {
        List<?> series = list(Samples.points().options(), "series");
        assertThat(list(series.get(0), "data"))
                .extracting(point -> at(point, "symbol"))
                .containsExactly("circle", "emptyCircle");
        assertThat(at(at(Samples.points().options(), "title"), "subtext"))
                .isEqualTo("filled marks are reported, hollow ones estimated");
    }

    @Test
    void logarithmicAxesNeedPositiveValues() {
        Axis plain = new Axis("a", false);
        Axis logarithmic = new Axis("b", true);
        List<Series> series = List.of(new Series("s", true, List.of(new Point(1, 0, true, ""))));
        assertThat(PointChart.of("t", "", logarithmic, plain, series).title()).isEqualTo("t");
        assertThatThrownBy(() -> PointChart.of("t", "", plain, logarithmic, series))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
