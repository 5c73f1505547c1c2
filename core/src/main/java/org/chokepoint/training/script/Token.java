package org.chokepoint.training.script;

import java.util.List;
import org.chokepoint.evidence.Location;

/** What a script consists of. */
sealed interface Token {
    /** Where it begins. */
    Location at();

    /** A word before expansion. */
    record Raw(List<Part> parts, Location at) implements Token {
        /** Its text where it is plain and unquoted, such as a keyword; else nothing. */
        String plain() {
            return parts.size() == 1 && parts.get(0) instanceof Part.Literal text && !text.quoted() ? text.text() : "";
        }
    }

    /** An operator; {@link Lexer#REDIRECTION} stands for all that redirect, {@link Lexer#DIRECTIVE} opens a batch line. */
    record Operator(String symbol, Location at) implements Token {}

    /** {@code NAME=(} or {@code NAME+=(}; words follow up to a closing bracket. */
    record ArrayStart(String name, boolean append, Location at) implements Token {}
}
