package org.chokepoint.study;

/**
 * How a training stack is told to run a layout.
 *
 * @param run the training question whose layout is meant, or the search question whose best layout is
 * @param stack training stack
 */
public record ArgumentsQuestion(Question<?> run, Emission stack) implements Question<ArgumentsAnswer> {}
