package org.chokepoint.redesign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.chokepoint.Checkout;
import org.chokepoint.DocBlock;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.controls.Channel;
import org.chokepoint.controls.CheckedRule;
import org.chokepoint.controls.Clearance;
import org.chokepoint.controls.EndUse;
import org.chokepoint.controls.Items;
import org.chokepoint.controls.Rulebook;
import org.chokepoint.controls.Transaction;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cuts of dies to the lines of rules, beside the chips that were sold. */
final class DerateTest {
    private static final Location HERE = Location.of("test");
    private static final Catalog CATALOG = Checkout.catalog();
    private static final Rulebook BOOK = Rulebook.read(CATALOG);

    private static Derate derate(String name, Market market, String... rules) {
        List<CheckedRule> named =
                List.of(rules).stream().map(rule -> BOOK.named(rule, HERE)).toList();
        String day = named.get(0).rule().effective().orElseThrow();
        Transaction deal = new Transaction("CN", "CN", Channel.EXPORT, EndUse.CIVILIAN, false, day);
        BaseDie die = CATALOG.find(BaseDie.KIND, name, HERE).value();
        List<Uncut.Memory> memories = die.memories().stream()
                .map(each -> new Uncut.Memory(chip(each.of()), each.sites()))
                .filter(each -> each.of().released().compareTo(day) <= 0)
                .toList();
        Accelerator base = die.bases().stream()
                .filter(each -> each.market() == market)
                .map(each -> chip(each.chip()))
                .findFirst()
                .orElseThrow();
        return new Derate(new Uncut(die, market, base, memories), new Clearance(named, deal, BOOK.destinations()));
    }

    private static Accelerator chip(String id) {
        return CATALOG.find(Accelerator.KIND, id, HERE).value();
    }

