package org.chokepoint.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.units.Dimension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees become records, strictly. */
final class RecordReaderTest {
    /** Colours. */
    enum Colour {
        DARK_RED,
        BLUE
    }

    /** Shapes, told apart by {@code kind}. */
    sealed interface Shape permits Ball, FlatBox {}

    /** A ball. */
    record Ball(@Field(unit = Dimension.LENGTH) double radius) implements Shape {}

    /** A box. */
    record FlatBox(int corners) implements Shape {}

    /** Some of everything. */
    record Toy(
            String name,
            @Field(key = "mass", unit = Dimension.POWER) double watts,
            int count,
            @Field(otherwise = "3") int spares,
            boolean loud,
            Colour colour,
            Optional<String> maker,
            OptionalDouble price,
            List<Integer> sizes,
            Map<Colour, Double> shares,
            Shape shape) {
        Toy {
            if (count > 1000) {
                throw new IllegalArgumentException("a toy has at most 1000 parts.");
            }
        }
    }

    private static final String WHOLE = """
            name: bear
            mass: 2 kW
            count: 7
            loud: true
            colour: dark-red
            sizes: [1, 2]
            shares: {blue: 0.5, dark-red: 50 %}
            shape: {kind: flat-box, corners: 4}
            """;

    private static Toy read(String yaml) {
        return RecordReader.read(YamlTree.read("toy.yaml", yaml), Toy.class);
    }

    @Test
    void everyKindOfComponentIsRead() {
        Toy toy = read(WHOLE);
        assertThat(toy.watts()).isEqualTo(2000);
        assertThat(toy.spares()).isEqualTo(3);
        assertThat(toy.colour()).isEqualTo(Colour.DARK_RED);
        assertThat(toy.maker()).isEmpty();
        assertThat(toy.price()).isEmpty();
        assertThat(toy.sizes()).containsExactly(1, 2);
        assertThat(toy.shares().keySet()).containsExactly(Colour.BLUE, Colour.DARK_RED);
        assertThat(toy.shares().get(Colour.DARK_RED)).isEqualTo(0.5);
        assertThat(toy.shape()).isEqualTo(new FlatBox(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "name: bear        | nam: bear              | 1 | 1 | 'name' is missing        | 'nam'",
                "count: 7          | count: 7.5             | 3 | 8 | whole number             | slip",
                "count: 7          | count: -7              | 3 | 8 | negative                 | sign",
                "count: 7          | count: 99999999999     | 3 | 8 | whole number             | slip",
                "count: 7          | count: [7]             | 3 | 8 | expected a single value  | indentation",
                "count: 7          | count: 2000            | 1 | 1 | at most 1000 parts       | slip",
                "mass: 2 kW        | mass: 2                | 2 | 7 | has no unit              | 700 W",
                "mass: 2 kW        | mass: 2 kg             | 2 | 7 | unknown unit             | 700 W",
                "mass: 2 kW        | mass: .nan             | 2 | 7 | is not a quantity        | 700 W",
                "loud: true        | loud: yes              | 4 | 7 | true or false            | true",
                "loud: true        | loud: 'true'           | 4 | 7 | true or false            | true",
                "colour: dark-red  | colour: dark-rde       | 5 | 9 | one of dark-red, blue    | dark-red",
                "sizes: [1, 2]     | sizes: 1               | 6 | 8 | expected a list          | brackets",
                "kind: flat-box    | kind: flat-bax         | 8 | 15| one of ball, flat-box    | flat-box",
                "corners: 4        | corners: 4, radius: 1 m| 8 | 45| 'radius' is unknown      | .",
                "loud: true        | loud: true\\nlaod: true| 5 | 7 | 'laod' is unknown here   | loud"
            })
    void isStrict(String right, String wrong, int line, int column, String what, String maybe) {
        String yaml = WHOLE.replace(right, wrong.replace("\\n", "\n"));
        assertThatThrownBy(() -> read(yaml)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.what()).contains(what);
            assertThat(fault.at()).isEqualTo(new Location("toy.yaml", line, column));
            assertThat(fault.maybe()).contains(maybe);
        });
    }

    @Test
    void namesInFiles() {
        assertThat(RecordReader.snake("peakFlops")).isEqualTo("peak_flops");
        assertThat(RecordReader.word(FlatBox.class)).isEqualTo("flat-box");
        assertThat(RecordReader.word("DARK_RED")).isEqualTo("dark-red");
    }
}
