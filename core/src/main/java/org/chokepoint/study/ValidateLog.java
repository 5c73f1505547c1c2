package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.Network;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.MemoryPlan;
import org.chokepoint.training.StepCost;
import org.chokepoint.training.StrategyCheck;
import org.chokepoint.training.megatron.MegatronFile;
import org.chokepoint.units.Figure;
import org.chokepoint.validation.Band;
import org.chokepoint.validation.Generation;
import org.chokepoint.validation.log.Iteration;
import org.chokepoint.validation.log.MeasuredPhases;
import org.chokepoint.validation.log.MegatronLog;
import org.chokepoint.validation.log.SteadyState;

/** Answers {@link ValidateLogQuestion}: read the log, predict its step, hold one against the other. */
final class ValidateLog {
    /** Framework whose newest stack stands for Megatron-LM where the question names none. */
    private static final String FRAMEWORK = "megatron-core";

    /** Gap that one phase is called most of. */
    private static final double MOST = 0.5;

    private final Catalog catalog;
    private final ValidateLogQuestion question;
    private final MegatronLog log;
    private final SteadyState steady;

    private ValidateLog(Catalog catalog, ValidateLogQuestion question, MegatronLog log) {
        this.catalog = catalog;
        this.question = question;
        this.log = log;
        this.steady = SteadyState.of(log);
    }

    static ValidateLogAnswer answer(Catalog catalog, ValidateLogQuestion question, Progress progress) {
        progress.at(0, "reading the log");
        MegatronLog log = MegatronLog.read(question.log(), UserFile.log(question.log(), "--log"));
        return new ValidateLog(catalog, question, log).answer(progress);
    }

    private ValidateLogAnswer answer(Progress progress) {
        StrategyFile arguments = arguments();
        MegatronFile file = arguments.arguments();
        List<String> notes = new ArrayList<>();
        Optional<Network> described =
                question.model().isPresent() ? Optional.empty() : Optional.of(file.network(vocabulary(), notes));
        TrainQuestion run = run(notes);
        Resolved r = TrainResolver.resolveStep(catalog, run, arguments, described);
        check(r);
        progress.at(0.3, "predicting");
        ExecutedStep model = new ExecutedStep(r.job().network(), r.machine(), r.balance());
        StepCost cost = model.step(r.job(), r.strategy());
        PredictedPhases predicted = PredictedPhases.of(r, model, cost);
        LogPhases phases = LogPhases.of(MeasuredPhases.of(steady), predicted);
        Band band = r.band();
        Evidence evidence = Basis.of(catalog, run, r, Optional.empty()).evidence();
        notes.addAll(evidence.notes());
        ValidateLogAnswer.Step step = step(r, cost, band);
        return new ValidateLogAnswer(
                ValidateLogAnswer.VERSION,
                new Headline(sentence(step, phases), flips(step, r.band()), Headlines.restsOn(evidence)),
                new ValidateLogAnswer.Run(
                        r.job().network().id(),
                        r.machine().chip().id(),
                        r.job().accelerators(),
                        r.machine().cluster().id(),
                        r.machine().stack().id(),
                        r.job().globalBatch(),
                        r.job().sequenceLength()),
                step,
                iterations(),
                phases.all(),
                timers(),
                memory(cost.memory()),
                LogHints.of(r, model, cost, predicted, log, steady, phases),
                notes,
                Command.of(question));
    }

    /** Arguments of the file, else those that the log prints. */
    private StrategyFile arguments() {
        if (question.strategyFile().isPresent()) {
            StrategyFile file = StrategyFile.read(question.strategyFile().get());
            compare(file.arguments());
            return file;
        }
        if (!log.arguments().containsKey("tensor_model_parallel_size")) {
            throw new Fault(
                    Location.of("--strategy"),
                    "is missing, and " + log.file() + " does not print the run's arguments.",
                    "give its launch script: --strategy run.sh.");
        }
        return StrategyFile.printed(log);
    }

    /** Refuses arguments that the log contradicts. */
    private void compare(MegatronFile file) {
        for (MegatronFile.Whole given : file.numbers()) {
            MegatronLog.Stated stated = log.arguments().get(given.name());
            boolean batch = given.name().equals("global_batch_size");
            if (stated != null && !batch && stated.whole().orElse((int) given.value()) != given.value()) {
                throw new Fault(
                        stated.at(),
                        "the run had " + given.name() + " " + stated.value() + ", and " + file.file() + " has "
                                + Figure.json(given.value()) + " in line "
                                + given.at().line() + ".",
                        "the arguments are those of another run.");
            }
        }
    }

    /** Refuses a layout that can't be run, with the log as the place of its batch. */
    private void check(Resolved r) {
        for (StrategyCheck.Problem problem : StrategyCheck.problems(r.strategy(), r.job(), r.machine())) {
            boolean own = problem.field().equals("global_batch")
                    && steady.globalBatch().isPresent();
            Location last = steady.kept().get(steady.kept().size() - 1).at();
            throw own ? new Fault(last, problem.what(), problem.maybe()) : r.fault(problem);
        }
    }

    private OptionalInt vocabulary() {
        MegatronLog.Stated padded = log.arguments().get("padded_vocab_size");
        return padded == null ? OptionalInt.empty() : padded.whole();
    }

    private TrainQuestion run(List<String> notes) {
        OptionalInt batch = steady.globalBatch();
        Optional<String> none = Optional.empty();
        return TrainQuestion.of(
                question.model().orElse(""),
                Optional.of(chips()),
                none,
                batch.isPresent() ? Optional.of(String.valueOf(batch.getAsInt())) : none,
                none,
                question.strategyFile(),
                new LinkedHashMap<>(),
                Optional.of(question.stack().orElseGet(() -> stack(notes))),
                none);
    }

