package org.chokepoint.redesign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.controls.Clearance;
import org.chokepoint.controls.Interval;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Items;
import org.chokepoint.controls.Property;
import org.chokepoint.machine.Accelerator;

/**
 * The legal frontier of a die: for every number of links and every memory the most compute that no rule demands a licence for. Fewer of
 * anything never help a workload, so the best cut is one of those that no other exceeds in everything.
 */
public final class Derate {
    private final Uncut uncut;
    private final Clearance clearance;

    public Derate(Uncut uncut, Clearance clearance) {
        this.uncut = uncut;
        this.clearance = clearance;
    }

    /**
     * A line that stops a knob.
     *
     * @param knob what can't be kept more of
     * @param line the line in the way
     */
    public record Binding(String knob, Clearance.Line line) {}

    /** Cuts that need no licence and that no other such cut exceeds in everything; empty where there is none. */
    public List<Derated> frontier() {
        List<Derated> legal = new ArrayList<>();
        for (Uncut.Memory memory : uncut.memories()) {
            for (int sites = 1; sites <= memory.sites(); sites++) {
                for (int links = Math.min(1, uncut.die().links());
                        links <= uncut.die().links();
                        links++) {
                    most(links, memory, sites).ifPresent(legal::add);
                }
            }
        }
        List<Derated> front = new ArrayList<>();
        for (int i = 0; i < legal.size(); i++) {
            Derated each = legal.get(i);
            boolean beaten = false;
            for (int j = 0; j < legal.size(); j++) {
                Derated other = legal.get(j);
                beaten |= j != i && each.within(other) && (j < i || !other.within(each));
            }
            if (!beaten) {
                front.add(each);
            }
        }
        return front;
    }

    /** The chip as it is sold, with a memory. */
    private Derated whole(int links, Uncut.Memory memory, int sites) {
        return new Derated(uncut, uncut.chip().computeUnits(), 1, links, memory, sites);
    }

    private Optional<Derated> most(int links, Uncut.Memory memory, int sites) {
        Derated whole = whole(links, memory, sites);
        Item item = Items.of(whole.chip());
        double tpp = whole.chip().tpp();
        List<Interval> ranges = clearance.ranges(item, Property.TPP);
        for (int i = ranges.size() - 1; i >= 0; i--) {
            Interval range = ranges.get(i);
            double target = range.high() > tpp ? tpp : Math.ceil(range.high()) - 1;
            if (target > 0 && target >= range.low()) {
                Derated cut = to(target, range.high(), whole);
                if (clearance.free(Items.of(cut.chip()))) {
                    return Optional.of(cut);
                }
            }
        }
        return Optional.empty();
    }

    /** The cut with a TPP. Units stay as far as their vector rate keeps the line, however it is counted; tensor rates give the rest. */
    private Derated to(double target, double line, Derated whole) {
        int all = whole.units();
        double vector = uncut.vectorTpp();
        int wide = vector < line ? all : (int) Math.max(1, Math.ceil(line / vector * all) - 1);
        int needed = (int) Math.ceil(target / uncut.chip().tpp() * all);
        int units = Math.min(all, Math.max(wide, needed));
        double rate = Math.min(1, target / (uncut.chip().tpp() * units / all));
        return new Derated(uncut, units, rate, whole.links(), whole.memory(), whole.sites());
    }

    /** What keeps a cut from having more of each: compute, links, memory. */
    public List<Binding> binding(Derated cut) {
        List<Binding> found = new ArrayList<>();
        Accelerator chip = cut.chip();
        Item item = Items.of(chip);
        if (chip.tpp() + 1 <= uncut.chip().tpp()) {
            add("TPP", item, item.with(Property.TPP, chip.tpp() + 1), found);
        }
        if (cut.links() < uncut.die().links()) {
            double more = chip.scaleUpBytesPerSecond() + uncut.die().linkBytesPerSecond();
            add("links", item, item.with(Property.LINKS, more), found);
        }
        OptionalDouble faster = uncut.memories().stream()
                .mapToDouble(memory -> faster(memory, chip.memoryBytesPerSecond()))
                .min();
        if (faster.isPresent() && faster.getAsDouble() < Double.POSITIVE_INFINITY) {
            add("DRAM bandwidth", item, item.with(Property.DRAM_BANDWIDTH, faster.getAsDouble()), found);
        }
        return found;
    }

    /** The least bandwidth of a memory above some. */
    private static double faster(Uncut.Memory memory, double than) {
        for (int sites = 1; sites <= memory.sites(); sites++) {
            if (memory.bytesPerSecond(sites) > than * (1 + 1e-9)) {
                return memory.bytesPerSecond(sites);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private void add(String knob, Item item, Item more, List<Binding> into) {
        clearance.between(item, more).stream().findFirst().ifPresent(line -> into.add(new Binding(knob, line)));
    }
}
