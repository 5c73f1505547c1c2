package org.chokepoint.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.units.Dimension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records by name: ids, aliases, overlays, a stale index. */
final class CatalogTest {
    /** A record to look for. */
    record Lamp(
            String id,
            String name,
            @Field(key = "power", unit = Dimension.POWER) double watts) {
        static final Kind<Lamp> KIND = new Kind<>("lamp", "lamps", Lamp.class);
    }

    private static final Location HERE = Location.of("--lamp");

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        lamp("catalog/lamps/desk-1.yaml", "desk-1", "[Desk, desk lamp]", "10 W");
        lamp("catalog/lamps/floor-2.yaml", "floor-2", "[]", "20 W");
        Files.writeString(folder.resolve("catalog/index.csv"), "kind,id,aliases\nlamp,desk-1,desk;desk-lamp\n");
    }

    private void lamp(String file, String id, String aliases, String power) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, """
                kind: lamp
                id: %s
                name: A lamp
                aliases: %s
                power: %s
                sources:
                  - {title: A label, url: none, date: 2024-01-01, grade: primary}
                """.formatted(id, aliases, power));
    }

    private Catalog catalog(Overlay... overlays) {
        return new Catalog(Shelf.of(folder.resolve("catalog")), List.of(overlays));
    }

    private double watts(Catalog catalog, String name) {
        return catalog.find(Lamp.KIND, name, HERE).value().watts();
    }

    @Test
    void idsAndAliasesAreFoundHoweverTheyAreWritten() {
        for (String name : List.of("desk-1", "DESK-1", "desk_1", " desk 1 ", "Desk", "desk lamp", "DESK_LAMP")) {
            assertThat(watts(catalog(), name)).as(name).isEqualTo(10);
        }
    }

    @Test
    void anUnknownNameIsAFaultWithTheNearest() {
        assertThatThrownBy(() -> watts(catalog(), "desk-11")).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.at()).isEqualTo(HERE);
            assertThat(fault.what()).isEqualTo("there is no lamp named 'desk-11'.");
            assertThat(fault.maybe()).contains("desk-1");
        });
    }

    @Test
    void aStaleIndexCostsTimeOnly() throws IOException {
        assertThat(watts(catalog(), "floor-2")).isEqualTo(20);
        lamp("catalog/lamps/wall-3.yaml", "wall-3", "[sconce]", "30 W");
        assertThat(watts(catalog(), "sconce")).isEqualTo(30);
        // the index says that desk is desk-1, but desk-1 no longer answers to it
        lamp("catalog/lamps/desk-1.yaml", "desk-1", "[]", "10 W");
        lamp("catalog/lamps/desk-9.yaml", "desk-9", "[desk]", "90 W");
        assertThat(watts(catalog(), "desk")).isEqualTo(90);
        Files.delete(folder.resolve("catalog/lamps/desk-1.yaml"));
        assertThat(catalog().lookUp(Lamp.KIND, "desk-1")).isEmpty();
    }

    @Test
    void anIndexThatIsNoneIsIgnored() throws IOException {
        Files.writeString(folder.resolve("catalog/index.csv"), "kind\nlamp\n,,,,\n\n");
        assertThat(watts(catalog(), "desk")).isEqualTo(10);
        Files.delete(folder.resolve("catalog/index.csv"));
        assertThat(watts(catalog(), "desk")).isEqualTo(10);
    }

    @Test
    void theIdMustBeTheFilesName() throws IOException {
        lamp("catalog/lamps/wall-3.yaml", "wall-4", "[]", "30 W");
        assertThatThrownBy(() -> watts(catalog(), "wall-4"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("must be the file's name");
    }

    @Test
    void idsAreLowerCaseWithHyphens() throws IOException {
        lamp("catalog/lamps/Wall_3.yaml", "Wall_3", "[]", "30 W");
        assertThatThrownBy(() -> catalog().all(Lamp.KIND)).hasMessageContaining("wall-3");
    }

    @Test
    void theKindMustBeTheFolders() throws IOException {
        Files.writeString(folder.resolve("catalog/lamps/odd.yaml"), "kind: chair\nid: odd\n");
        assertThatThrownBy(() -> catalog().all(Lamp.KIND))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("wrong folder");
    }

    @Test
    void overlaysComeFirstAndTheLastWins() throws IOException {
        lamp("mine/desk.yaml", "desk-1", "[desk]", "11 W");
        lamp("mine/deep/er/new.yaml", "new", "[]", "12 W");
        lamp("yours.yaml", "desk-1", "[]", "13 W");
        Overlay mine = Overlay.of(folder.resolve("mine"));
        Overlay yours = Overlay.of(folder.resolve("yours.yaml"));
        assertThat(watts(catalog(mine), "desk-1")).isEqualTo(11);
        assertThat(watts(catalog(mine), "new")).isEqualTo(12);
        assertThat(watts(catalog(mine, yours), "desk-1")).isEqualTo(13);
        assertThat(watts(catalog(yours, mine), "desk-1")).isEqualTo(11);
        assertThat(watts(catalog(mine), "floor-2")).isEqualTo(20);
        assertThat(catalog(mine).all(Lamp.KIND)).hasSize(3);
    }

    @Test
    void anOverlayThatIsMissingOrNoTextIsAFault() throws IOException {
        assertThatThrownBy(() -> Overlay.of(folder.resolve("none"))).isInstanceOf(Fault.class);
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0, 1});
        assertThatThrownBy(() -> Overlay.of(binary)).isInstanceOf(Fault.class);
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "");
        assertThatThrownBy(() -> Overlay.of(empty)).isInstanceOf(Fault.class);
    }

    @Test
    void aFileOfTheCatalogThatIsNoTextIsAFault() throws IOException {
        Files.write(folder.resolve("catalog/lamps/bad.yaml"), new byte[] {(byte) 0xff, 0, 1});
        assertThatThrownBy(() -> catalog().all(Lamp.KIND)).isInstanceOf(Fault.class);
    }
}
