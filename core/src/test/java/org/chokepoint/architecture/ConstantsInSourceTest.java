package org.chokepoint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.chokepoint.Checkout;
import org.junit.jupiter.api.Test;

/**
 * Numbers that one could tune stand in the catalog, with range and reason. In the source of the models stand counts and units, and
 * the numbers of {@code constants-in-source.txt}, each with the reason why it is no constant of a model.
 */
final class ConstantsInSourceTest {
    private static final List<String> PACKAGES =
            List.of("machine", "training", "training/timeline", "model", "serving");
    private static final String LIST = "core/src/test/resources/constants-in-source.txt";

    private static final Set<Double> UNIT = new TreeSet<>(List.of(-1.0, 0.0, 1.0));

    /** Counts, halves, sizes of numbers in bytes and bits, and units. */
    private static final Set<Double> PLAIN =
            new TreeSet<>(List.of(-1.0, 0.0, 1.0, 2.0, 3.0, 0.5, 4.0, 8.0, 3600.0, 1e6, 1e9, 1e12));

    @Test
    void everyOtherNumberOfTheModelsHasAReason() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String each : PACKAGES) {
            try (var files = Files.list(Checkout.path("core/src/main/java/org/chokepoint/" + each))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    found.addAll(numbers(file, each));
                }
            }
        }
        assertThat(found)
                .as("numbers in the source of the models against " + LIST
                        + "; a number that could be another belongs in the catalog")
                .containsExactlyElementsOf(allowed().keySet());
    }

    /** Numbers with their reasons: package/Class number: reason. */
    private static TreeMap<String, String> allowed() throws IOException {
        TreeMap<String, String> allowed = new TreeMap<>();
        for (String line : Files.readAllLines(Checkout.path(LIST))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(": ");
                assertThat(colon).as("a reason in: " + line).isPositive();
                assertThat(allowed.put(line.substring(0, colon), line.substring(colon + 2)))
                        .as("twice: " + line)
                        .isNull();
            }
        }
        return allowed;
    }

    private static List<String> numbers(Path file, String folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        String type = file.getFileName().toString().replace(".java", "");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjects(file));
            for (CompilationUnitTree unit : task.parse()) {
                new TreePathScanner<Void, Void>() {
                    @Override
                    public Void visitLiteral(LiteralTree literal, Void none) {
                        if (literal.getValue() instanceof Number number
                                && !(named() ? UNIT : PLAIN).contains(number.doubleValue())
                                && !capacity(literal)) {
                            found.add(folder + "/" + type + " " + number);
                        }
                        return null;
                    }

                    /** Whether it has a name of its own: then somebody chose it. */
                    private boolean named() {
                        return getCurrentPath().getParentPath().getLeaf() instanceof VariableTree variable
                                && variable.getModifiers().getFlags().contains(Modifier.STATIC);
                    }

                    /** Whether it only says for how many things room is made. */
                    private boolean capacity(LiteralTree literal) {
                        var parent = getCurrentPath().getParentPath().getLeaf();
                        return parent instanceof NewArrayTree array
                                        && array.getDimensions().contains(literal)
                                || parent instanceof NewClassTree made
                                        && made.getIdentifier().toString().startsWith("ArrayList");
                    }
                }.scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
