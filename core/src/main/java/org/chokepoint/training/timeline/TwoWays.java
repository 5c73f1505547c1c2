package org.chokepoint.training.timeline;

/**
 * Turns of a rank that two streams of micro-batches pass: the near one, whose start lies nearer to the rank, and the far one.
 * DualPipe and DualPipe-V share them; they differ in which places the streams pass.
 */
final class TwoWays {
    private final Order.Turns turns;
    private final int near;
    private final int far;
    private final int half;
    private int nearForward;
    private int farForward;
    private int nearBackward;
    private int farBackward;
    // weight gradients held back, first in first out
    private final int[] heldPlace;
    private final int[] heldMicroBatch;
    private int held;
    private int done;

    /**
     * @param near place of the near stream on the rank
     * @param far place of the far stream
     * @param half ranks between the starts of the streams and where they cross
     */
    TwoWays(Order.Turns turns, int near, int far, int half) {
        this.turns = turns;
        this.near = near;
        this.far = far;
        this.half = half;
        this.heldPlace = new int[2 * half];
        this.heldMicroBatch = new int[2 * half];
    }

    /**
     * All turns.
     *
     * @param depth ranks between this one and the start of the near stream
     * @param microBatches of each stream, at least twice {@code half}
     */
    void take(int depth, int microBatches) {
        int inner = half - depth - 1;
        for (int i = 0; i < 2 * inner; i++) {
            nearForward();
        }
        for (int i = 0; i <= depth; i++) {
            nearForward();
            farForward();
        }
        for (int i = 0; i < inner; i++) {
            farInputGradient();
            weightGradient();
            farForward();
        }
        int pairs = microBatches - 2 * half + depth + 1;
        for (int i = 0; i < pairs; i++) {
            if (i == 0 && inner == 0) {
                // where the streams cross, the far backward is of the very micro-batch that has just turned round
                nearForward();
                farBackward();
            } else {
                turns.pair(near, nearForward++, far, farBackward++);
            }
            turns.pair(far, farForward++, near, nearBackward++);
        }
        for (int i = 0; i < inner; i++) {
            farBackward();
            turns.pair(far, farForward++, near, nearBackward++);
        }
        // from the middle of these on, weight gradients are held back
        for (int i = 0; i < 2 * (depth + 1); i++) {
            boolean holds = i > depth;
            boolean fromFar = i % 2 == 0;
            if (holds && fromFar) {
                farInputGradient();
            } else if (holds) {
                nearInputGradient();
            } else if (fromFar) {
                farBackward();
            } else {
                nearBackward();
            }
        }
        for (int i = 0; i < inner; i++) {
            weightGradient();
            nearInputGradient();
        }
        while (done < held) {
            weightGradient();
        }
    }

    private void nearForward() {
        turns.forward(near, nearForward++);
    }

    private void farForward() {
        turns.forward(far, farForward++);
    }

    private void nearBackward() {
        turns.backward(near, nearBackward++);
    }

    private void farBackward() {
        turns.backward(far, farBackward++);
    }

    private void nearInputGradient() {
        hold(near, nearBackward);
        turns.inputGradient(near, nearBackward++);
    }

    private void farInputGradient() {
        hold(far, farBackward);
        turns.inputGradient(far, farBackward++);
    }

    private void hold(int place, int microBatch) {
        heldPlace[held] = place;
        heldMicroBatch[held++] = microBatch;
    }

    private void weightGradient() {
        turns.weightGradient(heldPlace[done], heldMicroBatch[done++]);
    }
}
