package org.chokepoint.validation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures that tables print of a serving run, each as its source defines it. Times in seconds, rates in tokens per second. */
public enum ServedMetric {
    /** Time of an output token after the first, (end − first token)/(output tokens − 1), mean over requests. */
    TPOT_MEAN(Of.TIME, "tpot_mean"),
    /** The same, where a source doesn't say whether it is the mean or the median. */
    TPOT(Of.TIME, "tpot"),
    /** Median over all gaps between tokens. */
    ITL_P50(Of.TIME, "itl_p50"),
    /** Gap between tokens of one request, fitted to an empty cache. */
    ITL_INTERCEPT(Of.TIME, "itl_intercept"),
    /** What each cached token adds to it: seconds for a token. */
    ITL_PER_CACHED_TOKEN(Of.TIME_PER_TOKEN, "itl_slope_per_cached_token"),
    /** Time from a request to its first token, mean over requests. */
    TTFT_MEAN(Of.TIME, "ttft_mean"),
    /** The same, where a source doesn't say whether it is the mean or the median. */
    TTFT(Of.TIME, "ttft"),
    /** Its median. */
    TTFT_P50(Of.TIME, "ttft_p50"),
    /** Output tokens over the length of the run, of the whole deployment. */
    OUTPUT_RATE(Of.RATE, "output_tok_s"),
    /** Prompts' and output tokens over the length of the run, of the whole deployment. */
    TOTAL_RATE(Of.RATE, "total_tok_s"),
    /** Prompt and output tokens of a single request over its whole time. */
    REQUEST_RATE(Of.RATE, "prompt_plus_output_tok_s"),
    /** Output tokens of one request over the time that it generates. */
    USER_RATE(Of.RATE_PER_USER, "output_tok_s_per_user"),
    /** Output tokens over time, for each GPU of the pool that generates. */
    OUTPUT_RATE_PER_GPU(Of.RATE_PER_GPU, "output_tok_s_per_gpu output_tok_s_per_node output_tok_s_per_npu"),
    /** Prompts' tokens over time, for each GPU of the pool that reads them. */
    INPUT_RATE_PER_GPU(Of.RATE_PER_GPU, "input_tok_s_per_gpu input_tok_s_per_node input_tok_s_per_npu");

    /** What a figure is of, with the units that it comes in. */
    private enum Of {
        TIME("(s|ms)"),
        TIME_PER_TOKEN("(s|ms)/token"),
        RATE("tok/s(?: \\(.*\\))?"),
        RATE_PER_USER("tok/s(?:/user)?"),
        RATE_PER_GPU("tok/s/(?:GPU|NPU|card|chip|node ?\\((\\d+) (?:GPU|NPU)s?\\))");

        private final Pattern units;

        Of(String units) {
            this.units = Pattern.compile(units);
        }

        /** What values in a unit are divided by to come to SI units and one GPU. */
        OptionalDouble divisor(String written) {
            Matcher unit = units.matcher(written);
            if (!unit.matches()) {
                return OptionalDouble.empty();
            }
            if (this == RATE_PER_GPU) {
                return OptionalDouble.of(unit.group(1) == null ? 1 : Double.parseDouble(unit.group(1)));
            }
            boolean milli =
                    (this == TIME || this == TIME_PER_TOKEN) && unit.group(1).equals("ms");
            return OptionalDouble.of(milli ? 1e3 : 1);
        }
    }

    private final Of of;
    private final String words;

    ServedMetric(Of of, String words) {
        this.of = of;
        this.words = words;
    }

    /** The metric that a table calls so. */
    static Optional<ServedMetric> of(String word) {
        return Arrays.stream(values())
                .filter(each -> List.of(each.words.split(" ", -1)).contains(word))
                .findFirst();
    }

    /** What values in this unit are divided by to be seconds or tokens per second; empty if the metric has no such unit. */
    OptionalDouble divisor(String unit) {
        return of.divisor(unit);
    }

    /** Whether the figure falls when iterations get longer. */
    public boolean isRate() {
        return of != Of.TIME && of != Of.TIME_PER_TOKEN;
    }

    /** Whether the figure is of each GPU, not of the deployment. */
    public boolean isPerGpu() {
        return of == Of.RATE_PER_GPU;
    }

    /** What users and planners ask for, to which a metric belongs. */
    public enum Figure {
        /** Time between tokens. */
        TPOT("time per output token"),
        /** Tokens a second. */
        THROUGHPUT("throughput"),
        /** Wait for the first token. */
        TTFT("time to first token");

        private final String word;

        Figure(String word) {
            this.word = word;
        }

        /** The figure of that name. */
        public static Figure named(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no figure of serving is called " + word));
        }

        /** Name for tables. */
        public String word() {
            return word;
        }
    }

    /** To which of these it belongs; a rate of one user is a time between tokens. */
    public Figure figure() {
        if (isFirstToken()) {
            return Figure.TTFT;
        }
        return isRate() && this != USER_RATE ? Figure.THROUGHPUT : Figure.TPOT;
    }

    /** Whether the figure is of the wait for the first token. */
    public boolean isFirstToken() {
        return this == TTFT || this == TTFT_MEAN || this == TTFT_P50;
    }
}
