package org.chokepoint.training.megatron;

import java.util.Map;
import java.util.Optional;
import org.chokepoint.evidence.Fault;

/**
 * The arguments of a file that are read.
 *
 * @param given by argument
 */
record Arguments(Map<Argument, Given> given) {
    boolean has(Argument argument) {
        return given.containsKey(argument);
    }

    Optional<Given> get(Argument argument) {
        return Optional.ofNullable(given.get(argument));
    }

    /** A whole number, or what Megatron-LM takes without the argument. */
    int whole(Argument argument, int otherwise) {
        return get(argument).map(Given::whole).orElse(otherwise);
    }

    /** Refuses two arguments that exclude each other. */
    void exclude(Argument one, Argument other) {
        if (has(one) && has(other)) {
            throw get(other)
                    .orElseThrow()
                    .fault(
                            other.written() + " and " + one.written() + " in line "
                                    + get(one).orElseThrow().at().line() + " exclude each other.",
                            "one of them is to be removed.");
        }
    }

    /** Refuses an argument that acts only beside another. */
    void require(Argument one, Argument other) {
        if (has(one) && !has(other)) {
            throw get(one).orElseThrow()
                    .fault(one.written() + " needs " + other.written() + ".", "add " + other.written() + ".");
        }
    }

    /** The first of these that is given. */
    Optional<Given> first(Argument... arguments) {
        for (Argument argument : arguments) {
            if (has(argument)) {
                return get(argument);
            }
        }
        return Optional.empty();
    }

    /** A fault at an argument that is given. */
    Fault fault(Argument argument, String what, String maybe) {
        return get(argument).orElseThrow().fault(what, maybe);
    }
}
