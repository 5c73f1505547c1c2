/**
 * Serving: prefill and decode of a network on a deployment, what fits, what a level of service costs, and requests that come and
 * go. Times are those of the same kernels and collectives as in training. Neglected: failures, and noise of neighbours on the host.
 */
package org.chokepoint.serving;
