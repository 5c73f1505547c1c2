/**
 * Chips made to rules: what may be disabled of a die so that no licence is needed, and what a die would cost that is made for the lines.
 * Knows chips and rules, not workloads: those rank what this room finds. Derived in {@code docs/model/redesign.md}. Neglected:
 * bins (which units of a die fail), lower design power, memory that was never sold with a die.
 */
package org.chokepoint.redesign;
