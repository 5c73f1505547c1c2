package org.chokepoint.study;

import java.util.List;
import java.util.Optional;

/**
 * Constants fitted to measured steps, kernels or collectives.
 *
 * @param version of this contract
 * @param headline the answer in sentences
 * @param constants what was fitted
 * @param correlations pairs whose errors go together
 * @param inSample scores with the fitted constants
 * @param leftOut scores of sources that the fit had not seen; absent unless asked for
 * @param byClass scores by class of kernels or collectives that the fit had not seen; absent unless asked for
 * @param files catalog files with the fitted values
 * @param command what repeats it
 */
public record CalibrateAnswer(
        int version,
        Headline headline,
        List<Constant> constants,
        List<Pair> correlations,
        Scores inSample,
        Optional<LeftOut> leftOut,
        Optional<Classes> byClass,
        List<File> files,
        String command) {

    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * A constant.
     *
     * @param layer l1, l2 or l3
     * @param key its key in the record
     * @param holders records that share it
     * @param value best value, in SI units
     * @param before value before the fit
     * @param low lower end of its physical range
     * @param high upper end
     * @param relativeError standard error over the value
     * @param identified whether the measurements tell it; otherwise it stays at the centre of its prior, an assumption
     * @param why mechanism
     */
    public record Constant(
            String layer,
            String key,
            List<String> holders,
            double value,
            double before,
            double low,
            double high,
            double relativeError,
            boolean identified,
            String why) {}

    /**
     * Two constants whose errors go together: raising one and the other changes little.
     *
     * @param one a constant
     * @param other another
     * @param correlation of their errors
     */
    public record Pair(String one, String other, double correlation) {}

    /**
     * Errors of step time.
     *
     * @param p50 mean over sources of the median error
     * @param p90 mean over sources of the error that nine of ten runs stay below
     * @param bias mean over sources of the median of ln(predicted/measured)
     * @param bySource each source
     */
    public record Scores(double p50, double p90, double bias, List<ValidateAnswer.Scored> bySource) {}

    /**
     * Sources that the fit had not seen.
     *
     * @param covered sources whose chip family and stack others cover
     * @param alone the others
     * @param bands where measured steps lie around predicted ones
     * @param bandCoverage share of runs within the band of their class
     */
    public record LeftOut(Scores covered, Scores alone, List<Band> bands, double bandCoverage) {}

    /**
     * Kernels or collectives whose shape or source the fit had not seen.
     *
     * @param p50 median error over all rows
     * @param p90 error that nine of ten stay below
     * @param classes each class
     */
    public record Classes(double p50, double p90, List<ValidateAnswer.Scored> classes) {}

    /**
     * A band.
     *
     * @param family chip family
     * @param covered whether other sources measured family and stack
     * @param runs steps that it rests on
     * @param low measured over predicted at the lower end
     * @param high the same at the upper end
     */
    public record Band(String family, boolean covered, int runs, double low, double high) {}

    /**
     * A file.
     *
     * @param path within the catalog
     * @param text whole text
     */
    public record File(String path, String text) {}

    /** The same answer without its files. */
    public CalibrateAnswer withoutFiles() {
        return new CalibrateAnswer(
                version, headline, constants, correlations, inSample, leftOut, byClass, List.of(), command);
    }
}
