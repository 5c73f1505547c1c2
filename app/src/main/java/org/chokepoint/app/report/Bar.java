package org.chokepoint.app.report;

/** A bar of block characters. */
final class Bar {
    private static final int WIDTH = 24;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bar() {}

    /**
     * A bar as long as a share of the full width.
     *
     * @param share 0 to 1; what lies beyond is cut
     */
    static String of(double share) {
        int eighths = (int) Math.rint(Math.max(0, Math.min(1, share)) * WIDTH * 8);
        String whole = "█".repeat(eighths / 8);
        return eighths % 8 == 0 ? whole : whole + EIGHTHS.charAt(eighths % 8);
    }
}
