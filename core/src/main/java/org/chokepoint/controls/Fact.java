package org.chokepoint.controls;

/** What holds of an item or does not, and is no number. */
public enum Fact {
    /** Designed or marketed for use in datacenters. */
    DATACENTER("is designed or marketed for datacenters"),
    /** Commercially available in the United States. */
    US_MARKET("is sold in the United States"),
    /** Weights that anyone may download. */
    PUBLISHED("is published"),
    /** Its maker has its headquarters in China. */
    CHINESE_MAKER("is of a Chinese maker");

    private final String meaning;

    Fact(String meaning) {
        this.meaning = meaning;
    }

    /** What is said of an item, beginning with a verb. */
    public String meaning() {
        return meaning;
    }
}