    private static Derated most(Derate derate) {
        return derate.frontier().stream()
                .reduce((one, other) -> one.chip().tpp() >= other.chip().tpp() ? one : other)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "gh100, DATACENTER, us-2022-10-07, 15832, I/O with PCIe, 600 GB/s",
        "gh100, DATACENTER, us-2023-11-17, 2399, TPP, '2,400'",
        "ad102, DATACENTER, us-2023-11-17, 1947, performance density, 3.20",
        "ad104, DATACENTER, us-2023-11-17, 1599, TPP, '1,600'",
        "ad102, CONSUMER, us-2023-11-17, 4799, TPP, '4,800'",
    })
    void theLineThatBindsIsTheOneThatChipsWereMadeFor(
            String die, Market market, String rule, double tpp, String quantity, String line) {
        Derate derate = derate(die, market, rule);
        Derated cut = most(derate);
        assertThat(cut.chip().tpp()).isCloseTo(tpp, within(1e-6));
        assertThat(derate.binding(cut)).anySatisfy(bound -> {
            assertThat(bound.line().quantity()).isEqualTo(quantity);
            assertThat(bound.line().line()).isEqualTo(line);
            assertThat(bound.line().margin()).isBetween(-0.05, 0.0);
        });
    }

    @Test
    void of2022LinksAreCutAndComputeIsKept() {
        Derated cut = most(derate("gh100", Market.DATACENTER, "us-2022-10-07"));
        assertThat(cut.rate()).isEqualTo(1);
        double io = cut.chip().scaleUpBytesPerSecond()
                + cut.chip().trade().orElseThrow().pcieBytesPerSecond().orElseThrow();
        assertThat(io).isBetween(528e9, 599e9);
    }

    @Test
    void whatIsNotKnownIsNotTakenToBeFree() {
        Transaction deal = new Transaction("CN", "CN", Channel.EXPORT, EndUse.CIVILIAN, false, "2024-06-01");
        Clearance clearance = new Clearance(List.of(BOOK.named("us-2023-11-17", HERE)), deal, BOOK.destinations());
        assertThat(clearance.free(Items.of(chip("k100-ai")))).isFalse();
        assertThat(clearance.free(Items.of(chip("h20")))).isTrue();
    }

    @Test
    void unitsFollowTheVectorRateAsThoseOfL20Do() {
        Derated cut = most(derate("ad102", Market.DATACENTER, "us-2023-11-17"));
        assertThat(cut.units()).isCloseTo(chip("l20").computeUnits(), within(2));
    }

    @Test
    void letters2025LeaveATradeBetweenMemoryAndLinks() {
        Derate derate = derate("gh100", Market.DATACENTER, "us-2025-04-09");
        assertThat(derate.frontier()).hasSizeGreaterThan(2).allSatisfy(cut -> {
            assertThat(cut.chip().memoryBytesPerSecond()).isLessThan(1400e9);
            assertThat(cut.rate()).isEqualTo(1);
        });
    }

    @Test
    void twoRulesAtOnceAreNoMilderThanEither() {
        Derated both = most(derate("gh100", Market.DATACENTER, "us-2024-04-04", "us-2025-04-09"));
        assertThat(both.chip().tpp()).isLessThan(2400);
        assertThat(both.chip().memoryBytesPerSecond()).isLessThan(1400e9);
    }

    @ParameterizedTest
    @CsvSource({"gh100, us-2022-10-07", "gh100, us-2023-11-17", "gh100, us-2025-04-09", "ad102, us-2024-04-04"})
    void everyCutOfTheFrontierIsFreeAndNoneExceedsAnother(String die, String rule) {
        Derate derate = derate(die, Market.DATACENTER, rule);
        Clearance clearance = new Clearance(
                List.of(BOOK.named(rule, HERE)),
                new Transaction("CN", "CN", Channel.EXPORT, EndUse.CIVILIAN, false, "2025-06-01"),
                BOOK.destinations());
        List<Derated> frontier = derate.frontier();
        assertThat(frontier).isNotEmpty();
        for (Derated cut : frontier) {
            assertThat(clearance.free(Items.of(cut.chip()))).isTrue();
            assertThat(frontier.stream().filter(cut::within)).containsExactly(cut);
        }
    }

    @Test
    void thePageListsCuts() {
        StringBuilder out = new StringBuilder("""
                | die | market | rule | units | rate | links | TPP | per mm² | DRAM GB/s | GB | what binds | line |
                | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |
                """);
        row(out, "gh100", Market.DATACENTER, "us-2022-10-07");
        row(out, "gh100", Market.DATACENTER, "us-2023-11-17");
        row(out, "gh100", Market.DATACENTER, "us-2025-04-09");
        row(out, "gh100", Market.DATACENTER, "us-2024-04-04", "us-2025-04-09");
        row(out, "ad102", Market.DATACENTER, "us-2023-11-17");
        row(out, "ad102", Market.CONSUMER, "us-2023-11-17");
        row(out, "ad104", Market.DATACENTER, "us-2023-11-17");
        DocBlock.check("docs/model/redesign.md", "cuts", out.toString());
    }

    private static void row(StringBuilder out, String die, Market market, String... rules) {
        Derate derate = derate(die, market, rules);
        for (Derated cut : derate.frontier()) {
            Accelerator chip = cut.chip();
            String knobs = String.join(
                    ", ", derate.binding(cut).stream().map(Derate.Binding::knob).toList());
            String lines = String.join(
                    "; ",
                    derate.binding(cut).stream()
                            .map(each ->
                                    each.line().quantity() + " " + each.line().line())
                            .distinct()
                            .toList());
            out.append("| `").append(die).append("` | ").append(market.name().toLowerCase(Locale.ROOT));
            out.append(" | ").append(String.join(", ", rules));
            out.append(" | ").append(cut.units());
            out.append(" | ").append(Figure.percent(cut.rate(), 3));
            out.append(" | ").append(cut.links());
            out.append(" | ").append(Figure.plain(Math.rint(chip.tpp()), 5));
            out.append(" | ").append(Figure.plain(chip.performanceDensity().orElseThrow(), 3));
            out.append(" | ").append(Figure.plain(chip.memoryBytesPerSecond() / 1e9, 4));
            out.append(" | ").append(Figure.plain(chip.memoryBytes() / 1e9, 3));
            out.append(" | ").append(knobs).append(" | ").append(lines).append(" |\n");
        }
    }
}
