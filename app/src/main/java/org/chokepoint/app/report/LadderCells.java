package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.chokepoint.study.LadderAnswer;
import org.chokepoint.units.Figure;

/** Cells that ladders of all workloads have. */
final class LadderCells {
    private LadderCells() {}

    /** What a chip is cut by on paper. */
    static String nominal(LadderAnswer.Nominal nominal) {
        return nominal.cut() == 0
                ? "none"
                : Figure.percent(nominal.cut(), 2) + " " + nominal.quantity().replace('_', ' ');
    }

    /** The cut that binds. */
    static String binding(OptionalDouble cut) {
        return cut.orElse(0) <= 0 ? "none" : Figure.percent(cut.getAsDouble(), 2);
    }

    /** How many times as much. */
    static String times(OptionalDouble value, String otherwise) {
        return value.isPresent() ? Figure.plain(value.getAsDouble(), 3) : otherwise;
    }

    /** The 80 % band of a chip that is planned anew; empty where nothing fits. */
    static String band(OptionalDouble replanned, OptionalDouble low, OptionalDouble high) {
        return replanned.isEmpty() ? "" : times(low, "") + " to " + times(high, "");
    }

    /** A chip planned anew, and with each way of ingenuity. */
    static List<String> ingenuity(
            String chip, OptionalDouble replanned, Iterable<String> ways, Map<String, Double> ingenuity) {
        List<String> cells = new ArrayList<>(List.of(chip, times(replanned, "none fits")));
        ways.forEach(way -> cells.add(ingenuity.containsKey(way) ? Figure.plain(ingenuity.get(way), 3) : ""));
        return cells;
    }
}
