package org.chokepoint.app;

import java.util.Optional;
import org.chokepoint.study.Progress;
import org.chokepoint.units.Figure;

/** Shows on a terminal how far a question has come, once it takes more than a second. */
final class StatusLine implements Progress, AutoCloseable {
    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final long NEXT_NANOS = 200_000_000L;

    private final Screen screen;
    private final Optional<Interruption> interruption;
    private boolean shown;
    private long due = System.nanoTime() + FIRST_NANOS;

    /**
     * @param interruption what tells that the user wants an answer with what there is; absent: an interrupt ends the process
     */
    StatusLine(Screen screen, Optional<Interruption> interruption) {
        this.screen = screen;
        this.interruption = interruption;
    }

    @Override
    public void at(double share, String doing) {
        long now = System.nanoTime();
        if (screen.styled() && now >= due) {
            screen.err().print("\r\u001b[K" + Figure.percent(share, 2) + " " + doing);
            due = now + NEXT_NANOS;
            shown = true;
        }
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (shown) {
            screen.err().print("\r\u001b[K");
        }
    }

    @Override
    public boolean cancelled() {
        return interruption.map(Interruption::asked).orElse(false);
    }
}
