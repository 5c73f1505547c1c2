package org.chokepoint.model.huggingface;

import java.util.EnumSet;
import org.chokepoint.model.Norm;

/** A set of traits and what follows from it. */
record Traits(EnumSet<Trait> set) {
    static Traits of(Trait... traits) {
        EnumSet<Trait> set = EnumSet.noneOf(Trait.class);
        for (Trait trait : traits) {
            set.add(trait);
        }
        return new Traits(set);
    }

    boolean has(Trait trait) {
        return set.contains(trait);
    }

    Norm norm() {
        if (has(Trait.BARE_NORM)) {
            return Norm.PLAIN;
        }
        return has(Trait.LAYER_NORM) ? Norm.LAYER : Norm.RMS;
    }
}
