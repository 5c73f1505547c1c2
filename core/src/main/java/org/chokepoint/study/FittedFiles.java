package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.Kind;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Location;
import org.chokepoint.units.Figure;
import org.chokepoint.validation.CalibrationFit;

/** Catalog files with fitted values in the place of those before; all else in them stays as it is written. */
final class FittedFiles {
    private final Catalog catalog;
    private final List<CalibrationFit.Constant> constants;
    private final double[] values;

    FittedFiles(Catalog catalog, List<CalibrationFit.Constant> constants, double[] values) {
        this.catalog = catalog;
        this.constants = constants;
        this.values = values;
    }

    /** @param bands table of bands and its text, where a fit has made a new one */
    List<CalibrateAnswer.File> files(Optional<CalibrateAnswer.File> bands) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int p = 0; p < constants.size(); p++) {
            CalibrationFit.Constant constant = constants.get(p);
            for (String holder : constant.holders()) {
                Kind<?> kind = constant.kind();
                Entry<?> entry = catalog.find(kind, holder, Location.of(holder));
                String path = kind.folder() + "/" + holder + ".yaml";
                String text = texts.computeIfAbsent(path, catalog::table);
                Location at = place(entry.tree(), constant.key());
                texts.put(path, replaced(text, at, Figure.json(values[p], 4)));
            }
        }
        bands.ifPresent(file -> texts.put(file.path(), file.text()));
        List<CalibrateAnswer.File> files = new ArrayList<>();
        texts.forEach((path, text) -> files.add(new CalibrateAnswer.File(path, text)));
        return files;
    }

    private static Location place(Tree tree, String path) {
        Tree at = tree;
        for (String key : path.split("\\.", -1)) {
            at = at.entries().get(key);
        }
        return at.entries().get("value").at();
    }

    /** A text whose number at a place is another; values on one line keep their places left of it. */
    private static String replaced(String text, Location at, String value) {
        String[] lines = text.split("\n", -1);
        String line = lines[at.line() - 1];
        int begin = at.column() - 1;
        int end = begin;
        while (end < line.length() && ",} ".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        lines[at.line() - 1] = line.substring(0, begin) + value + line.substring(end);
        return String.join("\n", lines);
    }
}
