package org.chokepoint.training;

import org.chokepoint.catalog.Named;

/** Pipeline schedules. */
public enum Schedule implements Named {
    /** All forwards, then all backwards (Huang et al. 2019). */
    GPIPE("gpipe"),
    /** One forward, one backward in turn (Narayanan et al. 2021). */
    ONE_F_ONE_B("1f1b"),
    /** 1F1B over several virtual stages per rank (Narayanan et al. 2021). */
    INTERLEAVED("interleaved"),
    /** Weight gradients fill the bubble (Qi et al. 2023), memory as 1F1B. */
    ZB_H1("zb-h1"),
    /** Two directions, communication hidden behind the other direction's compute (DeepSeek-V3 report, section 3.2.1). */
    DUALPIPE("dualpipe"),
    /** DualPipe folded into a V: half the parameters. */
    DUALPIPE_V("dualpipe-v");

    private final String word;

    Schedule(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
