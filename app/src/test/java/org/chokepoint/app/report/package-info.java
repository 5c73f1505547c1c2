/** Pages as renderers lay them out. */
package org.chokepoint.app.report;
