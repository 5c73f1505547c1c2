package org.chokepoint.serving;

/** Iterations whose time is a sum of what they do. */
record LinearTime(double fixed, double decode, double cachedToken, double promptToken, double pair)
        implements IterationTime {
    /** Every iteration takes as long. */
    static LinearTime constant(double seconds) {
        return new LinearTime(seconds, 0, 0, 0, 0);
    }

    @Override
    public double seconds(int decodes, double cached, int promptTokens, double promptPairs) {
        return fixed + decode * decodes + cachedToken * cached + promptToken * promptTokens + pair * promptPairs;
    }
}
