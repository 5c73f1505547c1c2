package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stages of a pipeline in Megatron-LM's notation: {@code Et*3|(t*4|)*14tmL} has an embedding and three layers in the first
 * stage, four in each of the next 14, and a layer, a multi-token prediction module and the loss in the last. With virtual
 * stages, a rank holds every stage whose number is its own modulo the ranks. Source: {@code
 * core/transformer/pipeline_parallel_layer_layout.py} of Megatron-LM, core 0.15.
 *
 * @param stages letters of each stage
 */
record PipelineLayout(List<String> stages) {
    private static final Pattern GROUP = Pattern.compile("\\(([^)]+)\\)\\*(\\d+)");
    private static final Pattern LETTER = Pattern.compile("(.)\\*(\\d+)");
    private static final int LONGEST = 100_000;
    private static final int LONGEST_TEXT = 4_000;

    PipelineLayout {
        stages = List.copyOf(stages);
    }

    /** Reads the notation. */
    static PipelineLayout read(Given given) {
        String text = given.text().replace(",", "");
        if (text.length() > LONGEST_TEXT) {
            throw given.wrong("a pipeline of ordinary length", "it is another text.");
        }
        String flat = unroll(LETTER, unroll(GROUP, text, given), given);
        if (!flat.matches("[EtmL|]+")) {
            throw given.wrong("stages of E, t, m and L, split by |", "one like Et*3|(t*4|)*14t*5L.");
        }
        return new PipelineLayout(Arrays.asList(flat.split("\\|", -1)));
    }

    private static String unroll(Pattern product, String text, Given given) {
        Matcher matcher = product.matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            out.append(text, from, matcher.start());
            String times = matcher.group(2);
            long letters = times.length() > 6
                    ? LONGEST
                    : (long) Integer.parseInt(times) * matcher.group(1).length();
            if (out.length() + letters >= LONGEST) {
                throw given.wrong("a pipeline of ordinary length", "a factor is a slip.");
            }
            out.append(matcher.group(1).repeat(Integer.parseInt(times)));
            from = matcher.end();
        }
        return out.append(text.substring(from)).toString();
    }

    /**
     * The layout of stages with these numbers of layers.
     *
     * @param nextToken multi-token prediction modules, which stand before the loss
     */
    static PipelineLayout of(List<Integer> layers, int nextToken) {
        List<String> stages = new ArrayList<>(layers.stream().map("t"::repeat).toList());
        stages.set(0, "E" + stages.get(0));
        int last = stages.size() - 1;
        stages.set(last, stages.get(last) + "m".repeat(nextToken) + "L");
        return new PipelineLayout(stages);
    }

    /** Letters of a kind in all stages. */
    int count(char kind) {
        return counts(kind).stream().mapToInt(Integer::intValue).sum();
    }

    /** Letters of a kind in each stage. */
    List<Integer> counts(char kind) {
        return stages.stream()
                .map(stage ->
                        (int) stage.chars().filter(letter -> letter == kind).count())
                .toList();
    }

    /** The notation, with repeated letters and stages as products. */
    String text() {
        StringBuilder out = new StringBuilder();
        int last = stages.size() - 1;
        int stage = 0;
        while (stage < last) {
            int end = stage;
            while (end < last && stages.get(end).equals(stages.get(stage))) {
                end++;
            }
            String one = letters(stages.get(stage)) + "|";
            out.append(end - stage > 2 ? "(" + one + ")*" + (end - stage) : one.repeat(end - stage));
            stage = end;
        }
        return out.append(letters(stages.get(last))).toString();
    }

    private static String letters(String stage) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < stage.length()) {
            int end = i;
            while (end < stage.length() && stage.charAt(end) == stage.charAt(i)) {
                end++;
            }
            out.append(stage.charAt(i)).append(end - i > 1 ? "*" + (end - i) : "");
            i = end;
        }
        return out.toString();
    }
}
