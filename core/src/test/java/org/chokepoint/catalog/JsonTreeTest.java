package org.chokepoint.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON as a located tree. */
final class JsonTreeTest {
    @Test
    void valuesKnowTheirPlace() {
        Tree tree = JsonTree.read("config.json", "{\"a\": 1,\n \"b\": [true, null, \"x\"]}");
        assertThat(tree.at()).isEqualTo(new Location("config.json", 1, 1));
        assertThat(tree.entries().get("a").at()).isEqualTo(new Location("config.json", 1, 7));
        Tree list = tree.entries().get("b");
        assertThat(list.items().get(0).at()).isEqualTo(new Location("config.json", 2, 8));
        assertThat(list.items().get(1).kind()).isEqualTo(Tree.Kind.NULL);
        assertThat(list.items().get(2).quoted()).isTrue();
    }

    @Test
    void numbersStayAsWritten() {
        Tree tree = JsonTree.read("a.json", "[1e-05, 500000.0, 12345678901234567890, NaN, Infinity]");
        assertThat(tree.items()).extracting(Tree::text).startsWith("1e-05", "500000.0", "12345678901234567890");
        // Python writes them; whoever wants a number refuses them
        Tree nan = tree.items().get(3);
        assertThatThrownBy(() -> Scalars.number(nan, "eps")).isInstanceOf(Fault.class);
        Tree infinity = tree.items().get(4);
        assertThatThrownBy(() -> Scalars.number(infinity, "eps")).isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | 1 | 1 | found nothing",
                "'{\"a\": 1'           | 1 | 8 | not valid JSON",
                "'{\"a\": 1, \"a\": 2}'| 1 | 10| stands twice",
                "'{\"a\": 1} x'        | 1 | 10| not valid JSON",
                "'{} {}'               | 1 | 4 | text behind",
                "'{a: 1}'              | 1 | 2 | not valid JSON",
                "'{\"a\": 01}'         | 1 | 7 | not valid JSON",
                "'{\"a\": tru}'        | 1 | 7 | not valid JSON",
                "'{\"a\" 1}'           | 1 | 6 | not valid JSON"
            })
    void isStrict(String text, int line, int column, String what) {
        assertThatThrownBy(() -> JsonTree.read("a.json", text)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.what()).contains(what);
            assertThat(fault.at().line()).isEqualTo(line);
            assertThat(fault.at().column()).isBetween(column, column + 4);
            assertThat(fault.maybe()).endsWith(".");
        });
    }

    @Test
    void deepNestingIsAFault() {
        assertThatThrownBy(() -> JsonTree.read("a.json", "[".repeat(200_000))).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> JsonTree.read("a.json", "{\"a\":".repeat(200_000)))
                .isInstanceOf(Fault.class);
    }

    @Test
    void hugeNumbersAreFaultsNotHours() {
        assertThatThrownBy(() -> Scalars.number(JsonTree.read("a.json", "1e999999999"), "a"))
                .isInstanceOf(Fault.class);
        assertThatThrownBy(() -> Scalars.number(JsonTree.read("a.json", "9".repeat(999)), "a"))
                .isInstanceOf(Fault.class);
    }
}
