package org.chokepoint.study;

/**
 * How a training stack is told to run a layout.
 *
 * @param run the training question whose layout is meant
 * @param stack training stack
 */
public record ArgumentsQuestion(TrainQuestion run, Emission stack) implements Question<ArgumentsAnswer> {}
