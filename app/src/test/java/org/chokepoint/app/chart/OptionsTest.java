package org.chokepoint.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chokepoint.app.json.JsonWriter;
import org.junit.jupiter.api.Test;

/** Options keep their order, hold only what JSON can say, and never change once they are in a chart. */
final class OptionsTest {
    @Test
    void areWrittenInOrder() {
        Options inner = Options.function("powers").put("base", 10);
        Options options = new Options()
                .put("z", 0.1)
                .put("a", List.of(1, "two", true, List.of(3L)))
                .put("m", inner)
                .put("z", 2.5);
        assertThat(JsonWriter.write(options.tree())).isEqualTo("""
                {
                  "z": 2.5,
                  "a": [
                    1,
                    "two",
                    true,
                    [
                      3
                    ]
                  ],
                  "m": {
                    "$function": "powers",
                    "base": 10
                  }
                }
                """);
    }

    @Test
    void doNotChangeOnceTheyAreATree() {
        List<Object> list = new ArrayList<>(List.of(1));
        Options options = new Options().put("list", list);
        Map<String, Object> tree = options.tree();
        list.add(2);
        options.put("later", true);
        assertThat(tree).containsOnlyKeys("list").containsEntry("list", List.of(1));
        assertThatThrownBy(tree::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refuseWhatJsonCannotSay() {
        Options options = new Options();
        assertThatThrownBy(() -> options.put("max", Double.NaN)).hasMessageContaining("'max' must be a finite number");
        assertThatThrownBy(() -> options.put("data", List.of(Double.POSITIVE_INFINITY)))
                .hasMessageContaining("'data' must be a finite number");
        assertThatThrownBy(() -> options.put("name", 'c')).hasMessageContaining("'name' can't be c");
        assertThatThrownBy(() -> options.put("name", null)).hasMessageContaining("'name' can't be null");
    }

    @Test
    void chartsNeedATitleAndASize() {
        Map<String, Object> none = new Options().tree();
        assertThatThrownBy(() -> new Chart(" ", 10, 10, none)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Chart("t", 0, 10, none)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Chart("t", 10, -1, none)).isInstanceOf(IllegalArgumentException.class);
    }
}
