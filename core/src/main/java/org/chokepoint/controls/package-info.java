/**
 * Export controls as data: rules read from the catalog, evaluated over quantities of a chip, a memory package or a model's weights. An
 * input that is known within bounds only yields a verdict only where the bounds leave no choice. What follows from the texts stands
 * apart from what is enforced, from how licences were given in practice, and from what the importing side allows. Neglected:
 * assemblies (4A090), the .z paragraphs, technology and software, licence conditions beyond the numbers, and all that makes an answer
 * legal advice. Texts: 15 CFR parts 734 to 774 and the Federal Register documents that each rule cites.
 */
package org.chokepoint.controls;
