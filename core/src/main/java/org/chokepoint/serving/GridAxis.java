package org.chokepoint.serving;

/** Whole numbers at which a quantity is tabulated: all of them at first, then so many in each octave. */
final class GridAxis {
    private final int bits;
    private final double[] nodes;

    /**
     * @param bits all numbers below 2^bits are nodes, and 2^(bits − 1) in each octave beyond
     * @param most last number that has nodes on both sides
     */
    GridAxis(int bits, int most) {
        this.bits = bits;
        this.nodes = new double[place(most) + 2];
        for (int i = 0; i < nodes.length; i++) {
            int octave = Math.max(0, (i >>> (bits - 1)) - 1);
            nodes[i] = (double) ((long) (i - (octave << (bits - 1))) << octave);
        }
    }

    private int place(int whole) {
        int octave = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(whole) - bits);
        return (octave << (bits - 1)) + (whole >>> octave);
    }

    /** Number of nodes. */
    int size() {
        return nodes.length;
    }

    /** Place of the last node that is not above a value, the very last one left out. */
    int below(double value) {
        return Math.min(place((int) value), nodes.length - 2);
    }

    /** Value of a node. */
    double node(int place) {
        return nodes[place];
    }

    /** How far a value is from a node to the next one: 0 to 1, more behind the last. */
    double way(int place, double value) {
        double node = nodes[place];
        return (value - node) / (nodes[place + 1] - node);
    }
}
