package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Schemas for editors: made from the records, up to date, and true of every file of the catalog. */
final class SchemaTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static List<Kind<?>> kinds() {
        return Kinds.ALL;
    }

    private static Path file(Kind<?> kind) {
        return Checkout.path("schema").resolve(kind.word() + ".schema.json");
    }

    private static String text(Kind<?> kind) {
        return JSON.writeValueAsString(Schemas.of(kind)).replace("\r", "") + "\n";
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSchemaIsUpToDate(Kind<?> kind) throws IOException {
        Path file = file(kind);
        if (Boolean.getBoolean("schemas.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text(kind));
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("schema/" + file.getFileName() + " is stale; regenerate it with -Dschemas.update=true")
                .isEqualTo(text(kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyFileOfTheCatalogFits(Kind<?> kind) throws IOException {
        Schema schema = schema(kind);
        try (Stream<Path> files = Files.list(Checkout.path("catalog").resolve(kind.folder()))) {
            for (Path file : files.sorted().toList()) {
                assertThat(schema.validate(Files.readString(file), InputFormat.YAML))
                        .as(file.getFileName().toString())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void slipsAreSeen(Kind<?> kind) throws IOException {
        Schema schema = schema(kind);
        String text;
        try (Stream<Path> files = Files.list(Checkout.path("catalog").resolve(kind.folder()))) {
            text = Files.readString(files.sorted().findFirst().orElseThrow());
        }
        assertThat(schema.validate(text + "\nslip: 1\n", InputFormat.YAML)).isNotEmpty();
        assertThat(schema.validate(text.replace("kind: " + kind.word(), "kind: other"), InputFormat.YAML))
                .isNotEmpty();
        assertThat(schema.validate(text.replaceFirst("\nname: .*\n", "\n"), InputFormat.YAML))
                .isNotEmpty();
    }

    private static Schema schema(Kind<?> kind) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(kind));
    }
}
