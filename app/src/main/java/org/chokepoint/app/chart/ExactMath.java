package org.chokepoint.app.chart;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.ScriptableObject;

/** Mathematics of scripts that is the same on every Java and processor; Rhino's own follows {@link Math}. */
final class ExactMath {
    private ExactMath() {}

    /** Replaces what {@link Math} leaves open, and chance by a fixed sequence. */
    static void install(ScriptableObject scope) {
        ScriptableObject math = (ScriptableObject) ScriptableObject.getProperty(scope, "Math");
        unary(math, "acos", StrictMath::acos);
        unary(math, "asin", StrictMath::asin);
        unary(math, "atan", StrictMath::atan);
        unary(math, "cbrt", StrictMath::cbrt);
        unary(math, "cos", StrictMath::cos);
        unary(math, "cosh", StrictMath::cosh);
        unary(math, "exp", StrictMath::exp);
        unary(math, "expm1", StrictMath::expm1);
        unary(math, "log", StrictMath::log);
        unary(math, "log10", StrictMath::log10);
        unary(math, "log1p", StrictMath::log1p);
        unary(math, "sin", StrictMath::sin);
        unary(math, "sinh", StrictMath::sinh);
        unary(math, "tan", StrictMath::tan);
        unary(math, "tanh", StrictMath::tanh);
        binary(math, "atan2", StrictMath::atan2);
        binary(math, "pow", StrictMath::pow);
    }

    private static void unary(ScriptableObject math, String name, DoubleUnaryOperator function) {
        put(math, name, 1, arguments -> function.applyAsDouble(number(arguments, 0)));
    }

    private static void binary(ScriptableObject math, String name, DoubleBinaryOperator function) {
        put(math, name, 2, arguments -> function.applyAsDouble(number(arguments, 0), number(arguments, 1)));
    }

    private interface Numeric {
        double of(Object[] arguments);
    }

    private static void put(ScriptableObject math, String name, int arity, Numeric function) {
        LambdaFunction replacement = new LambdaFunction(
                math.getParentScope(), name, arity, (context, scope, self, arguments) -> function.of(arguments));
        ScriptableObject.putProperty(math, name, replacement);
    }

    private static double number(Object[] arguments, int index) {
        return index < arguments.length ? Context.toNumber(arguments[index]) : Double.NaN;
    }
}
