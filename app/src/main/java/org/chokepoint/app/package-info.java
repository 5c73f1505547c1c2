/**
 * The doors: a command line that turns flags into the questions of {@link org.chokepoint.study} and their answers into
 * text. Knows no physics; what it prints as numbers stands in the answer.
 */
package org.chokepoint.app;
