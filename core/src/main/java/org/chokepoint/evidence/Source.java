package org.chokepoint.evidence;

/**
 * Where a value comes from.
 *
 * @param title text, page or table
 * @param url address or citation
 * @param date when it was published or read, ISO 8601, possibly only year or month
 * @param grade how good it is
 */
public record Source(String title, String url, String date, Grade grade) {}
