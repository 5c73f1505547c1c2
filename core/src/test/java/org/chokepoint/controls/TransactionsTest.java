package org.chokepoint.controls;

import static org.assertj.core.api.Assertions.assertThat;

import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets an item, how and what for. */
final class TransactionsTest {
    private static final Source OURS = new Source("test", "none", "", Grade.ASSUMPTION);

    private static Policy enforced(Item item, Transaction deal) {
        return Cases.classify(item, deal).enforced().policy().orElseThrow();
    }

    private static Transaction deal(String to, String hq, Channel channel, EndUse use, boolean listed) {
        return new Transaction(to, hq, channel, use, listed, "2026-09-01");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            h100, SG, CN, PRESUMPTION_OF_DENIAL
            h100, SG, MO, PRESUMPTION_OF_DENIAL
            h100, SG, SG, NO_LICENCE
            h200, SG, CN, PRESUMPTION_OF_DENIAL
            h200, CN, CN, CASE_BY_CASE
            h100, VN, CN, PRESUMPTION_OF_DENIAL
            h100, VN, VN, PRESUMPTION_OF_APPROVAL
            l40,  SG, CN, NOTIFICATION
            l4,   US, CN, NO_LICENCE
            h20,  SG, CN, LICENCE
            """)
    void headquartersCount(String chip, String to, String hq, Policy policy) {
        assertThat(enforced(Cases.chip(chip), deal(to, hq, Channel.EXPORT, EndUse.CIVILIAN, false)))
                .isEqualTo(policy);
    }

    @Test
    void endUsersOfAlliesWereReviewedCaseByCaseIn2022() {
        Transaction fab = new Transaction("CN", "KR", Channel.EXPORT, EndUse.CIVILIAN, false, "2022-11-01");
        assertThat(enforced(Cases.chip("h100"), fab)).isEqualTo(Policy.CASE_BY_CASE);
    }

    @Test
    void listedPartiesAndEndUsesCatchWhatNoParagraphDoes() {
        Item card = Cases.chip("rtx-4090-d");
        assertThat(enforced(card, deal("CN", "CN", Channel.EXPORT, EndUse.CIVILIAN, false)))
                .isEqualTo(Policy.NO_LICENCE);
        assertThat(enforced(card, deal("CN", "CN", Channel.EXPORT, EndUse.CIVILIAN, true)))
                .isEqualTo(Policy.PRESUMPTION_OF_DENIAL);
        assertThat(enforced(card, deal("CN", "CN", Channel.EXPORT, EndUse.MILITARY, false)))
                .isEqualTo(Policy.PRESUMPTION_OF_DENIAL);
        assertThat(enforced(card, deal("CN", "CN", Channel.EXPORT, EndUse.SUPERCOMPUTER, false)))
                .isEqualTo(Policy.PRESUMPTION_OF_DENIAL);
    }

    @Test
    void onlyExportsFromTheUnitedStatesAreReviewedCaseByCase() {
        Item h200 = Cases.chip("h200");
        assertThat(enforced(h200, deal("CN", "CN", Channel.EXPORT, EndUse.CIVILIAN, false)))
                .isEqualTo(Policy.CASE_BY_CASE);
        assertThat(enforced(h200, deal("CN", "CN", Channel.REEXPORT, EndUse.CIVILIAN, false)))
                .isEqualTo(Policy.PRESUMPTION_OF_DENIAL);
        assertThat(enforced(h200, deal("CN", "CN", Channel.IN_COUNTRY, EndUse.CIVILIAN, false)))
                .isEqualTo(Policy.PRESUMPTION_OF_DENIAL);
    }

    @Test
    void jurisdictionFollowsMakerAndFoundry() {
        Transaction abroad = deal("CN", "CN", Channel.REEXPORT, EndUse.CIVILIAN, false);
        assertThat(Cases.classify(Cases.chip("h100"), abroad).jurisdiction().basis())
                .isEqualTo(Jurisdiction.Basis.US_ORIGIN);
        assertThat(Cases.classify(Cases.chip("ascend-910a"), abroad)
                        .jurisdiction()
                        .basis())
                .isEqualTo(Jurisdiction.Basis.FOREIGN_DIRECT_PRODUCT);
        assertThat(Cases.classify(Cases.chip("mtt-s4000"), abroad)
                        .jurisdiction()
                        .subject())
                .isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void remoteAccessIsNoExportUntilABillSaysSo() {
        Transaction cloud = deal("CN", "CN", Channel.REMOTE_ACCESS, EndUse.CIVILIAN, false);
        assertThat(enforced(Cases.chip("h100"), cloud)).isEqualTo(Policy.NO_LICENCE);
        assertThat(Cases.verdict("us-bill-remote-access", Cases.chip("h100"), cloud)
                        .policy())
                .contains(Policy.LICENCE);
    }

    @Test
    void weightsFromTenToTheTwentySixOperationsOn() {
        Item large = Items.weights("m", "M", 1e26, Truth.NO, OURS);
        Item open = Items.weights("m", "M", 1e26, Truth.YES, OURS);
        Item small = Items.weights("m", "M", 0.99e26, Truth.NO, OURS);
        Transaction send = deal("CN", "CN", Channel.WEIGHTS, EndUse.CIVILIAN, false);
        assertThat(Cases.classify(large, send).codified().policy()).contains(Policy.PRESUMPTION_OF_DENIAL);
        assertThat(Cases.classify(large, send).enforced().policy()).contains(Policy.NO_LICENCE);
        assertThat(Cases.classify(open, send).codified().policy()).contains(Policy.NO_LICENCE);
        assertThat(Cases.classify(small, send).codified().policy()).contains(Policy.NO_LICENCE);
        Item unsure = Items.weights("m", "M", 1e26, Truth.UNKNOWN, OURS);
        assertThat(Cases.classify(unsure, send).codified().policy()).isEmpty();
    }

    @Test
    void answersThatDisagreeAreNamed() {
        Classification h20 = Cases.classify(Cases.chip("h20"), Cases.to("CN", "2026-09-01"));
        assertThat(h20.differences()).anyMatch(text -> text.contains("not what is enforced"));
        Classification v2 = Cases.classify(Cases.chip("rtx-5090-d-v2"), Cases.to("CN", "2026-06-01"));
        assertThat(v2.differences())
                .anyMatch(text -> text.contains("China barred imports"))
                .anyMatch(text -> text.contains("the importing side does not"));
        Classification ascend = Cases.classify(Cases.chip("ascend-910c"), Cases.to("CN", "2026-06-01"));
        assertThat(ascend.differences()).anyMatch(text -> text.contains("made for China and sold there"));
    }
}
