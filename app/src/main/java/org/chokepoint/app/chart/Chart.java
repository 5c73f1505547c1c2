package org.chokepoint.app.chart;

import java.util.Map;

/**
 * A picture: what to draw, not how. It knows no domain; builders such as {@link PipelineChart} make it.
 *
 * @param title what is seen, in one line; screen readers read it out
 * @param width width in pixels
 * @param height height in pixels
 * @param options options of ECharts as an {@link Options#tree}
 */
public record Chart(String title, int width, int height, Map<String, Object> options) {
    /** A chart of options as they stand now. */
    static Chart of(String title, int width, int height, Options options) {
        return new Chart(title, width, height, options.tree());
    }

    public Chart {
        if (title.isBlank() || width <= 0 || height <= 0) {
            throw new IllegalArgumentException(
                    "a chart needs a title and a size, found '" + title + "', " + width + " × " + height);
        }
    }
}
