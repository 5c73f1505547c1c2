/**
 * Units at the edge and text at the end. Inside the product every quantity is a double in SI units with the unit in its
 * name; {@link org.chokepoint.units.Quantity} is the only way in and {@link org.chokepoint.units.Figure} the only way out.
 * Neglected: temperature, currencies other than the dollar.
 */
package org.chokepoint.units;
