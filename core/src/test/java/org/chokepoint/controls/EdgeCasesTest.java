package org.chokepoint.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.Precision;
import org.junit.jupiter.api.Test;

/** Fourteen cases that sit on a line, or that a careless reading gets wrong. */
final class EdgeCasesTest {
    private static final String V1 = "us-2022-10-07";
    private static final String V2 = "us-2023-11-17";
    private static final String V6 = "us-2025-04-09";
    private static final String V7 = "us-2026-01-15";
    private static final Transaction TO_CHINA = Cases.to("CN", "2026-09-01");

    private static RuleVerdict verdict(String rule, Item item) {
        return Cases.verdict(rule, item, TO_CHINA);
    }

    private static String paragraph(String rule, Item item) {
        return verdict(rule, item).paragraph().orElse("unknown");
    }

    private static double value(Item item, Measure measure) {
        return item.measure(measure).orElseThrow().low();
    }

    @Test
    void onlyLinksTellA800FromA100() {
        Item a100 = Cases.chip("a100-sxm4-80gb");
        Item a800 = Cases.chip("a800");
        assertThat(value(a100, Measure.TPP)).isEqualTo(4992).isEqualTo(value(a800, Measure.TPP));
        assertThat(value(a100, Measure.IO)).isEqualTo(664e9);
        assertThat(value(a800, Measure.IO)).isEqualTo(464e9);
        assertThat(verdict(V1, a100).controlled()).isEqualTo(Truth.YES);
        assertThat(verdict(V1, a800).controlled()).isEqualTo(Truth.NO);
        assertThat(paragraph(V2, a100)).isEqualTo("3A090.a.1").isEqualTo(paragraph(V2, a800));
    }

    @Test
    void theH20LiesUnderTwoLinesAndMeetsTheLetterByItsMemory() {
        RuleVerdict rule = verdict(V2, Cases.chip("h20"));
        assertThat(rule.controlled()).isEqualTo(Truth.NO);
        Flip nearest = rule.nearest().orElseThrow();
        assertThat(nearest.property()).isEqualTo(Property.TPP);
        assertThat(nearest.at()).isEqualTo(2400);
        assertThat(nearest.share()).isCloseTo(2400 / 2368.0 - 1, within(1e-12));
        assertThat(nearest.paragraph()).isEqualTo("3A090.b.1");
        assertThat(verdict(V6, Cases.chip("h20")).policy()).contains(Policy.LICENCE);
        assertThat(review("h20")).isEqualTo(Review.NOT_APPLICABLE);
    }

    @Test
    void theL20StandsOrFallsWithTheAreaOfItsDie() {
        Item l20 = Cases.chip("l20");
        assertThat(paragraph(V2, l20)).isEqualTo("none");
        assertThat(paragraph(V2, l20.with(Property.DIE_AREA, 598e-6))).isEqualTo("none");
        assertThat(paragraph(V2, l20.with(Property.DIE_AREA, 597e-6))).isEqualTo("3A090.b.2");
        assertThat(verdict(V2, l20).nearest().orElseThrow().property()).isIn(Property.DIE_AREA, Property.TPP);
    }

    @Test
    void theL4IsCaughtAlthoughItIsSmall() {
        assertThat(paragraph(V2, Cases.chip("l4"))).isEqualTo("3A090.a.2");
        assertThat(paragraph(V2, Cases.chip("l2"))).isEqualTo("none");
        assertThat(value(Cases.chip("l2"), Measure.PERFORMANCE_DENSITY) / 1e6).isCloseTo(5.24, within(0.01));
    }

    @Test
    void onlyNote2KeepsTheDCardsOut() {
        for (String name : List.of("rtx-4090-d", "rtx-5090-d")) {
            Item card = Cases.chip(name);
            assertThat(paragraph(V2, card)).isEqualTo("none (Note 2)");
            assertThat(paragraph(V2, card.with(Fact.DATACENTER, true))).isEqualTo("3A090.a.2");
        }
    }

    @Test
    void controlledIsNotBarred() {
        RuleVerdict rtx4090 = verdict(V2, Cases.chip("rtx-4090"));
        assertThat(rtx4090.paragraph()).contains("3A090.a.1");
        assertThat(rtx4090.policy()).contains(Policy.NOTIFICATION);
        assertThat(rtx4090.exceptions()).containsExactly("NAC");
    }

    @Test
    void anotherAreaOfTheMi300xChangesItsDensityButNotItsClass() {
        Item chip = Cases.chip("mi300x");
        Item small = chip.with(Property.DIE_AREA, 1017e-6);
        assertThat(value(chip, Measure.PERFORMANCE_DENSITY) / 1e6).isCloseTo(8.72, within(0.01));
        assertThat(value(small, Measure.PERFORMANCE_DENSITY) / 1e6).isCloseTo(20.6, within(0.05));
        assertThat(paragraph(V2, chip)).isEqualTo(paragraph(V2, small));
    }

    @Test
    void theMi308xIsFreeByItsArea() {
        Item chip = Cases.chip("mi308x");
        assertThat(value(chip, Measure.TPP)).isEqualTo(3312);
        assertThat(paragraph(V2, chip)).isEqualTo("none");
        assertThat(paragraph(V2, chip.with(Property.DIE_AREA, 1940e-6))).isEqualTo("3A090.b.1");
    }

    @Test
    void theWiderFormatOfGaudi3Governs() {
        Item chip = Cases.chip("gaudi-3");
        assertThat(value(chip, Measure.TPP)).isEqualTo(29360);
        assertThat(paragraph(V7, chip)).isEqualTo("none");
        assertThat(paragraph(V7, chip.with(Property.TPP, 14680))).startsWith("742.6");
    }

