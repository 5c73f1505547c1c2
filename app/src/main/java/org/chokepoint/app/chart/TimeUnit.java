package org.chokepoint.app.chart;

/** Unit of a time axis. */
enum TimeUnit {
    MICROSECOND("µs", 1e-6),
    MILLISECOND("ms", 1e-3),
    SECOND("s", 1);

    private final String symbol;
    private final double seconds;

    TimeUnit(String symbol, double seconds) {
        this.symbol = symbol;
        this.seconds = seconds;
    }

    String symbol() {
        return symbol;
    }

    double seconds() {
        return seconds;
    }

    /** The unit in which a whole axis reads best: some numbers above one, few of them long. */
    static TimeUnit of(double wholeSeconds) {
        return wholeSeconds >= 2 ? SECOND : wholeSeconds >= 2e-3 ? MILLISECOND : MICROSECOND;
    }
}
