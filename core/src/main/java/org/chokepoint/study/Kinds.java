package org.chokepoint.study;

import java.util.List;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Kind;
import org.chokepoint.controls.CountryGroup;
import org.chokepoint.controls.Rule;
import org.chokepoint.economics.Rent;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.MemoryStack;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.posttraining.RlPreset;
import org.chokepoint.redesign.BaseDie;
import org.chokepoint.redesign.Silicon;
import org.chokepoint.routing.RouterConstants;
import org.chokepoint.serving.Engine;
import org.chokepoint.training.Operations;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.Strategy;
import org.chokepoint.validation.Band;

/** The kinds of record that the catalog holds. */
public final class Kinds {
    /** All of them, in the order in which names are looked up. */
    public static final List<Kind<?>> ALL = List.of(
            RunPreset.KIND,
            ModelRecord.KIND,
            Accelerator.KIND,
            Cluster.KIND,
            Stack.KIND,
            Calibration.KIND,
            Engine.KIND,
            Operations.KIND,
            RouterConstants.KIND,
            RlPreset.KIND,
            Rule.KIND,
            CountryGroup.KIND,
            MemoryStack.KIND,
            BaseDie.KIND,
            Silicon.KIND);

    private Kinds() {}

    /** Record type of a kind; rents, which stand in a table, and layouts, which users give, are no kinds of the catalog. */
    static Class<?> type(String kind) {
        switch (kind) {
            case Using.RENT:
                return Rent.class;
            case Using.BAND:
                return Band.class;
            case Using.STRATEGY:
                return Strategy.class;
            default:
                return named(kind).type();
        }
    }

    /** The kind that a word means, in singular, plural or as its folder is named. */
    static Kind<?> named(String word) {
        String wanted = Catalog.normal(word);
        for (Kind<?> kind : ALL) {
            if (wanted.equals(kind.word()) || wanted.equals(kind.word() + "s") || wanted.equals(kind.folder())) {
                return kind;
            }
        }
        List<String> folders = ALL.stream().map(Kind::folder).toList();
        throw new Fault(
                Location.of("catalog list"), "there is no kind '" + word + "'.", Nearest.remedy(wanted, folders));
    }
}
