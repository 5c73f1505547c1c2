/** Executed steps as Chrome Trace Event files, which Perfetto and chrome://tracing open. */
package org.chokepoint.app.trace;
