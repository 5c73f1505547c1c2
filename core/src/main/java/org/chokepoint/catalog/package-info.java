/**
 * Reads what people write: YAML, JSON and CSV become trees whose every value knows its place, trees become records of the
 * other packages by reflection, and records are found by kind and name. Strict: unknown or duplicate keys, missing units
 * and facts without a source are faults with file, line and column. Knows no domain record.
 */
package org.chokepoint.catalog;
