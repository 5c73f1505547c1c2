package org.chokepoint.training;

/** What works on a piece of a step: the rows of a rank in a trace. */
public enum Lane {
    /** The host, which issues kernels. */
    HOST("host"),
    /** The chip's compute units. */
    COMPUTE("compute"),
    /** Links within a scale-up domain. */
    SCALE_UP("scale-up"),
    /** The network between domains. */
    SCALE_OUT("scale-out"),
    /** The link to host memory. */
    HOST_LINK("host link");

    private final String label;

    Lane(String label) {
        this.label = label;
    }

    /** Name of the row. */
    public String label() {
        return label;
    }
}
