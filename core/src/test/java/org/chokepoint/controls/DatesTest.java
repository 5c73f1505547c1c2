package org.chokepoint.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is demanded on the last day before and the first day of every boundary. */
final class DatesTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            a100-sxm4-80gb, CN, 2022-08-25, NO_LICENCE, NO_LICENCE
            a100-sxm4-80gb, CN, 2022-08-26, NO_LICENCE, LICENCE
            a100-sxm4-80gb, CN, 2022-10-20, NO_LICENCE, LICENCE
            a100-sxm4-80gb, CN, 2022-10-21, PRESUMPTION_OF_DENIAL, PRESUMPTION_OF_DENIAL
            a100-sxm4-80gb, MO, 2023-01-16, NO_LICENCE, NO_LICENCE
            a100-sxm4-80gb, MO, 2023-01-17, PRESUMPTION_OF_DENIAL, PRESUMPTION_OF_DENIAL
            h800,           CN, 2023-10-22, NO_LICENCE, NO_LICENCE
            h800,           CN, 2023-10-23, NO_LICENCE, LICENCE
            h800,           CN, 2023-11-16, NO_LICENCE, LICENCE
            h800,           CN, 2023-11-17, PRESUMPTION_OF_DENIAL, PRESUMPTION_OF_DENIAL
            h800,           VN, 2023-11-16, NO_LICENCE, LICENCE
            h800,           VN, 2023-11-17, PRESUMPTION_OF_APPROVAL, PRESUMPTION_OF_APPROVAL
            l40,            VN, 2024-04-03, EXCEPTION, EXCEPTION
            l40,            VN, 2024-04-04, EXCEPTION, EXCEPTION
            h100,           BR, 2025-01-12, NO_LICENCE, NO_LICENCE
            h100,           BR, 2025-01-13, PRESUMPTION_OF_APPROVAL, NO_LICENCE
            h100,           FR, 2025-01-13, EXCEPTION, NO_LICENCE
            h20,            CN, 2025-04-08, NO_LICENCE, NO_LICENCE
            h20,            CN, 2025-04-09, NO_LICENCE, LICENCE
            h200,           CN, 2026-01-14, PRESUMPTION_OF_DENIAL, PRESUMPTION_OF_DENIAL
            h200,           CN, 2026-01-15, CASE_BY_CASE, CASE_BY_CASE
            b200,           CN, 2026-01-15, PRESUMPTION_OF_DENIAL, PRESUMPTION_OF_DENIAL
            h800,           CN, 2026-01-15, PRESUMPTION_OF_DENIAL, PRESUMPTION_OF_DENIAL
            h100,           AE, 2026-07-13, PRESUMPTION_OF_APPROVAL, PRESUMPTION_OF_APPROVAL
            h100,           AE, 2026-07-14, PRESUMPTION_OF_APPROVAL, NO_LICENCE
            l40,            AE, 2026-07-13, EXCEPTION, EXCEPTION
            l40,            AE, 2026-07-14, EXCEPTION, EXCEPTION
            h100,           IL, 2024-06-01, NO_LICENCE, NO_LICENCE
            """)
    void demands(String chip, String country, String day, Policy codified, Policy enforced) {
        Classification said = Cases.classify(Cases.chip(chip), Cases.to(country, day));
        assertThat(said.codified().policy()).as("codified").contains(codified);
        assertThat(said.enforced().policy()).as("enforced").contains(enforced);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            hbm3,   CN, 2024-12-01, NO_LICENCE, NO_LICENCE
            hbm3,   CN, 2024-12-02, LICENCE,    NO_LICENCE
            hbm3,   CN, 2024-12-30, LICENCE,    NO_LICENCE
            hbm3,   CN, 2024-12-31, LICENCE,    LICENCE
            hbm3,   MO, 2024-12-31, LICENCE,    LICENCE
            hbm3,   KR, 2024-12-31, NO_LICENCE, NO_LICENCE
            gddr6x, CN, 2024-12-31, NO_LICENCE, NO_LICENCE
            """)
    void memoryByItself(String memory, String country, String day, Policy codified, Policy enforced) {
        Classification said = Cases.classify(Cases.memory(memory), Cases.to(country, day));
        assertThat(said.codified().policy()).contains(codified);
        assertThat(said.enforced().policy()).contains(enforced);
    }

    @Test
    void memoryBesideLogicIsNotTradedByItself() {
        assertThat(Cases.verdict("us-2024-12-02", Cases.chip("h20"), Cases.to("CN", "2025-01-01"))
                        .paragraph())
                .contains("none");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            h200,          2026-01-13, DISCOURAGED
            h200,          2026-01-14, PROHIBITED
            h200,          2026-08-26, PROHIBITED
            h200,          2026-08-27, DISCOURAGED
            rtx-5090-d-v2, 2025-11-04, NO_LICENCE
            rtx-5090-d-v2, 2025-11-05, DISCOURAGED
            rtx-5090-d-v2, 2026-05-14, DISCOURAGED
            rtx-5090-d-v2, 2026-05-15, PROHIBITED
            ascend-910c,   2026-05-15, NO_LICENCE
            """)
    void theImportingSide(String chip, String day, Policy importing) {
        assertThat(Cases.classify(Cases.chip(chip), Cases.to("CN", day))
                        .importing()
                        .policy())
                .contains(importing);
    }

    @Test
    void hongKongIsChinaAndMacauIsNot() {
        Destinations places = Cases.BOOK.destinations();
        assertThat(places.country("Hong Kong", Cases.HERE)).isEqualTo("CN").isEqualTo(places.country("hk", Cases.HERE));
        assertThat(places.country("macau", Cases.HERE)).isEqualTo("MO");
    }

    /** D:1, D:4 and D:5 less A:5 and A:6, as the regulations of July 2026 list them. */
    @Test
    void fortyFiveDestinationsAreControlled() {
        Destinations places = Cases.BOOK.destinations();
        long july = places.countries().stream()
                .filter(country -> controlled(places, country, "2026-07-23"))
                .count();
        assertThat(july).isEqualTo(45);
        assertThat(controlled(places, "AE", "2026-07-13")).isTrue();
        assertThat(controlled(places, "AE", "2026-07-14")).isFalse();
        assertThat(controlled(places, "IL", "2026-07-14")).isFalse();
        assertThat(controlled(places, "CY", "2026-07-14")).isFalse();
    }

    private static boolean controlled(Destinations places, String country, String day) {
        Optional<String> in = places.in(List.of("d1", "d4", "d5"), country, day);
        return in.isPresent() && places.in(List.of("a5", "a6"), country, day).isEmpty();
    }

    @Test
    void theTimelineTurnsOnTheSameDays() {
        List<Timeline.Stretch> h20 =
                Timeline.of(Cases.CATALOG, Cases.BOOK, Cases.chip("h20"), Cases.to("CN", "2026-09-01"));
        for (int i = 1; i < h20.size(); i++) {
            assertThat(h20.get(i - 1).period().until())
                    .contains(Day.before(h20.get(i).period().from()));
            assertThat(h20.get(i)).isNotEqualTo(h20.get(i - 1));
        }
        assertThat(h20)
                .anyMatch(stretch -> stretch.period().from().equals("2025-04-09")
                        && stretch.enforced().policy().equals(Optional.of(Policy.LICENCE)));
        assertThat(h20.get(h20.size() - 1).period().until()).isEmpty();
    }
}
