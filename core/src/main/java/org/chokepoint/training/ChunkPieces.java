package org.chokepoint.training;

import java.util.ArrayList;
import java.util.List;

/** The pieces of a chunk in order of the forward, each with its full name and whether it recomputes; for traces. */
final class ChunkPieces {
    private final List<Piece> pieces = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Boolean> recomputes = new ArrayList<>();
    // first piece of each leg and, behind the last one, the number of pieces; exchanges stand between legs
    private final List<Integer> legs = new ArrayList<>(List.of(0));

    ChunkPieces(List<StepCosting.Placed> parts) {
        for (StepCosting.Placed part : parts) {
            for (Piece piece : part.costs().pieces()) {
                pieces.add(piece);
                names.add(part.name() + " " + piece.name());
                recomputes.add(part.recomputes());
                if (piece.exchange()) {
                    legs.add(pieces.size());
                }
            }
        }
        legs.add(pieces.size() + 1);
    }

    int size() {
        return pieces.size();
    }

    Piece piece(int index) {
        return pieces.get(index);
    }

    String name(int index) {
        return names.get(index);
    }

    /** Seconds that recomputation adds for a piece. */
    double recompute(int index) {
        return recomputes.get(index) ? pieces.get(index).recompute() : 0;
    }

    /** First piece of a leg. */
    int first(int leg) {
        return legs.get(leg);
    }

    /** The piece behind a leg's last one: the exchange that follows it, if one does. */
    int last(int leg) {
        return legs.get(leg + 1) - 1;
    }
}
