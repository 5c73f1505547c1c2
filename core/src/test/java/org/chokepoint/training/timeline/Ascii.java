package org.chokepoint.training.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Schedules as text. An order is a line for each rank: {@code F0 F1 B0 B1}; where a rank holds several chunks, {@code F0.1} is
 * micro-batch 0 on its second one. A picture has two columns for each second: {@code F0} for the first of a turn, {@code --}
 * for the others, blanks where the rank waits; {@code 3&1} is a pair of a forward and a backward. Micro-batches are numbered
 * 0 to 9, then a to z; those of a second way go on counting.
 */
final class Ascii {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

    private Ascii() {}

    /** An order as text. */
    static String of(Order order) {
        StringBuilder out = new StringBuilder();
        Placement placement = order.placement();
        for (int rank = 0; rank < placement.ranks(); rank++) {
            StringBuilder line = new StringBuilder();
            for (int turn = order.from()[rank]; turn < order.from()[rank + 1]; turn++) {
                line.append(line.length() == 0 ? "" : " ").append(word(order, turn));
            }
            out.append(line).append('\n');
        }
        return out.toString();
    }

    private static String word(Order order, int turn) {
        Turn what = order.turn(turn);
        if (what == Turn.PAIR) {
            return "F" + task(order, order.forward()[turn]) + "&B" + task(order, order.backward()[turn]);
        }
        return what.mark() + task(order, what == Turn.FORWARD ? order.forward()[turn] : order.backward()[turn]);
    }

    private static String task(Order order, int entry) {
        Placement placement = order.placement();
        int place = order.place(entry);
        int local = 0;
        for (int other = 0; other < place; other++) {
            boolean sameWay = way(placement, other) == way(placement, place);
            local += sameWay && placement.rank()[other] == placement.rank()[place] ? 1 : 0;
        }
        return number(order, entry) + (local == 0 ? "" : "." + local);
    }

    private static char number(Order order, int entry) {
        Placement placement = order.placement();
        int number = way(placement, order.place(entry)) * placement.microBatches() + order.microBatch(entry);
        return DIGITS.charAt(number);
    }

    private static int way(Placement placement, int place) {
        int way = 0;
        for (int before = 0; before < place; before++) {
            way += placement.last()[before] ? 1 : 0;
        }
        return way;
    }

    /** Reads an order of one chunk a rank, written as {@link #of} writes it. */
    static Order order(String text) {
        List<String> lines = text.lines().toList();
        int microBatches = (int) Arrays.stream(lines.get(0).split(" ", -1))
                .filter(w -> w.startsWith("F"))
                .count();
        Order.Turns turns = new Order.Turns(Placement.round(lines.size(), 1, microBatches));
        for (int rank = 0; rank < lines.size(); rank++) {
            for (String word : lines.get(rank).split(" ", -1)) {
                int microBatch = DIGITS.indexOf(word.charAt(1));
                switch (word.charAt(0)) {
                    case 'F':
                        if (word.contains("&")) {
                            turns.pair(rank, microBatch, rank, DIGITS.indexOf(word.charAt(4)));
                        } else {
                            turns.forward(rank, microBatch);
                        }
                        break;
                    case 'B':
                        turns.backward(rank, microBatch);
                        break;
                    case 'I':
                        turns.inputGradient(rank, microBatch);
                        break;
                    default:
                        turns.weightGradient(rank, microBatch);
                }
            }
            turns.endRank();
        }
        return turns.order();
    }

    /** A picture of a step whose turns begin and end at whole seconds. */
    static String picture(Execution e) {
        List<String> lines = new ArrayList<>();
        Order order = e.order();
        for (int rank = 0; rank < order.placement().ranks(); rank++) {
            StringBuilder line = new StringBuilder();
            for (int turn = order.from()[rank]; turn < order.from()[rank + 1]; turn++) {
                line.append("  ".repeat((int) Math.round(e.start()[turn]) - line.length() / 2));
                int width = 2 * (int) Math.round(e.end()[turn] - e.start()[turn]);
                String mark = order.turn(turn) == Turn.PAIR
                        ? number(order, order.forward()[turn]) + "&" + number(order, order.backward()[turn])
                        : order.turn(turn).mark() + number(order, entry(order, turn));
                line.append(mark).append("-".repeat(Math.max(0, width - mark.length())));
            }
            lines.add(rank + " |" + line);
        }
        return String.join("\n", lines) + "\n";
    }

    private static int entry(Order order, int turn) {
        return order.turn(turn) == Turn.FORWARD ? order.forward()[turn] : order.backward()[turn];
    }
}
