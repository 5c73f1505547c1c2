package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Deals observations out like cards, so that neighbours, which cost alike, go to different threads. */
final class Shares {
    private Shares() {}

    static List<BitSet> of(BitSet all, int parts) {
        List<BitSet> shares = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            shares.add(new BitSet(all.length()));
        }
        int dealt = 0;
        for (int i = all.nextSetBit(0); i >= 0; i = all.nextSetBit(i + 1)) {
            shares.get(dealt++ % parts).set(i);
        }
        return shares;
    }
}
