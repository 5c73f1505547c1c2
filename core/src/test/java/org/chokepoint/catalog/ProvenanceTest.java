package org.chokepoint.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fact has a source. */
final class ProvenanceTest {
    private static final String GENERAL = "{title: Sheet, url: none, date: 2024-01-01, grade: primary}";

    private static Provenance read(String sources) {
        String yaml = "peak: {bf16: 1, fp8: 2}\npower: 3\nsources: " + sources + "\n";
        Fields fields = YamlTree.read("chip.yaml", yaml).fields();
        return Provenance.read(fields, new LinkedHashSet<>(List.of("peak", "power")));
    }

    @Test
    void aSourceWithoutFieldsStandsForTheRest() {
        Provenance p = read("[" + GENERAL + ", {fields: [power], title: Test, url: none, date: x, grade: secondary}]");
        assertThat(p.of("peak").map(Source::title)).contains("Sheet");
        assertThat(p.of("power").map(Source::title)).contains("Test");
        assertThat(p.of("peak").map(Source::grade)).contains(Grade.PRIMARY);
        assertThat(p.of("power").map(Source::grade)).contains(Grade.SECONDARY);
    }

    @Test
    void aDottedFieldOverridesItsParent() {
        String own = "{fields: [peak.fp8], title: Own, url: none, date: x, grade: estimate}";
        Provenance p = read("[" + GENERAL + ", " + own + "]");
        assertThat(p.of("peak.fp8").map(Source::title)).contains("Own");
        assertThat(p.of("peak.bf16").map(Source::title)).contains("Sheet");
        String parent = "{fields: [peak], title: Parent, url: none, date: x, grade: derived}";
        Provenance both = read("[" + GENERAL + ", " + parent + ", " + own + "]");
        assertThat(both.of("peak.bf16").map(Source::title)).contains("Parent");
        assertThat(both.of("peak.fp8").map(Source::title)).contains("Own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                            | 'peak' has no source",
                "[{fields: [peak], title: A, url: none, date: x, grade: primary}] | 'power' has no source",
                "[{fields: [speed], title: A, url: none, date: x, grade: primary}] | names the field 'speed'",
                "[{title: A, url: none, date: x, grade: gold}]                 | one of primary",
                "[{title: A, url: none, date: x}]                              | 'grade' is missing",
                "[{title: A, url: none, date: x, grade: primary, page: 3}]     | 'page' is unknown"
            },
            quoteCharacter = '"')
    void isStrict(String sources, String what) {
        assertThatThrownBy(() -> read(sources)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.what()).contains(what);
            assertThat(fault.at()).isNotEqualTo(Location.of("chip.yaml"));
            assertThat(fault.at().file()).isEqualTo("chip.yaml");
        });
    }

    @Test
    void oneSourceAFieldAndOneForTheRest() {
        assertThatThrownBy(() -> read("[" + GENERAL + ", " + GENERAL + "]")).hasMessageContaining("two sources");
        String own = "{fields: [power], title: Own, url: none, date: x, grade: estimate}";
        assertThatThrownBy(() -> read("[" + GENERAL + ", " + own + ", " + own + "]"))
                .hasMessageContaining("two sources name 'power'");
    }
}
