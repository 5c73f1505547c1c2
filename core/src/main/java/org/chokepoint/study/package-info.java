/**
 * The one spine: every door asks a {@link org.chokepoint.study.Question} through {@link org.chokepoint.study.Chokepoint}
 * and gets an answer record, which is the JSON contract.
 */
package org.chokepoint.study;
