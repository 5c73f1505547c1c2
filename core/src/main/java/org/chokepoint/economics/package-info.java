/**
 * Prices. Knows hours and joules, not runs. Neglected so far: ownership, staff, spot markets, currencies.
 */
package org.chokepoint.economics;
