package org.chokepoint.controls;

import org.chokepoint.evidence.Source;

/**
 * A property of an item as it is known.
 *
 * @param value within what it lies
 * @param because where the value is not exact: why; empty otherwise
 * @param source where it comes from
 */
public record Given(Interval value, String because, Source source) {}
