/**
 * Pictures of answers. A {@link org.chokepoint.app.chart.Chart} is a title, a size in pixels and options of Apache ECharts as
 * a tree of plain values; the same definition serves SVG files, web pages and HTML reports. What JSON cannot say, drawing
 * and formatting functions, stands in the resource {@code charts.js} and is named in options as
 * {@code {"$function": NAME}}. Builders make charts from neutral records and know no answer;
 * {@link org.chokepoint.app.chart.SvgRenderer} draws them without a browser, in Rhino.
 *
 * <p>Charts do not depend on the machine: texts are laid out by a table of character widths instead of fonts, mathematics
 * is that of {@link StrictMath}, and numbers are written by Rhino's own shortest-decimal algorithm.
 *
 * <p>Sources: option reference of Apache ECharts 5.5, echarts.apache.org/en/option.html; colours that readers with
 * colour-blindness can tell apart, after P. Tol, "Colour schemes", SRON technical note, 2021.
 */
package org.chokepoint.app.chart;
