/**
 * A step as an executed timeline. A schedule is a static order of turns on each pipeline rank; {@link
 * org.chokepoint.training.timeline.Executor} runs it as a longest path over arrays, and {@link
 * org.chokepoint.training.timeline.CriticalPath} says what made it as long as it is. Bubbles, overlap and exposed communication
 * come out; they are not put in. Knows seconds only: what a turn does, {@link org.chokepoint.training.ExecutedStep} knows.
 * Each schedule stands in a file of its own, named after it, with its source.
 *
 * <p>Neglected: jitter, a launch queue that runs full, contention of data-parallel communication with sends and with the
 * exchanges inside a turn.
 */
package org.chokepoint.training.timeline;
