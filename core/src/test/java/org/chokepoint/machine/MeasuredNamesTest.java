package org.chokepoint.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.Kind;
import org.chokepoint.evidence.Location;
import org.chokepoint.model.ModelRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Names as published tables of measurements write them, and what each of them means. */
final class MeasuredNamesTest {
    private static final Catalog CATALOG = Checkout.catalog();
    private static final Location HERE = Location.of("table");

    /** Scale-up with GB/s of a chip, both directions; then, maybe, ports of a host and Gbit/s of each. */
    private static final Pattern FABRIC = Pattern.compile("[a-z0-9-]+-(\\d+)(?:\\+.*?(?:-(\\d+)x(\\d+))?)?");

    private static <R> Entry<R> find(Kind<R> kind, String name) {
        return CATALOG.find(kind, name, HERE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/measured_chips.csv", numLinesToSkip = 1)
    void chips(String name, String id) {
        assertThat(find(Accelerator.KIND, name).id()).isEqualTo(id);
        assertThat(find(Accelerator.KIND, name.toUpperCase(Locale.ROOT)).id()).isEqualTo(id);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/measured_models.csv", numLinesToSkip = 1)
    void models(String name, String id) {
        assertThat(find(ModelRecord.KIND, name).id()).isEqualTo(id);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/measured_fabrics.csv", numLinesToSkip = 1)
    void fabrics(String accelerator, String fabric, Integer portGigabits, String id) {
        Cluster cluster = find(Cluster.KIND, id).value();
        Accelerator chip = find(Accelerator.KIND, cluster.accelerator()).value();
        assertThat(chip.id()).isEqualTo(find(Accelerator.KIND, accelerator).id());
        Matcher parts = FABRIC.matcher(fabric);
        assertThat(parts.matches()).as(fabric).isTrue();
        double scaleUp = Double.parseDouble(parts.group(1)) * 1e9;
        assertThat(chip.scaleUpBytesPerSecond()).isCloseTo(scaleUp, within(0.01 * scaleUp));
        double scaleOutGigabits = cluster.scaleOutBytesPerSecond() * 8 / 1e9;
        if (portGigabits != null) {
            assertThat(scaleOutGigabits).isEqualTo(portGigabits.doubleValue());
        }
        if (parts.group(2) != null) {
            double host = Double.parseDouble(parts.group(2)) * Double.parseDouble(parts.group(3));
            assertThat(scaleOutGigabits * cluster.acceleratorsPerNode()).isEqualTo(host);
        }
    }

    @Test
    void theTablesNameWhatPublishedOnesDo() {
        assertThat(column("/measured_chips.csv", "name")).hasSize(61).doesNotHaveDuplicates();
        assertThat(column("/measured_fabrics.csv", "fabric")).hasSize(28);
        Set<String> clusters = new HashSet<>(column("/measured_fabrics.csv", "cluster"));
        assertThat(clusters).hasSizeGreaterThan(20);
    }

    @Test
    void everyChipStandsInAClusterOfItsOwnOrOfAKindredChip() {
        assertThat(CATALOG.all(Accelerator.KIND)).hasSizeGreaterThanOrEqualTo(60);
        assertThat(CATALOG.all(ModelRecord.KIND)).hasSizeGreaterThanOrEqualTo(60);
        for (Entry<Accelerator> chip : CATALOG.all(Accelerator.KIND)) {
            Cluster cluster = find(Cluster.KIND, chip.value().cluster()).value();
            Accelerator host = find(Accelerator.KIND, cluster.accelerator()).value();
            assertThat(host.vendor()).as(chip.id()).isEqualTo(chip.value().vendor());
            assertThat(host.family()).as(chip.id()).isEqualTo(chip.value().family());
        }
    }

    private static List<String> column(String resource, String name) {
        try (InputStream in = MeasuredNamesTest.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return CsvReader.builder().ofNamedCsvRecord(text).stream()
                    .map((NamedCsvRecord line) -> line.getField(name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
