/** Pictures: that they are drawn whole, inside their frames, and always the same. */
package org.chokepoint.app.chart;
