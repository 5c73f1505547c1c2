package org.chokepoint.training.script;

import java.util.List;
import java.util.Optional;
import org.chokepoint.evidence.Location;

/** A part of a word before expansion. */
sealed interface Part {
    /** Where it begins. */
    Location at();

    /** Whether it stands in quotes, so that it is not split at blanks. */
    boolean quoted();

    /**
     * Text; a line feed stands only at the end.
     *
     * @param unresolved why it can't be told whether it stands there at all
     */
    record Literal(String text, Location at, boolean quoted, Optional<String> unresolved) implements Part {}

    /**
     * A variable.
     *
     * @param name name without the dollar sign
     * @param all whether every element of an array is meant
     * @param otherwise what stands for it where it is not set
     */
    record Reference(String name, boolean all, Optional<List<Part>> otherwise, Location at, boolean quoted)
            implements Part {}

    /** Arithmetic between {@code $((} and {@code ))}. */
    record Sum(String expression, Location at, boolean quoted) implements Part {}

    /** What only running the script would tell, as written. */
    record Opaque(String shown, Location at, boolean quoted) implements Part {}
}
