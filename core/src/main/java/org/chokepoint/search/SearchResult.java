package org.chokepoint.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param ranked executed layouts, best first, one for each split into TP, PP, CP, EP and expert TP
 * @param enumerated layouts of the space
 * @param ruled of those, the ones that can't be laid out
 * @param byRule the same by the field whose rule they break
 * @param reasons what the first of these breaks, in words
 * @param bounded layouts that can't be better, by their bound
 * @param tooLarge layouts that need more memory than the chip has
 * @param scored layouts whose bound was computed
 * @param executed layouts whose step was executed
 * @param smallest layout that needs least memory of those that were looked at
 * @param complete whether the search ran to its end, so that the first layout is the best of the space
 */
public record SearchResult(
        List<Candidate> ranked,
        long enumerated,
        long ruled,
        Map<String, Long> byRule,
        Map<String, String> reasons,
        long bounded,
        long tooLarge,
        long scored,
        long executed,
        Optional<Candidate> smallest,
        boolean complete) {

    /** The best layout, if any can be laid out and fits. */
    public Optional<Candidate> best() {
        return ranked.stream().findFirst();
    }
}
