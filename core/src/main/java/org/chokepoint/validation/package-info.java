/**
 * Measurements of others against our predictions: tables of measured steps, kernels and collectives become predictions row
 * by row, those of served requests typed rows; errors become scores, and constants are fitted to them in layers.
 *
 * <p>Errors are natural logarithms of predicted over measured. Figures of one run count once; each source counts once in
 * the headline. What a table leaves blank takes a default of the row's stack that is fixed beforehand and never looks at a
 * measured value. Described in {@code docs/validation.md} and {@code docs/model/calibration.md}.
 */
package org.chokepoint.validation;
