package org.chokepoint.model.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.chokepoint.model.Network;
import org.chokepoint.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parameter counts of imported configs against published ones, {@code published_parameters.csv}: within 0.5 %, or within
 * half a unit of the last digit where the table says that the published figure is rounded.
 */
class PublishedParametersTest {
    private static final double TOLERANCE = 0.005;

    static Stream<Row> rows() {
        return Row.read().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void totalAndActiveAreAsPublished(Row row) {
        Network network = Fixtures.network(row.fixture());
        if (!row.total().isEmpty()) {
            check(row.model() + " total", row.total(), row.totalTolerance(), basis(network, row.totalBasis()));
        }
        if (!row.active().isEmpty()) {
            check(row.model() + " active", row.active(), row.activeTolerance(), active(network, row.activeBasis()));
        }
    }

    @Test
    void enoughTotalsAreCheckedClosely() {
        long close = Row.read().stream()
                .filter(row -> row.totalTolerance().equals("0.5%") && digits(row.total()) >= 3)
                .map(Row::fixture)
                .distinct()
                .count();
        assertThat(close).isGreaterThanOrEqualTo(60);
    }

    private static double basis(Network network, String basis) {
        Parameters p = network.parameters();
        // a second copy of embedding and head stored with the prediction module, or of a tied head
        double copies = (double) network.vocabulary() * network.hidden();
        switch (basis) {
            case "all":
                return p.total();
            case "untied":
                return p.total() + copies;
            case "with_mtp":
                return p.total() + p.nextToken();
            case "with_mtp_untied":
                return p.total() + p.nextToken() + 2 * copies;
            case "without_embedding_and_head":
                return p.total() - p.embedding() - p.headMatrix();
            default:
                throw new IllegalArgumentException(basis);
        }
    }

    private static double active(Network network, String basis) {
        Parameters p = network.parameters();
        switch (basis) {
            case "all":
                return p.active();
            case "without_embedding":
                return p.active() - p.embedding();
            case "without_embedding_and_head":
                return p.active() - p.embedding() - p.headMatrix();
            default:
                throw new IllegalArgumentException(basis);
        }
    }

    private static void check(String what, String published, String tolerance, double counted) {
        double figure = figure(published).doubleValue();
        double unit = figure(published).ulp().doubleValue();
        switch (tolerance) {
            case "0.5%":
                assertThat(counted).as(what).isBetween(figure * (1 - TOLERANCE), figure * (1 + TOLERANCE));
                break;
            case "rounded":
                assertThat(counted).as(what).isBetween(figure - unit / 2, figure + unit / 2);
                break;
            case "truncated":
                assertThat(counted).as(what).isBetween(figure, figure + unit);
                break;
            default:
                throw new IllegalArgumentException(tolerance);
        }
    }

    private static int digits(String published) {
        return figure(published).unscaledValue().toString().length();
    }

    /** A figure as written: 671B, 1.6T or 8030261248. */
    private static BigDecimal figure(String text) {
        int power = text.endsWith("T") ? 12 : text.endsWith("B") ? 9 : 0;
        String number = power == 0 ? text : text.substring(0, text.length() - 1);
        return new BigDecimal(number).scaleByPowerOfTen(power);
    }

    record Row(
            String model,
            String fixture,
            String total,
            String totalBasis,
            String totalTolerance,
            String active,
            String activeBasis,
            String activeTolerance) {
        static List<Row> read() {
            String text = Fixtures.text("/published_parameters.csv");
            return CsvReader.builder().ofNamedCsvRecord(text).stream()
                    .map(Row::of)
                    .toList();
        }

        private static Row of(NamedCsvRecord line) {
            return new Row(
                    line.getField("model"),
                    line.getField("fixture"),
                    line.getField("total"),
                    line.getField("total_basis"),
                    line.getField("total_tolerance"),
                    line.getField("active"),
                    line.getField("active_basis"),
                    line.getField("active_tolerance"));
        }

        @Override
        public String toString() {
            return model;
        }
    }
}
