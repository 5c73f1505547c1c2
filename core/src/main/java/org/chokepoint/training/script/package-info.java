/**
 * Reads a launch script as far as the commands in it can be told without running it: quotes, comments, continued lines, here
 * documents, variables and arrays with their defaults, whole-number arithmetic, simple tests, {@code bash -c} and {@code
 * eval}. Every word keeps the place where it stands in the file, also when it came through a variable. Conditions are read as
 * if the environment set nothing that the file does not set. What only running the script would tell (output of commands,
 * positional parameters, loops) stays unresolved and says so; it is an error only where somebody needs it. Neglected:
 * parameters of functions, patterns, string operations on variables. Follows the Shell Command Language of POSIX.1-2017,
 * chapter 2, and the arrays of the Bash reference manual, section 6.7.
 */
package org.chokepoint.training.script;
