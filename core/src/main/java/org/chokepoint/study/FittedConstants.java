package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.validation.CalibrationFit;
import org.chokepoint.validation.Fitted;
import org.chokepoint.validation.FittedParameters;

/**
 * What a fit says of its constants.
 *
 * @param described the constants, in order
 * @param fitted their values and errors
 */
record FittedConstants(List<CalibrationFit.Constant> described, Fitted fitted) {
    private static final double TOGETHER = 0.7;

    static String restsOn(Catalog catalog) {
        FittedParameters all = FittedParameters.of(catalog);
        return "Rests on priors from physical ranges; " + all.all()
                + " numbers of the models were chosen by looking at measurements.";
    }

    String untold() {
        List<String> untold = new ArrayList<>();
        for (int p = 0; p < described.size(); p++) {
            if (!fitted.identified()[p]) {
                untold.add(name(p));
            }
        }
        return untold.isEmpty()
                ? "The measurements tell every constant."
                : "The measurements don't tell " + String.join("; ", untold) + ": they stay where they were expected.";
    }

    private String name(int p) {
        CalibrationFit.Constant constant = described.get(p);
        return constant.key() + " of " + String.join(", ", constant.holders());
    }

    List<CalibrateAnswer.Constant> all() {
        List<CalibrateAnswer.Constant> constants = new ArrayList<>();
        for (int p = 0; p < described.size(); p++) {
            CalibrationFit.Constant own = described.get(p);
            constants.add(new CalibrateAnswer.Constant(
                    own.layer(),
                    own.key(),
                    own.holders(),
                    fitted.values()[p],
                    own.before(),
                    fitted.parameters().get(p).low(),
                    fitted.parameters().get(p).high(),
                    fitted.spreads()[p],
                    fitted.identified()[p],
                    own.why()));
        }
        return constants;
    }

    /** Pairs whose errors go together. */
    List<CalibrateAnswer.Pair> pairs() {
        List<CalibrateAnswer.Pair> pairs = new ArrayList<>();
        double[][] correlations = fitted.correlations();
        for (int p = 0; p < correlations.length; p++) {
            for (int q = 0; q < p; q++) {
                if (Math.abs(correlations[p][q]) >= TOGETHER) {
                    pairs.add(new CalibrateAnswer.Pair(name(q), name(p), correlations[p][q]));
                }
            }
        }
        return pairs;
    }
}
