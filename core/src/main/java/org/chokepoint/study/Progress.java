package org.chokepoint.study;

/** Hears how far a question has come, and can stop it. */
public interface Progress {
    /** Hears nothing and stops nothing. */
    Progress NONE = new Progress() {
        @Override
        public void at(double share, String doing) {
            // nobody listens
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /**
     * Called now and then.
     *
     * @param share part of the work done, 0 to 1
     * @param doing what is being done
     */
    void at(double share, String doing);

    /** Whether the user wants it to stop. */
    boolean cancelled();
}
