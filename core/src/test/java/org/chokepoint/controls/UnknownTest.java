package org.chokepoint.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Source;
import org.junit.jupiter.api.Test;

/** What is known within bounds decides only where the bounds leave no choice. */
final class UnknownTest {
    private static final Source OURS = new Source("test", "none", "", Grade.ASSUMPTION);
    private static final Transaction TO_CHINA = Cases.to("CN", "2024-06-01");

    private static Item bounded(Item item, Property property, double low, double high) {
        Map<Property, Given> properties = new EnumMap<>(item.properties());
        properties.put(property, new Given(new Interval(low, high), "nobody says", OURS));
        return new Item(item.id(), item.name(), properties, item.facts(), item.origin());
    }

    private static RuleVerdict verdict(Item item) {
        return Cases.verdict("us-2023-11-17", item, TO_CHINA);
    }

    @Test
    void aCardWithoutAreaIsUnknownWithTheAreasThatDecide() {
        RuleVerdict card = verdict(Cases.chip("mlu370-x8"));
        assertThat(card.controlled()).isEqualTo(Truth.UNKNOWN);
        assertThat(card.policy()).isEmpty();
        assertThat(card.cases())
                .extracting(RuleVerdict.Case::paragraph)
                .containsExactly("3A090.a.2", "3A090.b.2", "none");
        assertThat(card.cases().get(0).assumed()).isEqualTo("die area up to 345.9 mm²");
        assertThat(card.cases().get(2).assumed()).isEqualTo("die area from 640 mm²");
    }

    @Test
    void anUnknownAreaDecidesNothingWhereTppDoes() {
        assertThat(verdict(Cases.chip("gaudi-3")).policy()).contains(Policy.PRESUMPTION_OF_DENIAL);
        assertThat(verdict(Cases.chip("gaudi-3")).cases()).isEmpty();
    }

    @Test
    void boundsDecideUnlessTheyStraddleALine() {
        Item l20 = Cases.chip("l20");
        assertThat(verdict(bounded(l20, Property.DIE_AREA, 600e-6, 620e-6)).controlled())
                .isEqualTo(Truth.NO);
        assertThat(verdict(bounded(l20, Property.DIE_AREA, 590e-6, 620e-6)).controlled())
                .isEqualTo(Truth.UNKNOWN);
        assertThat(verdict(bounded(l20, Property.DIE_AREA, 500e-6, 590e-6)).paragraph())
                .contains("3A090.b.2");
        assertThat(verdict(bounded(l20, Property.TPP, 1912, 1946)).controlled()).isEqualTo(Truth.NO);
        assertThat(verdict(bounded(l20, Property.TPP, 1912, 1948)).controlled()).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void aParagraphMayBeOpenWhereTheDemandIsNot() {
        Item chip = bounded(Cases.chip("h100").with(Property.DIE_AREA, 400e-6), Property.TPP, 4000, 6000);
        RuleVerdict either = verdict(chip);
        assertThat(either.paragraph()).isEmpty();
        assertThat(either.policy()).contains(Policy.PRESUMPTION_OF_DENIAL);
        assertThat(either.cases()).extracting(RuleVerdict.Case::paragraph).containsExactly("3A090.a.2", "3A090.a.1");
    }

    @Test
    void anUnpublishedPeakLeavesTheVerdictOpen() {
        Item card = Cases.chip("rtx-pro-6000d");
        assertThat(verdict(card).controlled()).isEqualTo(Truth.UNKNOWN);
        assertThat(verdict(card).cases())
                .extracting(RuleVerdict.Case::paragraph)
                .containsExactly("none", "none (Note 2)", "3A090.a.1");
        Classification said = Cases.classify(card, TO_CHINA);
        assertThat(said.enforced().policy()).isEmpty();
        assertThat(said.enforced().possible()).containsExactly(Policy.NO_LICENCE, Policy.NOTIFICATION);
    }

    @Test
    void anUnknownFactIsTriedBothWays() {
        Item card = Cases.chip("rtx-4090-d");
        Map<Fact, Truth> facts = new EnumMap<>(card.facts());
        facts.put(Fact.DATACENTER, Truth.UNKNOWN);
        Item unsure = new Item(card.id(), card.name(), card.properties(), facts, card.origin());
        assertThat(verdict(unsure).controlled()).isEqualTo(Truth.UNKNOWN);
        assertThat(verdict(unsure).cases())
                .extracting(RuleVerdict.Case::paragraph)
                .containsExactly("3A090.a.2", "none (Note 2)");
    }

    @Test
    void twoUnknownsAreTriedTogether() {
        Item chip = bounded(Cases.chip("h100"), Property.TPP, 1000, 2000);
        Item both = bounded(chip, Property.DIE_AREA, 0, Double.POSITIVE_INFINITY);
        List<String> paragraphs = verdict(both).cases().stream()
                .map(RuleVerdict.Case::paragraph)
                .distinct()
                .toList();
        assertThat(paragraphs).containsExactlyInAnyOrder("none", "3A090.a.2", "3A090.b.2");
    }

    @Test
    void kleeneLogic() {
        assertThat(Truth.all(List.of(Truth.YES, Truth.UNKNOWN))).isEqualTo(Truth.UNKNOWN);
        assertThat(Truth.all(List.of(Truth.NO, Truth.UNKNOWN))).isEqualTo(Truth.NO);
        assertThat(Truth.any(List.of(Truth.YES, Truth.UNKNOWN))).isEqualTo(Truth.YES);
        assertThat(Truth.any(List.of(Truth.NO, Truth.UNKNOWN))).isEqualTo(Truth.UNKNOWN);
        assertThat(Truth.UNKNOWN.not()).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void measuresThatNeedWhatAnItemLacksHaveNoMeaning() {
        assertThat(Cases.memory("hbm3").measure(Measure.TPP)).isEqualTo(Optional.empty());
        assertThat(Cases.chip("h100").measure(Measure.OPERATIONS)).isEqualTo(Optional.empty());
    }
}
