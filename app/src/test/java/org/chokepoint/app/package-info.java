/** The command line as users meet it: pages as golden files, errors, files written, and the JSON contract. */
package org.chokepoint.app;
