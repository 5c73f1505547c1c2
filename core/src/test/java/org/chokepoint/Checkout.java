package org.chokepoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Shelf;

/** The checkout that the tests run in; Maven starts them in the module, an editor often at the top. */
public final class Checkout {
    private Checkout() {}

    /** A file or folder below the top of the checkout, which the launcher marks. */
    public static Path path(String below) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("chokepoint"))) {
            folder = folder.getParent();
        }
        return folder.resolve(below);
    }

    /** The real catalog, as people edit it. */
    public static Catalog catalog() {
        return new Catalog(Shelf.of(path("catalog")), List.of());
    }

    /** Every constant of the models as it stands in the catalog, for digests of what a page rests on. */
    public static String constants() throws IOException {
        return texts(List.of("catalog/calibration", "catalog/stacks"));
    }

    /** Every constant of serving engines. */
    public static String engines() throws IOException {
        return texts(List.of("catalog/engines"));
    }

    private static String texts(List<String> folders) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(path(folder))) {
                for (Path file : files.sorted().toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }
}
