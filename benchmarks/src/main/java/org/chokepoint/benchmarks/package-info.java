/** JMH benchmarks of the hot paths; {@code docs/performance.md} has the results and how to repeat them. */
package org.chokepoint.benchmarks;
