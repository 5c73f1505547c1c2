package org.chokepoint.training;

import org.chokepoint.training.Span.Kind;

/**
 * Lays the pieces of turns on the lanes of a rank. Pieces follow each other; communication that compute hides begins while the
 * piece before it still runs. Where a turn is held up inside, its pieces stretch.
 */
final class TurnPieces {
    private final Span.Listener out;
    private int rank;
    private int microBatch;
    private double at;
    private double stretch;

    TurnPieces(Span.Listener out) {
        this.out = out;
    }

    /** Begins a turn. */
    void begin(int onRank, double start, double factor) {
        rank = onRank;
        at = start;
        stretch = factor;
    }

    void forward(ChunkPieces chunk, int passing) {
        microBatch = passing;
        for (int i = 0; i < chunk.size(); i++) {
            layForward(chunk, i);
        }
    }

    void inputGradient(ChunkPieces chunk, int passing) {
        microBatch = passing;
        for (int i = chunk.size() - 1; i >= 0; i--) {
            layInputGradient(chunk, i);
        }
    }

    void weightGradient(ChunkPieces chunk, int passing) {
        microBatch = passing;
        for (int i = chunk.size() - 1; i >= 0; i--) {
            layWeightGradient(chunk, i);
        }
    }

    /** Input gradient and weight gradient of each piece in turn. */
    void backward(ChunkPieces chunk, int passing) {
        microBatch = passing;
        for (int i = chunk.size() - 1; i >= 0; i--) {
            layInputGradient(chunk, i);
            layWeightGradient(chunk, i);
        }
    }

    /** A leg or exchange of a pair, at the time at which the pair runs it. */
    void leg(ChunkPieces chunk, int passing, boolean forward, boolean exchange, int leg, double start, double slower) {
        double before = stretch;
        double begin = at;
        microBatch = passing;
        at = begin + before * start;
        int first = exchange ? chunk.last(leg) : chunk.first(leg);
        int last = exchange ? first + 1 : chunk.last(leg);
        stretch = exchange ? before : before * slower;
        for (int i = first; forward && i < last; i++) {
            layForward(chunk, i);
        }
        for (int i = last - 1; !forward && i >= first; i--) {
            layInputGradient(chunk, i);
        }
        for (int i = last - 1; !forward && !exchange && i >= first; i--) {
            layWeightGradient(chunk, i);
        }
        at = begin;
        stretch = before;
    }

    private void layForward(ChunkPieces chunk, int index) {
        Piece piece = chunk.piece(index);
        lay(piece, chunk.name(index), Kind.FORWARD, piece.forward(), piece.busyForward());
    }

    private void layInputGradient(ChunkPieces chunk, int index) {
        Piece piece = chunk.piece(index);
        double again = chunk.recompute(index);
        lay(piece, chunk.name(index), Kind.RECOMPUTE, again, again);
        boolean beside = piece.lane() != Lane.COMPUTE && piece.weightGradient() > 0;
        lay(piece, chunk.name(index), Kind.INPUT_GRADIENT, piece.inputGradient(), beside ? 0 : piece.busyBackward());
    }

    private void layWeightGradient(ChunkPieces chunk, int index) {
        Piece piece = chunk.piece(index);
        double seconds = piece.weightGradient();
        boolean beside = piece.lane() != Lane.COMPUTE && seconds > 0;
        lay(piece, chunk.name(index), Kind.WEIGHT_GRADIENT, seconds, beside ? piece.busyBackward() : seconds);
    }

    private void lay(Piece piece, String name, Kind kind, double seconds, double busy) {
        at += stretch * seconds;
        if (busy > 0) {
            Kind shown = piece.lane() == Lane.COMPUTE ? kind : Kind.COMMUNICATION;
            out.span(rank, piece.lane(), shown, name, microBatch, -1, at - stretch * busy, at);
        }
    }
}
