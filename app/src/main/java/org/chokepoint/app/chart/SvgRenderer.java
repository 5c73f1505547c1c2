package org.chokepoint.app.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.chokepoint.app.json.JsonWriter;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptableObject;

/**
 * Draws charts as the text of an SVG file: ECharts in Rhino, in somewhat over a second. The same charts have the same bytes
 * everywhere. Only what draws may come here, since this class loads both.
 */
public final class SvgRenderer {
    private static final List<String> SCRIPTS = List.of("host.js", "echarts.min.js", "charts.js");
    /** Ids count the pictures of a process, so that those of several files would clash on one page. */
    private static final Pattern IDS = Pattern.compile("(?<=id=\"|url\\(#)zr\\d+-");

    /** What ECharts notes for a page that takes over its picture. */
    private static final Pattern NOTES = Pattern.compile(" ecmeta_\\w+=\"[^\"]*\"");

    private final Context rhino;
    private final ScriptableObject scope;

    private SvgRenderer(Context rhino) {
        this.rhino = rhino;
        this.scope = rhino.initSafeStandardObjects();
        ExactMath.install(scope);
        SCRIPTS.forEach(script -> rhino.evaluateString(scope, resource(script), script, 1, null));
    }

    /**
     * Text of an SVG file.
     *
     * @param charts charts from top to bottom
     * @throws IllegalStateException if a chart can't be drawn: which one and why
     */
    public static String render(List<Chart> charts) {
        try (Context rhino = Context.enter()) {
            // Compiled takes half a second longer, since each part of this large script runs only a few times.
            rhino.setInterpretedMode(true);
            rhino.setLanguageVersion(Context.VERSION_ES6);
            return new SvgRenderer(rhino).page(charts);
        }
    }

    private String page(List<Chart> charts) {
        int width = charts.stream().mapToInt(Chart::width).max().orElse(0);
        int height = charts.stream().mapToInt(Chart::height).sum();
        StringBuilder page = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" "
                + "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\">\n"
                + "<rect width=\"" + width + "\" height=\"" + height + "\" fill=\"#fff\"/>\n");
        int top = 0;
        for (Chart chart : charts) {
            String start = "<svg y=\"" + top + "\" width=\"" + chart.width() + "\" height=\"" + chart.height()
                    + "\" role=\"img\" aria-label=\"" + escaped(chart.title()) + "\">";
            String svg = draw(chart);
            page.append(start).append(svg.substring(svg.indexOf('>') + 1)).append('\n');
            top += chart.height();
        }
        return page.append("</svg>\n").toString();
    }

    private String draw(Chart chart) {
        String options = JsonWriter.write(chart.options());
        try {
            ScriptableObject charts = (ScriptableObject) ScriptableObject.getProperty(scope, "charts");
            Object[] arguments = {options, chart.width(), chart.height()};
            Object svg = ScriptableObject.callMethod(rhino, charts, "svg", arguments);
            return portable(svg.toString(), options);
        } catch (RhinoException e) {
            throw new IllegalStateException("the chart '" + chart.title() + "' can't be drawn: " + e.details(), e);
        }
    }

    /** Replaces what not every program that shows SVG knows, drops notes, and names ids after the picture's content. */
    private static String portable(String svg, String options) {
        String known = svg.replace("dominant-baseline=\"central\"", "dy=\"0.35em\"")
                .replace("fill=\"transparent\"", "fill=\"none\"");
        CRC32 digest = new CRC32();
        digest.update(options.getBytes(StandardCharsets.UTF_8));
        String prefix = "c" + Long.toHexString(digest.getValue()) + "-";
        return IDS.matcher(NOTES.matcher(known).replaceAll("")).replaceAll(prefix);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (InputStream in = SvgRenderer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
