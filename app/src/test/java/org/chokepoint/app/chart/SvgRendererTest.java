package org.chokepoint.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chokepoint.app.Golden;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Charts become SVG, the same each time; what can't be drawn is an error that says why. */
final class SvgRendererTest {
    @Test
    void drawsEveryKindOfChart() throws IOException {
        String all = SvgRenderer.render(List.of(Samples.pipeline(), Samples.points(), Samples.bars()));
        Golden.check("charts.svg", all);
        assertThat(all).doesNotContain("zr0", "ecmeta", "class=", "<style", "dominant-baseline", "NaN", "undefined");
        assertThat(all.replace("font-family:sans-serif", "")).doesNotContain("font-family");
    }

    @Test
    void aPictureDoesNotDependOnThoseBeforeIt() {
        Chart chart = Samples.pipeline();
        String alone = SvgRenderer.render(List.of(chart));
        String second = SvgRenderer.render(List.of(Samples.bars(), chart));
        String drawn = alone.substring(alone.indexOf("aria-label"));
        assertThat(second).endsWith(drawn).contains("<svg y=\"" + Samples.bars().height() + "\"");
    }

    @Test
    void textsOfUsersAreEscaped() throws Exception {
        String title = "a < b & \"c\" $1 \\";
        Options options = Look.of(title, "</svg><script>", List.of(), 300);
        String svg = SvgRenderer.render(List.of(Chart.of(title, 300, 60, options)));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getDocumentElement().getTextContent()).contains(title, "</svg><script>");
    }

    @Test
    void anUnknownFunctionIsNamed() {
        Chart chart = Chart.of("Wrong", 100, 100, new Options().put("tooltip", Options.function("toString")));
        assertThatThrownBy(() -> SvgRenderer.render(List.of(chart)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the chart 'Wrong' can't be drawn")
                .hasMessageContaining("charts.js has no function 'toString'; it has spans, powers.");
    }

    @Test
    void aFailureInsideOfAScriptIsNamed() {
        Options series = new Options()
                .put("type", "custom")
                .put("data", List.of(List.of(0, 0, 1)))
                .put("renderItem", Options.function("spans"));
        Options options = new Options()
                .put("xAxis", new Options())
                .put("yAxis", new Options())
                .put("series", series);
        assertThatThrownBy(() -> SvgRenderer.render(List.of(Chart.of("Without settings", 100, 100, options))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the chart 'Without settings' can't be drawn: TypeError");
    }
}
