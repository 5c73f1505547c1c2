package org.chokepoint.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YAML says what it seems to, and every value knows its place. */
final class YamlTreeTest {
    @Test
    void valuesKnowTheirPlace() {
        Tree tree = YamlTree.read("chip.yaml", "id: h100\npeak:\n  bf16: 989 TFLOP/s\n  fp8: [1, 2]\n");
        Tree peak = tree.entries().get("peak");
        assertThat(tree.at()).isEqualTo(new Location("chip.yaml", 1, 1));
        assertThat(peak.entries().get("bf16").at()).isEqualTo(new Location("chip.yaml", 3, 9));
        assertThat(peak.entries().get("fp8").items().get(1).at()).isEqualTo(new Location("chip.yaml", 4, 12));
    }

    @Test
    void scalarsStayText() {
        Tree tree = YamlTree.read("a.yaml", "a: 010\nb: yes\nc: '1'\nd: 1e3\ne: ~\nf: null\ng: \"null\"\nh:\n");
        assertThat(tree.entries().get("a").text()).isEqualTo("010");
        assertThat(tree.entries().get("b").text()).isEqualTo("yes");
        assertThat(tree.entries().get("c").quoted()).isTrue();
        assertThat(tree.entries().get("d").quoted()).isFalse();
        assertThat(tree.entries().get("e").kind()).isEqualTo(Tree.Kind.NULL);
        assertThat(tree.entries().get("f").kind()).isEqualTo(Tree.Kind.NULL);
        assertThat(tree.entries().get("g").text()).isEqualTo("null");
        assertThat(tree.entries().get("h").kind()).isEqualTo(Tree.Kind.NULL);
    }

    @Test
    void keysKeepTheirOrder() {
        Tree tree = YamlTree.read("a.yaml", "z: 1\na: 2\nm: 3\n");
        assertThat(tree.entries().keySet()).containsExactly("z", "a", "m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | 1 | 1 | found nothing",
                "'# only a comment'    | 1 | 17| found nothing",
                "'a: 1\\na: 2'         | 2 | 1 | stands twice",
                "'a: &x 1\\nb: *x'     | 1 | 4 | anchors and tags",
                "'a: !!int 1'          | 1 | 4 | anchors and tags",
                "'a: &x {b: 1}'        | 1 | 4 | anchors",
                "'&x a: 1'             | 1 | 1 | anchors",
                "'a: !x [1]'           | 1 | 4 | anchors",
                "'a: *x'               | 1 | 4 | aliases",
                "'a: 1\\n---\\nb: 2'   | 2 | 1 | second document",
                "'a: [1, 2'            | 1 | 9 | not valid YAML",
                "'a: \"open'           | 1 | 9 | not valid YAML",
                "'a:\\n\\t- b'         | 2 | 1 | not valid YAML",
                "'{a: b}: c'           | 1 | 1 | single word"
            })
    void isStrict(String text, int line, int column, String what) {
        String yaml = text.replace("\\n", "\n").replace("\\t", "\t");
        assertThatThrownBy(() -> YamlTree.read("a.yaml", yaml)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.what()).contains(what);
            assertThat(fault.at()).isEqualTo(new Location("a.yaml", line, column));
            assertThat(fault.maybe()).endsWith(".");
        });
    }

    @Test
    void deepNestingIsAFault() {
        assertThatThrownBy(() -> YamlTree.read("a.yaml", "[".repeat(100_000))).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> YamlTree.read("a.yaml", "a: ".repeat(50))).isInstanceOf(Fault.class);
        String deep = "[".repeat(60) + "]".repeat(60);
        assertThatThrownBy(() -> YamlTree.read("a.yaml", deep)).hasMessageContaining("nested deeper");
    }

    @Test
    void binaryIsAFault() {
        assertThatThrownBy(() -> YamlTree.read("a.yaml", "a: \u0000\u0001")).isInstanceOf(Fault.class);
    }
}
