package org.chokepoint.redesign;

import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.machine.Constant;
import org.chokepoint.units.Dimension;

/**
 * What a process charges for area, and how much of it there may be.
 *
 * @param id catalog id
 * @param name what it is
 * @param waferUsd price of a processed wafer
 * @param defectsPerSquareMeter defects that kill a die
 * @param waferMeters diameter of a wafer
 * @param reticleSquareMeters largest die
 * @param packageSquareMeters largest area of logic in a package
 */
public record Silicon(
        String id,
        String name,
        @Field(sourced = false) Constant waferUsd,
        @Field(sourced = false) Constant defectsPerSquareMeter,
        @Field(key = "wafer", unit = Dimension.LENGTH) double waferMeters,

        @Field(key = "reticle", unit = Dimension.AREA) double reticleSquareMeters,

        @Field(key = "package", unit = Dimension.AREA) double packageSquareMeters) {
    /** Catalog kind. */
    public static final Kind<Silicon> KIND = new Kind<>("silicon", "silicon", Silicon.class);

    /** Id of the record that questions use. */
    public static final String DEFAULT = "n4";

    /** Share of dies without a defect, where defects cluster as a triangle spreads them (B. T. Murphy 1964). */
    public double working(double dieSquareMeters) {
        double defects = dieSquareMeters * defectsPerSquareMeter.value();
        double clean = -StrictMath.expm1(-defects) / defects;
        return clean * clean;
    }

    /** Dies on a wafer, those at its edge left out: π r² / A − π d / √(2 A). */
    public double diesOnWafer(double dieSquareMeters) {
        double whole = StrictMath.PI * waferMeters * waferMeters / 4 / dieSquareMeters;
        return Math.floor(whole - StrictMath.PI * waferMeters / Math.sqrt(2 * dieSquareMeters));
    }

    /** Dies, all of one size, that an area of logic needs. */
    public int dies(double squareMeters) {
        // a whole number of reticles fills just so many dies
        return (int) Math.ceil(squareMeters / reticleSquareMeters - 1e-9);
    }

    /** Price of an area of logic without defects. */
    public double usd(double squareMeters) {
        int dies = dies(squareMeters);
        double each = squareMeters / dies;
        return dies * waferUsd.value() / (diesOnWafer(each) * working(each));
    }
}
