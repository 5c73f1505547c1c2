package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.Index;
import org.chokepoint.catalog.Kind;
import org.junit.jupiter.api.Test;

/** The real catalog: nothing contradicts itself, and the index is up to date. */
final class IndexTest {
    @Test
    void nothingContradictsItself() {
        CatalogCheckAnswer answer = new Chokepoint(Checkout.catalog()).ask(new CatalogCheckQuestion(), Progress.NONE);
        assertThat(answer.problems()).isEmpty();
        assertThat(answer.records()).isGreaterThan(100);
    }

    @Test
    void theIndexIsUpToDate() throws IOException {
        Catalog catalog = Checkout.catalog();
        List<Entry<?>> entries = new ArrayList<>();
        for (Kind<?> kind : Kinds.ALL) {
            catalog.all(kind).stream().sorted(Comparator.comparing(Entry::id)).forEach(entries::add);
        }
        Path file = Checkout.path("catalog").resolve(Index.FILE);
        String text = Index.text(entries);
        if (Boolean.getBoolean("index.update")) {
            Files.writeString(file, text);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("catalog/index.csv is stale; regenerate it with -Dindex.update=true")
                .isEqualTo(text);
    }
}