    @Test
    void theTpuV4IsFreeIn2022AndCaughtIn2023ByABoundOfItsArea() {
        Item chip = Cases.chip("tpu-v4");
        assertThat(verdict(V1, chip).controlled()).isEqualTo(Truth.NO);
        assertThat(chip.measure(Measure.PERFORMANCE_DENSITY).orElseThrow().isExact())
                .isFalse();
        assertThat(paragraph(V2, chip)).isEqualTo("3A090.a.2");
        assertThat(verdict(V2, chip).policy()).contains(Policy.PRESUMPTION_OF_DENIAL);
    }

    @Test
    void theH200NvlIsReviewedWithoutDutyAndTheGh200WithIt() {
        assertThat(review("h200-nvl")).isEqualTo(Review.CASE_BY_CASE);
        assertThat(verdict("us-2026-01-15-tariff", Cases.chip("h200-nvl")).tariff())
                .isEmpty();
        assertThat(review("gh200-144gb")).isEqualTo(Review.CASE_BY_CASE);
        assertThat(verdict("us-2026-01-15-tariff", Cases.chip("gh200-144gb")).tariff())
                .hasValue(0.25);
        assertThat(paragraph("us-2026-01-15-tariff", Cases.chip("gh200-144gb"))).isEqualTo("band A");
    }

    private static Review review(String chip) {
        return Review.of(Cases.rule(V7), Cases.rule(V2), Cases.chip(chip), TO_CHINA, Cases.BOOK.destinations());
    }

    @Test
    void theB30aFailsTheReviewByTppAlone() {
        Item chip = Cases.chip("b30a");
        assertThat(review("b30a-144gb")).isEqualTo(Review.DENIAL);
        assertThat(value(chip, Measure.DRAM_BANDWIDTH)).isLessThan(6500e9);
        assertThat(value(chip, Measure.TPP)).isGreaterThan(21000);
    }

    @Test
    void sparseRatesAreNotCounted() {
        assertThat(value(Cases.chip("h100-sxm5-80gb"), Measure.TPP)).isEqualTo(15832);
        assertThat(value(Cases.chip("rtx-5090"), Measure.TPP)).isEqualTo(6704);
        assertThat(value(Cases.chip("b300"), Measure.TPP)).isEqualTo(56000);
    }

    @Test
    void macauIsNotOfD5AndHeadquartersCountAnywhere() {
        Destinations places = Cases.BOOK.destinations();
        assertThat(places.in(List.of("d5"), "MO", "2026-09-01")).isEmpty();
        assertThat(Cases.verdict(V2, Cases.chip("h100"), Cases.to("MO", "2024-01-01"))
                        .policy())
                .contains(Policy.PRESUMPTION_OF_DENIAL);
        Transaction singapore = new Transaction("SG", "CN", Channel.EXPORT, EndUse.CIVILIAN, false, "2024-01-01");
        assertThat(Cases.verdict(V2, Cases.chip("h100"), singapore).policy()).contains(Policy.PRESUMPTION_OF_DENIAL);
        assertThat(Cases.verdict(V2, Cases.chip("h100"), Cases.to("SG", "2024-01-01"))
                        .policy())
                .contains(Policy.NO_LICENCE);
    }

    @Test
    void aChipThatNobodyBuiltIsClassifiedLikeAnyOther() {
        Accelerator h800 =
                Cases.CATALOG.find(Accelerator.KIND, "h800", Cases.HERE).value();
        Accelerator cut = h800.withRates(Map.of(Precision.BF16, 149e12), 1, 1, 1);
        Item item = Items.of(cut);
        assertThat(value(item, Measure.TPP)).isEqualTo(2384);
        assertThat(paragraph(V2, item)).isEqualTo("none");
        Flip nearest = verdict(V2, item).nearest().orElseThrow();
        assertThat(nearest.share()).isCloseTo(2400 / 2384.0 - 1, within(1e-12));
    }

    @Test
    void exactlyOnTheLineIsCaught() {
        Item chip = Cases.chip("h20");
        assertThat(paragraph(V2, chip.with(Property.TPP, 2400))).isEqualTo("3A090.b.1");
        assertThat(paragraph(V2, chip.with(Property.TPP, Math.nextDown(2400.0))))
                .isEqualTo("none");
        assertThat(verdict(V2, chip.with(Property.TPP, 2400))
                        .nearest()
                        .orElseThrow()
                        .share())
                .isZero();
        assertThat(paragraph(V7, chip.with(Property.TPP, 21000))).isEqualTo("none");
        Item hbm = Cases.memory("hbm3").with(Property.STACK_AREA, 819e9 / 2e15);
        assertThat(paragraph("us-2024-12-02", hbm)).isEqualTo("none");
    }

    @Test
    void noPlanarChipHasADensity() {
        Item planar = Cases.chip("l4").with(Property.DIE_AREA, 0);
        assertThat(planar.measure(Measure.PERFORMANCE_DENSITY)).isEqualTo(Optional.empty());
        assertThat(paragraph(V2, planar)).isEqualTo("none");
        assertThat(paragraph(V2, planar.with(Property.TPP, 4800))).isEqualTo("3A090.a.1");
    }

    @Test
    void marginsAreTold() {
        Finding a1 = verdict(V2, Cases.chip("h20")).findings().get(1);
        OptionalDouble margin = a1.below().get(0).margin();
        assertThat(a1.text()).isEqualTo("3A090.a.1");
        assertThat(margin.orElseThrow()).isCloseTo(2368 / 4800.0 - 1, within(1e-12));
        assertThat(a1.below().get(0).below().get(0).source()).contains("Tom's Hardware");
    }
}
