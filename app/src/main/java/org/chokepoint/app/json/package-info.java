/** Answers as JSON: the records as they are, names in snake case, numbers as {@code Figure} writes them. */
package org.chokepoint.app.json;
