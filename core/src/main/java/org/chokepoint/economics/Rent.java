package org.chokepoint.economics;

import org.chokepoint.evidence.Source;

/**
 * A dated price of one chip for an hour.
 *
 * @param accelerator catalog id of the chip
 * @param provider who rents it out
 * @param date day of the price, ISO 8601
 * @param usdPerHour dollars for a chip-hour
 * @param term on demand, reserved, spot …
 * @param source where it was read
 */
public record Rent(String accelerator, String provider, String date, double usdPerHour, String term, Source source) {}
