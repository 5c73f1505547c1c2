package org.chokepoint.app.chart;

import java.util.ArrayList;
import java.util.List;

/** What all charts have in common: fonts, greys, colours, axes, and where title, legend and plot stand. */
final class Look {
    static final String INK = "#222222";
    static final String SOFT = "#666666";
    static final String WHITE = "#ffffff";

    /** Colours of series, after Tol's bright and muted schemes, ordered so that neighbours differ most. */
    static final List<String> COLOURS =
            List.of("#4477aa", "#ddaa33", "#117733", "#cc6677", "#88ccee", "#882255", "#44aa99");

    /** Colour of what is left when colours run out. */
    static final String REST = "#bbbbbb";

    /** Size of all texts but the title, in pixels. */
    static final int SMALL = 12;

    private static final String LINE = "#e3e3e3";
    private static final int MARGIN = 16;
    private static final int TOP = 10;
    private static final int TITLE_HEIGHT = 26;
    private static final int LINE_HEIGHT = 20;
    private static final int ICON = 14;

    /** Wide enough for fonts that are wider than ECharts takes them to be. */
    private static final int ENTRY_GAP = 28;

    private Look() {}

    /** Options of every chart: a title, a line below it that may be empty, and a legend that may have no entries. */
    static Options of(String title, String subtitle, List<String> legend, int width) {
        Options heading = new Options()
                .put("text", title)
                .put("subtext", subtitle)
                .put("left", MARGIN)
                .put("top", TOP)
                .put("padding", 0)
                .put("itemGap", 6)
                .put("textStyle", cut(16, INK, width).put("fontWeight", "bold"))
                .put("subtextStyle", cut(SMALL, SOFT, width));
        List<Object> legends = new ArrayList<>();
        for (List<String> line : lines(legend, width)) {
            legends.add(legend(line, legendTop(subtitle) + legends.size() * LINE_HEIGHT));
        }
        return new Options()
                .put("animation", false)
                .put("useUTC", true)
                .put("color", COLOURS)
                .put("textStyle", new Options().put("fontFamily", "sans-serif"))
                .put("title", heading)
                .put("legend", legends);
    }

    /** A line of the legend; ECharts would leave as much room between lines as between entries. */
    private static Options legend(List<String> line, int top) {
        return new Options()
                .put("data", line)
                .put("left", MARGIN)
                .put("top", top)
                .put("padding", 0)
                .put("itemWidth", ICON)
                .put("itemHeight", 10)
                .put("itemGap", ENTRY_GAP)
                .put("textStyle", text(SMALL, INK));
    }

    private static List<List<String>> lines(List<String> legend, int width) {
        List<List<String>> lines = new ArrayList<>();
        int left = 0;
        for (String entry : legend) {
            int needed = ICON + 5 + textWidth(entry) + ENTRY_GAP;
            if (lines.isEmpty() || needed > left) {
                lines.add(new ArrayList<>());
                left = width - 2 * MARGIN;
            }
            lines.get(lines.size() - 1).add(entry);
            left -= needed;
        }
        return lines;
    }

    static Options text(int size, String colour) {
        return new Options()
                .put("fontFamily", "sans-serif")
                .put("fontSize", size)
                .put("color", colour);
    }

    private static Options cut(int size, String colour, int width) {
        return text(size, colour).put("width", width - 2 * MARGIN).put("overflow", "truncate");
    }

    private static int legendTop(String subtitle) {
        return TOP + TITLE_HEIGHT + (subtitle.isEmpty() ? 0 : LINE_HEIGHT);
    }

    /** Where a plot may begin below title, subtitle and legend. */
    static int plotTop(String subtitle, List<String> legend, int width) {
        return legendTop(subtitle) + lines(legend, width).size() * LINE_HEIGHT + 8;
    }

    /** Where a plot may begin at the right of the names of its rows. */
    static int plotLeft(List<String> names) {
        return MARGIN + names.stream().mapToInt(Look::textWidth).max().orElse(0) + 8;
    }

    /** About how wide a small text is, in pixels. */
    static int textWidth(String text) {
        return (int) Math.ceil(text.codePointCount(0, text.length()) * SMALL * 0.58);
    }

    /** Where a plot stands. */
    static Options plot(int left, int top, int right, int height) {
        return new Options()
                .put("left", left)
                .put("top", top)
                .put("right", right)
                .put("height", height);
    }

    /** An axis of numbers with its name in the middle, so many pixels away. */
    static Options valueAxis(String name, int nameGap) {
        return new Options()
                .put("type", "value")
                .put("name", name)
                .put("nameLocation", "middle")
                .put("nameGap", nameGap)
                .put("nameTextStyle", text(SMALL, SOFT))
                .put("axisLabel", text(SMALL, SOFT))
                .put("axisLine", new Options().put("show", true).put("lineStyle", colour(SOFT)))
                .put("axisTick", new Options().put("show", true))
                .put("splitLine", new Options().put("lineStyle", colour(LINE)));
    }

    /** An axis of numbers below rows that ends where they end; that end is no round number, hence has no label. */
    static Options wholeAxis(String name, double end, int width) {
        return valueAxis(name, 28)
                .put("min", 0)
                .put("max", end)
                .put("splitNumber", width / 150)
                .put("axisLabel", text(SMALL, SOFT).put("showMaxLabel", false));
    }

    /** Names of rows from top to bottom. */
    static Options nameAxis(List<String> names) {
        Options hidden = new Options().put("show", false);
        return new Options()
                .put("type", "category")
                .put("data", names)
                .put("inverse", true)
                .put("axisLabel", text(SMALL, INK))
                .put("axisLine", hidden)
                .put("axisTick", hidden);
    }

    private static Options colour(String colour) {
        return new Options().put("color", colour);
    }
}
