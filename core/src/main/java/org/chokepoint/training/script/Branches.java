package org.chokepoint.training.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.chokepoint.evidence.Location;

/** The conditions and loops around a command: whether it runs, does not, or can't be told to. */
final class Branches {
    /** Whether something runs. */
    enum Runs {
        YES,
        UNTOLD,
        NO
    }

    /** A condition or loop. */
    private static final class Frame {
        private final Location at;
        private final boolean loop;
        private Runs runs;
        private boolean settled;

        Frame(Location at, boolean loop) {
            this.at = at;
            this.loop = loop;
            this.runs = loop ? Runs.UNTOLD : Runs.YES; // the test itself runs
        }
    }

    private final Deque<Frame> frames = new ArrayDeque<>();
    private Location untold = Location.of("");
    private Optional<Runs> test = Optional.empty();

    /** Whether a command here runs. */
    Runs runs() {
        Runs all = Runs.YES;
        for (Frame frame : frames) {
            untold = frame.runs == Runs.UNTOLD ? frame.at : untold;
            all = frame.runs.compareTo(all) > 0 ? frame.runs : all;
        }
        return all;
    }

    /** Where the outermost condition stands that can't be settled. */
    Location untold() {
        return untold;
    }

    /** Tells what the last command said: empty where it was no test. */
    void tested(Optional<Runs> said) {
        test = said;
    }

    /** What the last command said. */
    Optional<Runs> test() {
        return test;
    }

    /** Opens a condition that can't be settled; {@link #close} ends it. */
    void open(Location at) {
        frames.push(new Frame(at, true));
    }

    void close() {
        frames.pop();
    }

    /** Whether a word is a keyword that opens, turns or closes a condition or loop, and if so, follows it. */
    boolean keyword(String word, Location at) {
        switch (word) {
            case "if":
                frames.push(new Frame(at, false));
                return true;
            case "for":
            case "while":
            case "until":
            case "case":
            case "select":
                open(at);
                return true;
            case "then":
                frame(false).ifPresent(this::then);
                return true;
            case "elif":
            case "else":
                frame(false).ifPresent(Branches::otherwise);
                return true;
            case "fi":
                frame(false).ifPresent(frame -> frames.pop());
                return true;
            case "done":
            case "esac":
                frame(true).ifPresent(frame -> frames.pop());
                return true;
            case "do":
            case "{":
            case "}":
            case "time":
            case "function":
                return true;
            default:
                return false;
        }
    }

    private Optional<Frame> frame(boolean loop) {
        return Optional.ofNullable(frames.peek()).filter(frame -> frame.loop == loop);
    }

    private void then(Frame frame) {
        if (frame.runs == Runs.YES) {
            frame.runs = test.orElse(Runs.UNTOLD);
            frame.settled = frame.runs == Runs.YES;
        }
    }

    private static void otherwise(Frame frame) {
        if (frame.settled) {
            frame.runs = Runs.NO;
        } else if (frame.runs == Runs.NO) {
            frame.runs = Runs.YES; // this branch, or the next test
        }
    }
}
