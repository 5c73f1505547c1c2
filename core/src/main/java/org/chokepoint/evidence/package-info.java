/**
 * What a result rests on and how errors speak: sources and grades that travel with catalog records, the explanation tree
 * behind {@code --explain}, and faults with place and remedy.
 */
package org.chokepoint.evidence;
