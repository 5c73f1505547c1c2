package org.chokepoint.validation.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** Reads a log line by line. What a line has in front, a date or the name of a rank, does not matter. */
final class LogReader {
    private static final double MEBIBYTE = 1 << 20;
    private static final String NUMBER = "([0-9][0-9.]*(?:[eE][+-]?\\d+)?)";

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
    private static final Pattern ITERATION =
            Pattern.compile("\\biteration\\s*=?\\s*(\\d{1,9})\\s*/\\s*(?:\\d{1,12}|infinity)\\s*\\|");
    private static final Pattern ELAPSED =
            Pattern.compile("elapsed[ _]time[ _]per[ _]iteration[ _]\\(?(ms|s)\\)?\\s*[:=]\\s*([^|\\s/]*)");
    private static final Pattern BATCH = Pattern.compile("global[ _]batch[ _]size\\s*[:=]\\s*(\\d{1,9})\\b");
    private static final Pattern FLOPS =
            Pattern.compile("(?:(?:throughput|compute) per GPU \\(TFLOP/s/GPU\\)|\\| TFLOPs):\\s*" + NUMBER);
    private static final Pattern SKIPPED =
            Pattern.compile("number[ _]of[ _]skipped[ _]iterations\\s*[:=]\\s*(\\d{1,9})");

    private static final Pattern TIMER = Pattern.compile(
            "(?:^|\\s)([A-Za-z][\\w/-]*) \\.{2,}: (?:\\(" + NUMBER + ", " + NUMBER + "\\)|" + NUMBER + ")\\s*$");
    private static final Pattern TIMERS = Pattern.compile("\\btime \\(ms\\)\\s*\\|");
    private static final Pattern CELL = Pattern.compile("\\s*([\\w/ -]+?):\\s*" + NUMBER + "\\s*");
    private static final Pattern RANKS = Pattern.compile("\\btimes across ranks \\(ms\\):");
    private static final Pattern RANKS_TIMER = Pattern.compile("(?:^|\\s)([a-z][\\w/-]*):\\s*$");
    private static final Pattern RANKS_TIME = Pattern.compile("(?:^|\\s)rank\\s+\\d+:\\s*" + NUMBER + "\\s*$");

    private static final Pattern MEMORY = Pattern.compile("memory \\(MB\\)\\s*\\|");
    private static final Pattern RANK = Pattern.compile("\\[Rank (\\d+)]");
    private static final Pattern ARGUMENT = Pattern.compile("(?:^|\\s)([a-z]\\w*) \\.{2,} (.*)$");
    private static final Pattern VOCABULARY =
            Pattern.compile("padded vocab \\(size: \\d+\\).*\\(new size: (\\d{1,9})\\)");
    private static final Pattern WORLD = Pattern.compile("using world size:\\s*(\\d{1,9})\\b");

    private final String file;
    private final List<Iteration> iterations = new ArrayList<>();
    private final Map<String, MegatronLog.Stated> arguments = new LinkedHashMap<>();
    private final TreeMap<String, double[]> memory = new TreeMap<>();
    private final Map<String, Timer> timers = new LinkedHashMap<>();
    private Optional<MegatronLog.Stated> worldSize = Optional.empty();
    private Optional<Location> unread = Optional.empty();
    private boolean rankByRank;
    private String timer = "";
    private int number;

    LogReader(String file) {
        this.file = file;
    }

    MegatronLog read(String text) {
        text.lines().forEach(line -> {
            number++;
            line(line.indexOf('\u001b') < 0 ? line : COLOUR.matcher(line).replaceAll(""));
        });
        closeTimers();
        if (iterations.isEmpty()) {
            throw unread.map(this::timeless).orElseGet(this::noIteration);
        }
        MegatronLog.Stated world = arguments.get("world_size");
        return new MegatronLog(file, iterations, arguments, world == null ? worldSize : Optional.of(world), peak());
    }

    private Fault noIteration() {
        Location end = new Location(file, Math.max(1, number), 1);
        return new Fault(
                end,
                "the log ends without an iteration like \"iteration 10/ 100 | … | elapsed time per iteration (ms): 1234.5 |\".",
                "it is the output of another rank: the last one prints them; or --log-interval is larger than the run.");
    }

    private Fault timeless(Location at) {
        return new Fault(
                at,
                "this iteration has no \"elapsed time per iteration (ms): …\", and no other has.",
                "the line was cut, or another program wrote it.");
    }

    private void line(String line) {
        Matcher iteration = ITERATION.matcher(line);
        if (iteration.find()) {
            iteration(line, iteration);
            return;
        }
        if (TIMERS.matcher(line).find() && !line.contains("[logging.py")) {
            cells(line).forEach((name, ms) -> time(name, Timer.one(ms / 1e3)));
        } else if (MEMORY.matcher(line).find()) {
            memory(line);
        } else if (RANKS.matcher(line).find()) {
            rankByRank = true;
        } else if (!timer(line)) {
            argument(line);
        }
    }

    private void iteration(String line, Matcher found) {
        closeTimers();
        Location at = new Location(file, number, found.start() + 1);
        Matcher elapsed = ELAPSED.matcher(line);
        if (!elapsed.find(found.end())) {
            unread = unread.or(() -> Optional.of(at));
            return;
        }
        iterations.add(new Iteration(
                Integer.parseInt(found.group(1)),
                seconds(elapsed),
                whole(BATCH.matcher(line)),
                decimal(FLOPS.matcher(line)),
                whole(SKIPPED.matcher(line)).orElse(0),
                Collections.emptyMap(),
                at));
    }