    private String stack(List<String> notes) {
        String id = Generation.newest(catalog, FRAMEWORK).map(Stack::id).orElse(Stack.GENERIC);
        notes.add("the stack " + id + " was assumed; --stack changes that");
        return id;
    }

    /** Chips as the question names them; the log says how many where the question does not. */
    private String chips() {
        Optional<MegatronLog.Stated> world =
                log.worldSize().filter(stated -> stated.whole().isPresent());
        String count = world.map(MegatronLog.Stated::value).orElse("64");
        if (question.on().isEmpty()) {
            throw new Fault(
                    Location.of("--on"), "the question does not say what it ran on.", "add --on " + count + "xH100.");
        }
        String on = question.on().get();
        boolean counted = on.matches("\\s*\\d.*[xX×*].*");
        if (!counted && world.isPresent()) {
            return count + "x" + on;
        }
        int chips = Written.chips(on).count();
        if (world.isPresent() && world.get().whole().getAsInt() != chips) {
            throw new Fault(
                    world.get().at(),
                    "the log is of " + count + " processes, and --on has " + Figure.plain(chips, 9) + " chips.",
                    "--on " + count + on.strip().replaceFirst("^[\\d,_]+", "") + ".");
        }
        return on;
    }

    private ValidateLogAnswer.Step step(Resolved r, StepCost cost, Band band) {
        double tokens = cost.tokens() / r.job().accelerators();
        return new ValidateLogAnswer.Step(
                steady.seconds(),
                cost.seconds(),
                cost.seconds() * band.low(),
                cost.seconds() * band.high(),
                cost.seconds() / steady.seconds() - 1,
                tokens / steady.seconds(),
                tokens / cost.seconds(),
                steady.teraflops().isPresent()
                        ? OptionalDouble.of(steady.teraflops().getAsDouble() * 1e12)
                        : OptionalDouble.empty());
    }

    private static String time(double seconds) {
        return Figure.duration(seconds, 3);
    }

    private String sentence(ValidateLogAnswer.Step step, LogPhases phases) {
        double gap = step.measuredSeconds() - step.predictedSeconds();
        String off = Figure.percent(Math.abs(step.relativeSpeed()), 2) + (gap > 0 ? " under" : " over");
        String both = "Measured " + time(step.measuredSeconds()) + " a step, predicted " + time(step.predictedSeconds())
                + ": throughput is " + off + " the prediction";
        Optional<ValidateLogAnswer.Phase> largest = phases.largest(gap);
        if (largest.isEmpty()) {
            return both + ".";
        }
        double own = largest.get().gapSeconds().getAsDouble();
        String words = LogPhases.words(largest.get().name());
        if (own / gap > 1) {
            return both + "; " + words + " alone takes " + time(Math.abs(own)) + (gap > 0 ? " more" : " less") + ".";
        }
        String share = own / gap >= MOST ? "most" : "the largest part";
        return both + "; " + share + " of the gap, " + time(Math.abs(own)) + ", is in " + words + ".";
    }

    private String flips(ValidateLogAnswer.Step step, Band band) {
        String range = "the prediction's 80 % band of " + time(step.predictedSecondsLow()) + " to "
                + time(step.predictedSecondsHigh()) + " (" + Figure.plain(band.runs(), 6) + " measured runs, "
                + band.name() + ")";
        String uncertain;
        if (step.measuredSeconds() > step.predictedSecondsHigh()) {
            uncertain = "The step is longer than " + range
                    + ": something holds this run up, or it is not the run that the arguments describe.";
        } else if (step.measuredSeconds() < step.predictedSecondsLow()) {
            uncertain = "The step is shorter than " + range
                    + ": the prediction is wrong here, or this is not the run that the arguments describe.";
        } else {
            uncertain = "The step lies within " + range + ": the prediction's own error may be the gap.";
        }
        return uncertain + " Half of the iterations took " + time(steady.lowerSeconds()) + " to "
                + time(steady.upperSeconds()) + ".";
    }

    private ValidateLogAnswer.Iterations iterations() {
        List<ValidateLogAnswer.Dropped> dropped = new ArrayList<>();
        int read = steady.kept().size();
        for (Map.Entry<SteadyState.Reason, List<Iteration>> each :
                steady.dropped().entrySet()) {
            double longest = each.getValue().stream()
                    .mapToDouble(Iteration::seconds)
                    .max()
                    .orElseThrow();
            dropped.add(new ValidateLogAnswer.Dropped(
                    each.getKey().words(), each.getValue().size(), longest));
            read += each.getValue().size();
        }
        List<Iteration> kept = steady.kept();
        return new ValidateLogAnswer.Iterations(
                read,
                kept.size(),
                kept.get(0).number(),
                kept.get(kept.size() - 1).number(),
                steady.lowerSeconds(),
                steady.upperSeconds(),
                dropped);
    }

    private List<ValidateLogAnswer.Timed> timers() {
        List<ValidateLogAnswer.Timed> timers = new ArrayList<>();
        steady.timers()
                .forEach((name, timer) -> timers.add(new ValidateLogAnswer.Timed(
                        name,
                        timer.across() ? OptionalDouble.of(timer.least()) : OptionalDouble.empty(),
                        timer.most())));
        return timers;
    }

    private ValidateLogAnswer.Memory memory(MemoryPlan plan) {
        MegatronLog.Memory shown = log.memory();
        return new ValidateLogAnswer.Memory(
                shown.allocated(), plan.allocated(), shown.reserved(), plan.reserved(), shown.ranks());
    }
}
