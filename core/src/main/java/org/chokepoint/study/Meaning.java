package org.chokepoint.study;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a component of an answer follows from others: what {@code --explain} shows. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Meaning {
    /** What the number is. */
    String value();

    /** How it follows from its inputs; empty for an input of the question. */
    String formula() default "";

    /**
     * Inputs: paths of the same answer ({@code step.seconds}), or values of catalog records written {@code
     * kind:field} ({@code accelerator:memory_bandwidth}, {@code calibration:kernel.wide}).
     */
    String[] from() default {};

    /** Where the formula comes from; empty where it is a definition. */
    String source() default "";
}
