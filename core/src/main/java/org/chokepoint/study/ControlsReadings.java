package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.catalog.Entry;
import org.chokepoint.controls.CheckedRule;
import org.chokepoint.controls.Destinations;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Property;
import org.chokepoint.controls.RuleVerdict;
import org.chokepoint.controls.Transaction;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.Precision;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Figure;
import org.chokepoint.units.Quantity;

/** What values that other sources give for a chip would change, and other ways to count its formats. */
final class ControlsReadings {
    private final CheckedRule rule;
    private final Item item;
    private final Transaction deal;
    private final Destinations destinations;
    private final RuleVerdict ours;

    ControlsReadings(CheckedRule rule, Item item, Transaction deal, Destinations destinations) {
        this.rule = rule;
        this.item = item;
        this.deal = deal;
        this.destinations = destinations;
        this.ours = RuleVerdict.of(rule, item, deal, destinations);
    }

    List<ControlsClassifyAnswer.Reading> of(Entry<Accelerator> entry) {
        List<ControlsClassifyAnswer.Reading> readings = new ArrayList<>();
        for (Entry.Disputed other : entry.disputed()) {
            value(entry.value(), other)
                    .ifPresent(changed -> readings.add(
                            reading(other.field(), other.value(), other.source().title(), changed)));
        }
        entry.value().tppOfWideFormats().ifPresent(wide -> {
            Item counted = item.with(Property.TPP, wide);
            String value = "TPP " + Figure.plain(wide, 6);
            readings.add(
                    reading("peak", value, "TF32 and FP32 counted at 32 bits, which the text leaves open", counted));
        });
        return readings;
    }

    private ControlsClassifyAnswer.Reading reading(String field, String value, String source, Item changed) {
        RuleVerdict then = RuleVerdict.of(rule, changed, deal, destinations);
        boolean changes = !then.policy().equals(ours.policy());
        return new ControlsClassifyAnswer.Reading(field, value, source, then.paragraph(), then.policy(), changes);
    }

    private Optional<Item> value(Accelerator chip, Entry.Disputed other) {
        Location at = Location.of("disputed " + other.field());
        if (other.field().equals("die_area")) {
            return Optional.of(
                    item.with(Property.DIE_AREA, Quantity.positive(other.value(), Dimension.AREA, "area", at)));
        }
        if (other.field().equals("memory_bandwidth")) {
            double rate = Quantity.positive(other.value(), Dimension.BYTE_RATE, "bandwidth", at);
            return Optional.of(item.with(Property.DRAM_BANDWIDTH, rate));
        }
        if (other.field().startsWith("peak.")) {
            String format = other.field().substring("peak.".length());
            double rate = Quantity.positive(other.value(), Dimension.COMPUTE_RATE, "peak", at);
            Map<Precision, Double> peaks = new LinkedHashMap<>(chip.peakFlopsPerSecond());
            for (Precision precision : Precision.values()) {
                if (precision.label().equals(format)) {
                    peaks.put(precision, rate);
                }
            }
            return Optional.of(
                    item.with(Property.TPP, chip.withRates(peaks, 1, 1, 1).tpp()));
        }
        return Optional.empty();
    }
}
