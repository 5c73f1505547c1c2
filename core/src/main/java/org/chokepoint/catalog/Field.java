package org.chokepoint.catalog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.chokepoint.units.Dimension;

/** How a record component stands in a catalog file. Without it the key is the component's name in snake case. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
    /** Key in the file; empty: the component's name in snake case. */
    String key() default "";

    /** What a number measures; {@code RATIO} is a plain number. */
    Dimension unit() default Dimension.RATIO;

    /** Text of the value if the key is absent; a component without it is needed. */
    String otherwise() default NEEDED;

    /** Whether the value is a fact that needs a source. */
    boolean sourced() default true;

    /** One line for the schema. */
    String help() default "";

    /** Marks a component that has no default. */
    String NEEDED = "\0";
}
