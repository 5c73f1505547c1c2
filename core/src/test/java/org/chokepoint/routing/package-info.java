/** What routers promise, and what their papers found. */
package org.chokepoint.routing;
