package org.chokepoint.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Calls that would make an answer depend on the Java version, the processor, the locale, the clock or the run. What cannot
 * be seen in bytecode is not caught: a double boxed before it is printed, and the {@code toString} of a record of doubles.
 */
final class Determinism {
    /** Exact by definition: the result is given bit by bit, on every Java and every processor. */
    private static final Set<String> EXACT_MATH = Set.of(
            "abs",
            "absExact",
            "addExact",
            "ceil",
            "copySign",
            "decrementExact",
            "floor",
            "floorDiv",
            "floorMod",
            "fma",
            "getExponent",
            "incrementExact",
            "max",
            "min",
            "multiplyExact",
            "multiplyFull",
            "multiplyHigh",
            "negateExact",
            "nextAfter",
            "nextDown",
            "nextUp",
            "rint",
            "round",
            "scalb",
            "signum",
            "sqrt",
            "subtractExact",
            "toIntExact",
            "ulp");

    private static final Set<String> UNORDERED_COLLECTORS =
            Set.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap", "toConcurrentMap", "groupingByConcurrent");

    private static final String FIGURE = "org.chokepoint.units.Figure";

    private Determinism() {}

    static ArchCondition<JavaClass> useOnlyExactMath() {
        return callNothing(
                "take from java.lang.Math only what is exact everywhere, and the rest from StrictMath",
                call -> call.isOn("java.lang.Math") && !EXACT_MATH.contains(call.name()));
    }

    static ArchCondition<JavaClass> readNoClockAndNoHiddenSeed() {
        return callNothing(
                "read no clock and draw from no hidden seed",
                call -> call.isOneOf("java.lang.System", "nanoTime", "currentTimeMillis", "identityHashCode")
                        || call.isInPackage("java.time") && call.name().equals("now")
                        || call.isOn("java.time.Clock") && call.name().startsWith("system")
                        || call.isOn("java.util.Date") && call.parameters().isEmpty()
                        || call.isOneOf("java.lang.StrictMath", "random")
                        || call.isOn("java.util.Random")
                        || call.isOn("java.util.concurrent.ThreadLocalRandom")
                        || call.isOn("java.security.SecureRandom")
                        || call.isOn("java.util.SplittableRandom")
                                && call.isConstruction()
                                && call.parameters().isEmpty()
                        || call.isOneOf("java.util.random.RandomGenerator", "of", "getDefault")
                        || call.isOneOf("java.util.random.RandomGeneratorFactory", "create")
                                && call.parameters().isEmpty()
                        || call.isOneOf("java.util.UUID", "randomUUID")
                        || call.isOneOf("java.util.Collections", "shuffle")
                                && call.parameters().size() == 1);
    }

    static ArchCondition<JavaClass> leaveTheTextOfDoublesToFigure() {
        return callNothing(
                "turn doubles into text only in " + FIGURE,
                call -> !call.from().getName().equals(FIGURE)
                        && !call.from().getName().startsWith(FIGURE + "$")
                        && makesTextOfDoubles(call));
    }

    private static boolean makesTextOfDoubles(Call call) {
        return call.isOneOf("java.lang.String", "format", "formatted")
                || call.isOneOf("java.lang.Double", "toString")
                || call.isOneOf("java.lang.Float", "toString")
                || call.isOneOf("java.math.BigDecimal", "valueOf") && call.takesFloatingPoint()
                || call.isOneOf("java.lang.String", "valueOf") && call.takesFloatingPoint()
                || call.isOneOf("java.lang.StringBuilder", "append", "insert") && call.takesFloatingPoint()
                || call.isOneOf("java.lang.StringBuffer", "append", "insert") && call.takesFloatingPoint()
                || call.isOneOf("java.io.PrintStream", "printf", "format")
                || call.isOneOf("java.io.PrintWriter", "printf", "format")
                || call.isOneOf("java.io.PrintStream", "print", "println") && call.takesFloatingPoint()
                || call.isOneOf("java.io.PrintWriter", "print", "println") && call.takesFloatingPoint()
                || call.isOn("java.util.Formatter")
                || call.isInPackage("java.text") && call.isConstruction()
                || call.isOn("java.text.NumberFormat")
                || call.isInPackage("tools.jackson.core")
                        && call.name().startsWith("write")
                        && call.takesFloatingPoint();
    }

    static ArchCondition<JavaClass> keepCollectionsInOrder() {
        return callNothing(
                "keep every collection in an order of its own: lists, arrays, EnumMap, LinkedHashMap, TreeMap",
                call -> call.isConstruction()
                                && (call.isOn("java.util.HashMap")
                                        || call.isOn("java.util.HashSet")
                                        || call.isOn("java.util.IdentityHashMap")
                                        || call.isOn("java.util.WeakHashMap"))
                        || call.isOneOf("java.util.Set", "of", "copyOf")
                        || call.isOneOf("java.util.Map", "ofEntries", "copyOf")
                        // up to one entry has only one order
                        || call.isOneOf("java.util.Map", "of")
                                && call.parameters().size() > 2
                        || call.isOn("java.util.stream.Collectors") && isUnordered(call));
    }

    /** The collectors that build a HashMap or HashSet, unless they are told which map to build. */
    private static boolean isUnordered(Call call) {
        return UNORDERED_COLLECTORS.contains(call.name())
                || call.name().equals("toMap") && call.parameters().size() < 4
                || call.name().equals("groupingBy") && call.parameters().size() < 3;
    }

    static ArchCondition<JavaClass> useNoParallelStreams() {
        return callNothing(
                "use no parallel stream: a sum in another order is another sum, so chunks are fixed and merged in order",
                call -> call.name().equals("parallelStream")
                        || call.isInPackage("java.util.stream") && call.name().equals("parallel")
                        || call.isOn("java.util.Arrays") && call.name().equals("parallelPrefix"));
    }

    private static ArchCondition<JavaClass> callNothing(String description, Predicate<Call> forbidden) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                for (JavaCodeUnitAccess<?> access : javaClass.getCodeUnitAccessesFromSelf()) {
                    if (forbidden.test(Call.of(access))) {
                        events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                    }
                }
            }
        };
    }
}