    private double seconds(Matcher elapsed) {
        OptionalDouble value = decimal(elapsed.group(2));
        if (value.isEmpty() || !(value.getAsDouble() > 0)) {
            throw new Fault(
                    new Location(file, number, elapsed.start(2) + 1),
                    "the elapsed time must be a number above zero, found '" + elapsed.group(2) + "'.",
                    "lines of two ranks ran into each other; remove this one.");
        }
        return elapsed.group(1).equals("ms") ? value.getAsDouble() / 1e3 : value.getAsDouble();
    }

    private static OptionalInt whole(Matcher found) {
        return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    }

    private static OptionalDouble decimal(Matcher found) {
        return found.find() ? decimal(found.group(1)) : OptionalDouble.empty();
    }

    private static OptionalDouble decimal(String text) {
        boolean number = text.matches("\\d{1,15}(\\.\\d*)?([eE][+-]?\\d{1,2})?");
        return number ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }

    /** Cells behind the first bar that are a name and a number. */
    private static Map<String, Double> cells(String line) {
        Map<String, Double> cells = new LinkedHashMap<>();
        for (String cell : line.substring(line.indexOf('|') + 1).split("\\|", -1)) {
            Matcher named = CELL.matcher(cell);
            if (named.matches()) {
                decimal(named.group(2)).ifPresent(value -> cells.put(named.group(1), value));
            }
        }
        return cells;
    }

    private boolean timer(String line) {
        Matcher found = TIMER.matcher(line);
        if (found.find()) {
            boolean one = found.group(4) != null;
            OptionalDouble least = decimal(found.group(one ? 4 : 2));
            OptionalDouble most = decimal(found.group(one ? 4 : 3));
            if (least.isPresent() && most.isPresent()) {
                time(found.group(1), new Timer(least.getAsDouble() / 1e3, most.getAsDouble() / 1e3, !one));
            }
            return true;
        }
        return rankByRank && rank(line);
    }

    /** Timers of all ranks: a line with the name, and one for each rank below it. */
    private boolean rank(String line) {
        Matcher time = RANKS_TIME.matcher(line);
        if (time.find() && !timer.isEmpty()) {
            decimal(time.group(1)).ifPresent(ms -> {
                Timer before = timers.get(timer);
                time(timer, before == null ? Timer.one(ms / 1e3) : before.and(ms / 1e3));
            });
            return true;
        }
        Matcher name = RANKS_TIMER.matcher(line);
        if (name.find()) {
            timer = name.group(1);
            return true;
        }
        return false;
    }

    /** Timers stand behind the iteration that they belong to; those before the first are of the start. */
    private void time(String name, Timer shown) {
        if (!iterations.isEmpty()) {
            timers.put(name, shown);
        }
    }

    private void closeTimers() {
        if (!timers.isEmpty()) {
            int last = iterations.size() - 1;
            Iteration i = iterations.get(last);
            iterations.set(
                    last,
                    new Iteration(
                            i.number(), i.seconds(), i.globalBatch(), i.teraflops(), i.skipped(), timers, i.at()));
        }
        timers.clear();
        rankByRank = false;
        timer = "";
    }

    private void memory(String line) {
        Map<String, Double> cells = cells(line.substring(line.indexOf("memory (MB)")));
        Matcher rank = RANK.matcher(line);
        double[] peaks = memory.computeIfAbsent(rank.find() ? rank.group(1) : "", key -> new double[2]);
        peaks[0] = Math.max(peaks[0], cells.getOrDefault("max allocated", cells.getOrDefault("allocated", 0.0)));
        double cached = cells.getOrDefault("max cached", cells.getOrDefault("cached", 0.0));
        peaks[1] = Math.max(peaks[1], cells.getOrDefault("max reserved", cells.getOrDefault("reserved", cached)));
    }

    private MegatronLog.Memory peak() {
        double allocated = 0;
        double reserved = 0;
        for (double[] peaks : memory.values()) {
            allocated = Math.max(allocated, peaks[0] * MEBIBYTE);
            reserved = Math.max(reserved, peaks[1] * MEBIBYTE);
        }
        return new MegatronLog.Memory(above(allocated), above(reserved), memory.size());
    }

    private static OptionalDouble above(double bytes) {
        return bytes > 0 ? OptionalDouble.of(bytes) : OptionalDouble.empty();
    }

    private void argument(String line) {
        Matcher argument = ARGUMENT.matcher(line);
        if (argument.find()) {
            Location at = new Location(file, number, argument.start(1) + 1);
            arguments.put(
                    argument.group(1), new MegatronLog.Stated(argument.group(2).strip(), at));
            return;
        }
        Matcher vocabulary = VOCABULARY.matcher(line);
        if (vocabulary.find()) {
            Location at = new Location(file, number, vocabulary.start(1) + 1);
            arguments.put("padded_vocab_size", new MegatronLog.Stated(vocabulary.group(1), at));
            return;
        }
        Matcher world = WORLD.matcher(line);
        if (world.find()) {
            Location at = new Location(file, number, world.start(1) + 1);
            worldSize = Optional.of(new MegatronLog.Stated(world.group(1), at));
        }
    }
}
