package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Explanation;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;

/**
 * Walks from a number of an answer over its formula and inputs to catalog values and to what the question gave. The inputs
 * come from {@link Meaning#from}, one a string or several with commas between them; each is
 *
 * <ul>
 *   <li>a path of the answer; {@code .steps} stands beside the number itself, {@code [*]} and {@code .*} mean every item
 *       or key (parts that are zero are left out), {@code [beside=false]} every item of which that holds, and {@code
 *       {strategy.precision}} the text of another value;
 *   <li>{@code kind:field}: a value of a catalog record that the answer used;
 *   <li>{@code question:--tokens}: what the question gave for an option;
 *   <li>{@code assumed:text}: what holds where nothing was given;
 *   <li>several of these with {@code |} between them: the first that exists.
 * </ul>
 *
 * What was shown before is not walked again.
 */
public final class Explainer {
    private static final int DEEPEST = 20;

    /** Source of what was shown before. */
    public static final String AGAIN = "see above";

    private final Inputs inputs;
    private final Set<String> shown = new LinkedHashSet<>();

    private Explainer(Object answer) {
        this.inputs = new Inputs(answer, evidence(answer));
    }

    /**
     * How a value came about.
     *
     * @param path its path, e.g. {@code step.seconds}
     * @throws Fault if the answer has no such path
     */
    public static Explanation explain(Object answer, String path) {
        Optional<AnswerTree.Node> node = AnswerTree.find(answer, path.strip());
        if (node.isEmpty() || path.isBlank()) {
            List<String> paths = new ArrayList<>();
            AnswerTree.leaves(answer).stream()
                    .filter(AnswerTree.Node::isNumber)
                    .forEach(leaf -> paths.add(leaf.path()));
            String what = "the answer has no '" + path + "'.";
            throw new Fault(Location.of("--explain"), what, Nearest.remedy(path, paths));
        }
        return new Explainer(answer).explain(node.get(), 0);
    }

    private static Optional<Evidence> evidence(Object answer) {
        return AnswerTree.find(answer, "evidence")
                .flatMap(AnswerTree.Node::value)
                .filter(Evidence.class::isInstance)
                .map(Evidence.class::cast);
    }

    private Explanation explain(AnswerTree.Node node, int depth) {
        Described described = Described.of(node);
        String value = node.isObject() || node.isArray() ? "" : Readout.of(node);
        if (!shown.add(node.path())) {
            return new Explanation(node.path(), value, described.meaning(), "", AGAIN, List.of());
        }
        List<Explanation> below = new ArrayList<>();
        if (depth < DEEPEST) {
            for (String from : described.from()) {
                below.addAll(input(from, node, depth));
            }
            if (below.isEmpty() && (node.isObject() || node.isArray())) {
                AnswerTree.children(node).forEach(child -> below.add(explain(child, depth + 1)));
            }
        }
        return new Explanation(node.path(), value, described.meaning(), described.formula(), described.source(), below);
    }

    /** Explanations of an input: the first alternative that exists. */
    private List<Explanation> input(String from, AnswerTree.Node of, int depth) {
        for (String alternative : from.split("\\|", -1)) {
            List<Explanation> found = new ArrayList<>();
            if (Inputs.isOutside(alternative)) {
                inputs.outside(alternative, of).forEach(leaf -> found.add(once(leaf)));
            } else {
                inputs.inside(alternative, of).forEach(node -> found.add(explain(node, depth + 1)));
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private Explanation once(Explanation leaf) {
        return shown.add(leaf.path() + " " + leaf.value())
                ? leaf
                : new Explanation(leaf.path(), leaf.value(), leaf.meaning(), "", AGAIN, List.of());
    }
}
