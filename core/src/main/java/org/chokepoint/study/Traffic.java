package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.serving.Arrivals;
import org.chokepoint.serving.Lengths;
import org.chokepoint.serving.Load;
import org.chokepoint.serving.RequestTrace;
import org.chokepoint.serving.Requests;
import org.chokepoint.serving.Window;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Figure;
import org.chokepoint.units.Quantity;

/**
 * Requests that a question sends one by one.
 *
 * @param requests what comes, and when
 * @param words how it comes, for people
 * @param seed of the random numbers; 0 where none are drawn
 * @param window part of the run that counts
 */
record Traffic(Requests requests, String words, int seed, Window window) {
    private static final List<String> ARRIVALS = List.of("poisson", "gamma", "even");

    /** Length of a run where nothing says, and what of it is filling up and running dry. */
    private static final double USUAL_SECONDS = 600;

    private static final Window STEADY = new Window(0.1, 0.1);
    private static final double LEAST = 200;
    private static final int MOST = 2_000_000;

    /** The requests of a table, if the question names one. */
    static Optional<Traffic> listed(ServeQuestion question) {
        if (question.requests().isEmpty()) {
            return Optional.empty();
        }
        refuse(question.input(), "--input");
        refuse(question.output(), "--output");
        refuse(question.rate(), "--rate");
        refuse(question.arrivals(), "--arrivals");
        refuse(question.count(), "--count");
        refuse(question.duration(), "--duration");
        refuse(question.seed(), "--seed");
        refuse(question.variation(), "--cv");
        String file = question.requests().get();
        Requests requests = RequestTrace.read(file, UserFile.text(file, "--requests"));
        return Optional.of(
                new Traffic(requests, Figure.plain(requests.size(), 9) + " requests of " + file, 0, Window.ALL));
    }

    private static void refuse(Optional<String> other, String option) {
        if (other.isPresent()) {
            throw new Fault(Location.of(option), "can't be given together with --requests.", "leave one of them out.");
        }
    }

    /** Mean lengths of a table of requests. */
    Load load(double prefixHit) {
        double size = requests.size();
        return new Load(requests.totalInputTokens() / size, requests.totalOutputTokens() / size, prefixHit);
    }

    /** Requests that are drawn at a rate, all of the mean lengths, if the question names one. */
    static Optional<Traffic> drawn(ServeQuestion question, Load load) {
        if (question.rate().isEmpty()) {
            return Optional.empty();
        }
        double rate = Quantity.positive(
                question.rate().get(), Dimension.COUNT, "the rate of requests", Location.of("--rate"));
        String word = question.arrivals().orElse(ARRIVALS.get(0));
        double variation = question.variation()
                .map(text -> Quantity.positive(text, Dimension.RATIO, "the variation of gaps", Location.of("--cv")))
                .orElse(1.0);
        int seed = question.seed().map(text -> Written.whole(text, "--seed")).orElse(1);
        Requests requests = Requests.draw(
                arrivals(word, rate, variation, question.variation().isPresent()),
                new Lengths.Fixed((int) Math.round(load.inputTokens())),
                new Lengths.Fixed((int) Math.round(load.outputTokens())),
                count(question, rate),
                seed);
        String gaps = word.equals("gamma") ? word + ", variation " + Figure.plain(variation, 3) : word;
        String words =
                Figure.plain(requests.size(), 9) + " requests, " + Figure.plain(rate, 4) + " a second (" + gaps + ")";
        return Optional.of(new Traffic(requests, words, seed, STEADY));
    }

    private static Arrivals arrivals(String word, double rate, double variation, boolean varied) {
        if (varied && !word.equals("gamma")) {
            throw new Fault(Location.of("--cv"), "acts only beside --arrivals gamma.", "add --arrivals gamma.");
        }
        switch (word) {
            case "poisson":
                return new Arrivals.Poisson(rate);
            case "gamma":
                return new Arrivals.Gamma(rate, variation);
            case "even":
                return new Arrivals.Even(rate);
            default:
                throw new Fault(
                        Location.of("--arrivals"),
                        "there are no arrivals '" + word + "'; there are " + String.join(", ", ARRIVALS) + ".",
                        Nearest.remedy(word, ARRIVALS));
        }
    }

    private static int count(ServeQuestion question, double rate) {
        if (question.count().isPresent() && question.duration().isPresent()) {
            throw new Fault(
                    Location.of("--duration"), "can't be given together with --count.", "leave one of them out.");
        }
        double seconds = question.duration()
                .map(text -> Quantity.positive(text, Dimension.TIME, "the duration", Location.of("--duration")))
                .orElse(USUAL_SECONDS);
        double count = question.count()
                .map(text -> (double) Written.whole(text, "--count"))
                .orElse(Math.max(LEAST, Math.ceil(rate * seconds)));
        if (count > MOST || count < 2) {
            throw new Fault(
                    Location.of(question.count().isPresent() ? "--count" : "--duration"),
                    "between 2 and " + Figure.plain(MOST, 9) + " requests are simulated.",
                    "a shorter run, like --count 10000.");
        }
        return (int) count;
    }
}
