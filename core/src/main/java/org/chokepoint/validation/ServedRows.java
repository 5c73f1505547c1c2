package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.Precision;
import org.chokepoint.model.Storage;
import org.chokepoint.serving.Arrivals;
import org.chokepoint.serving.Deployment;
import org.chokepoint.serving.Engine;
import org.chokepoint.serving.Formats;
import org.chokepoint.serving.Instance;
import org.chokepoint.serving.Lengths;
import org.chokepoint.serving.Load;
import org.chokepoint.serving.Operation;
import org.chokepoint.serving.PassTime;
import org.chokepoint.serving.RequestSimulation;
import org.chokepoint.serving.RequestStatistics;
import org.chokepoint.serving.Requests;
import org.chokepoint.serving.ServedModel;
import org.chokepoint.serving.ServiceLevel;
import org.chokepoint.serving.Speculation;
import org.chokepoint.serving.SteadyState;
import org.chokepoint.training.Operations;

/** Predicts figures of measured serving runs, each by its source's definition. */
final class ServedRows {
    /** Requests of a benchmark client for each that it keeps under way, where a source doesn't say. */
    private static final int REQUESTS_EACH = 10;

    private static final long SEED = 1;

    /** Lengths of a cache between which a slope is taken. */
    private static final double SHORT = 256;

    private static final double LONG = 125_000;

    private final Catalog catalog;
    private final List<Engine> engines;
    private final double expertLoad;

    ServedRows(Catalog catalog) {
        this.catalog = catalog;
        this.engines = catalog.all(Engine.KIND).stream().map(Entry::value).toList();
        this.expertLoad = Operations.usual(catalog).expertLoad().value();
    }

    /**
     * A measured run as the serving model has it.
     *
     * @param row the run
     * @param model what it serves, on what
     * @param deployment its instances
     * @param load mean lengths
     */
    record Described(ServedRow row, ServedModel model, Deployment deployment, Load load) {
        /** The same with another engine. */
        Described on(UnaryOperator<Engine> changed) {
            return new Described(
                    row,
                    new ServedModel(model.network(), model.machine(), changed.apply(model.engine())),
                    deployment,
                    load);
        }
    }

    /** All rows of a table, predicted or with the reason why not. */
    List<Measured> predict(List<InferenceTable.Read> rows, DoubleConsumer progress) {
        List<Measured> all = new ArrayList<>();
        for (InferenceTable.Read each : rows) {
            progress.accept((double) all.size() / rows.size());
            if (each.served().isEmpty()) {
                all.add(skipped(each, each.skippedBecause()));
                continue;
            }
            try {
                Described described = describe(each.served().get());
                all.add(measured(each.row(), described, predict(described)));
            } catch (NotPredicted e) {
                all.add(skipped(each, e.getMessage()));
            }
        }
        return all;
    }

    private static Measured skipped(InferenceTable.Read read, String because) {
        Csv.Row row = read.row();
        String id = row.text("id");
        double value = read.served().map(ServedRow::value).orElse(Double.NaN);
        Outcome outcome = new Outcome(id, OperatorRows.source(id), id, row.text("metric"), Double.NaN, value, because);
        return Measured.served(row, outcome, false);
    }

    /** A row with a prediction. */
    static Measured measured(Csv.Row row, Described described, double predicted) {
        ServedRow own = described.row();
        Outcome outcome = new Outcome(own.id(), own.source(), own.id(), row.text("metric"), predicted, own.value(), "");
        return Measured.served(row, outcome, own.metric().isRate());
    }

    /** What a row describes. */
    Described describe(ServedRow row) {
        Location at = Location.of(row.id());
        Accelerator chip = row.accelerator();
        Machine machine = new Machine(
                chip,
                catalog.find(Cluster.KIND, chip.cluster(), at).value(),
                catalog.find(Calibration.KIND, chip.family(), at).value(),
                Stack.ofKernels());
        Engine engine = engine(row);
        ServedModel model = new ServedModel(row.network(), machine, engine);
        Formats formats = formats(row, chip, engine);
        Instance instance = instance(row, row.pool(), formats);
        Deployment deployment = row.prefill().isPresent()
                ? new Deployment(
                        instance,
                        row.pool().count(),
                        Optional.of(instance(row, row.prefill().get(), formats)),
                        row.prefill().get().count())
                : Deployment.together(instance, row.pool().count());
        double input = row.lengths().meanInput().orElse(1);
        return new Described(
                row,
                model,
                deployment,
                new Load(input, row.lengths().meanOutput().orElse(1), 0));
    }

    private Engine engine(ServedRow row) {
        List<Engine> own = engines.stream()
                .filter(each -> each.words().contains(row.engine().name()))
                .sorted(Comparator.comparing(Engine::since, Generation::compare))
                .toList();
        Engine found = own.isEmpty()
                ? catalog.find(Engine.KIND, Engine.GENERIC, Location.of(row.id()))
                        .value()
                : own.get(0);
        String release = row.engine().release();
        boolean numbered = release.matches("v?\\d{1,2}\\.\\d.*");
        String month = row.date().toString().substring(0, 7);
        for (Engine each : own) {
            boolean newer = numbered
                    ? Generation.compare(each.since(), release) > 0
                    : each.released().compareTo(month) > 0;
            found = newer ? found : each;
        }
        return found;
    }

    private Formats formats(ServedRow row, Accelerator chip, Engine engine) {
        Storage weights = row.formats().weights();
        Storage cache = row.formats()
                .cache()
                .orElse(
                        weights == Storage.BF16
                                ? Storage.BF16
                                : chip.supports(Precision.FP4) ? Storage.FP8 : engine.cache());
        return Formats.of(weights, cache, row.network(), chip);
    }

    private Instance instance(ServedRow row, ServedRow.Pool pool, Formats formats) {
        int drafts = row.drafts().count();
        if (drafts > 0 && row.drafts().acceptedLength().isEmpty()) {
            throw new NotPredicted("how many drafts are accepted is not stated");
        }
        Speculation speculation = drafts == 0
                ? Speculation.NONE
                : new Speculation(
                        drafts,
                        row.drafts().acceptedLength().getAsDouble(),
                        row.network().nextToken().count() > 0);
        boolean even = row.balancedExperts() || pool.expert() == 1;
        return new Instance(
                pool.tensor(),
                pool.data(),
                pool.pipeline(),
                pool.expert(),
                formats,
                speculation,
                even ? 1 : expertLoad,
                row.twoBatchOverlap().orElse(false));
    }

    /** The figure of a row, in its unit. */
    double predict(Described d) {
        ServedRow row = d.row();
        switch (row.metric()) {
            case ITL_INTERCEPT:
                return alone(d, 1);
            case ITL_PER_CACHED_TOKEN:
                return (alone(d, LONG) - alone(d, SHORT)) / (LONG - SHORT);
            default:
                break;
        }
        switch (row.phase()) {
            case PREFILL:
                return prefill(d);
            case DECODE:
                return decode(d);
            default:
                return mixed(d);
        }
    }

    private static double alone(Described d, double cached) {
        return d.model().pass(d.deployment().instance()).seconds(1, cached, 0, 0, 0);
    }

    /** Prompts only, as many at once as a step takes. */
    private double prefill(Described d) {
        Instance instance = d.deployment().instance();
        double input = d.load().inputTokens();
        int each = d.row().stepPromptTokens().orElseThrow(() -> new NotPredicted("tokens of a step are not stated"));
        int tokens = each * instance.tensorParallel();
        int prompts = (int) Math.max(1, Math.round(tokens / input));
        double seconds = d.model().pass(instance).seconds(0, 0, tokens, prompts, 0);
        return tokens * (double) instance.parts() / (seconds * instance.accelerators());
    }

    /** Sequences that generate, their prompts read elsewhere. */
    private double decode(Described d) {
        Instance instance = d.deployment().instance();
        int all = d.row().load().concurrency().orElseThrow(() -> new NotPredicted("the batch is not stated"));
        int groups = instance.parts() * d.deployment().instances();
        int own = (all + groups - 1) / groups;
        double cached = d.row().lengths().meanOutput().isPresent()
                ? d.load().meanCached()
                : d.load().inputTokens();
        double iteration = d.model().pass(instance).seconds(own, cached, 0, 0, 0);
        double tpot = iteration / instance.speculation().tokens();
        double rate = all / tpot;
        switch (d.row().metric()) {
            case OUTPUT_RATE_PER_GPU:
                return rate / d.row().pool().gpus();
            case OUTPUT_RATE:
                return rate;
            case USER_RATE:
                return 1 / tpot;
            default:
                return d.row().metric().isRate() ? rate : tpot;
        }
    }

    private double mixed(Described d) {
        switch (d.row().load().client()) {
            case QUEUE:
                return queued(d);
            case SINGLE:
                return single(d);
            default:
                return simulated(d);
        }
    }

    /**
     * As many at once as is best of those that fit; whoever queues requests for the highest rate also splits attention and experts as is
     * best, where that is left open.
     */
    private double queued(Described d) {
        if (d.deployment().prefill().isPresent()) {
            throw new NotPredicted("a queue before a disaggregated deployment");
        }
        Instance stated = d.deployment().instance();
        double best = queued(d, stated);
        if (d.row().splitOpen() && d.row().network().routed() && stated.tensorParallel() > 1) {
            best = Math.max(best, queued(d, bySequences(stated)));
        }
        if (best == 0) {
            throw new NotPredicted("we find no room for a single request");
        }
        return rate(d, best * d.deployment().instances());
    }

    private Instance bySequences(Instance byHeads) {
        int ranks = byHeads.tensorParallel();
        return new Instance(
                1,
                ranks,
                byHeads.pipelineParallel(),
                ranks,
                byHeads.formats(),
                byHeads.speculation(),
                expertLoad,
                byHeads.twoBatchOverlap());
    }

    /** Requests a second of one instance; 0 where not one fits. */
    private static double queued(Described d, Instance instance) {
        double best = 0;
        SteadyState steady = d.model().steady(instance, d.load());
        if (steady.most() < 1) {
            return 0;
        }
        for (double at = 1; ; at *= 1.25) {
            Operation operation = steady.generating(Math.min(at, steady.most()));
            best = Math.max(best, operation.requestsPerSecond());
            if (at >= steady.most()) {
                break;
            }
        }
        return best;
    }

    private static double rate(Described d, double requestsPerSecond) {
        double input = d.load().inputTokens();
        double output = d.load().outputTokens();
        switch (d.row().metric()) {
            case TOTAL_RATE:
                return requestsPerSecond * (input + output);
            case OUTPUT_RATE_PER_GPU:
                return requestsPerSecond * output / d.row().pool().gpus();
            case INPUT_RATE_PER_GPU:
                return requestsPerSecond
                        * input
                        / d.row().prefill().orElse(d.row().pool()).gpus();
            default:
                return requestsPerSecond * output;
        }
    }

    private double single(Described d) {
        PassTime pass = d.model().pass(d.deployment().instance());
        int prompt = (int) Math.round(d.load().inputTokens());
        double first = d.model().engine().requestSeconds().value() + pass.seconds(0, 0, prompt, 1, 0);
        double tpot = pass.seconds(1, d.load().meanCached(), 0, 0, 0)
                / d.deployment().instance().speculation().tokens();
        double whole = first + (d.load().outputTokens() - 1) * tpot;
        switch (d.row().metric()) {
            case USER_RATE:
                return 1 / tpot;
            case REQUEST_RATE:
                return (d.load().inputTokens() + d.load().outputTokens()) / whole;
            default:
                return d.row().metric().isFirstToken()
                        ? first
                        : d.row().metric().isRate() ? rate(d, 1 / whole) : tpot;
        }
    }

    /** The client of the source, simulated. */
    private double simulated(Described d) {
        ServedRow row = d.row();
        int users = row.load().concurrency().orElseThrow();
        boolean batch = row.load().client() == ServedRow.Client.BATCH;
        int count = batch ? users : row.load().requests().orElse(REQUESTS_EACH * users);
        Requests requests = Requests.draw(
                batch ? new Arrivals.AtOnce() : new Arrivals.Closed(users),
                lengths(row, row.lengths().input().orElse(1)),
                lengths(row, row.lengths().output().orElse(1)),
                count,
                SEED);
        RequestSimulation simulation = RequestSimulation.of(d.model().service(d.deployment(), d.load()));
        if (!simulation.holds(requests)) {
            throw new NotPredicted("we find no room for a single request");
        }
        RequestStatistics s = RequestStatistics.of(simulation.run(requests, 1), ServiceLevel.NONE);
        double aside = d.model().engine().requestSeconds().value();
        switch (row.metric()) {
            case TTFT_P50:
                return aside + s.firstTokenSeconds().p50();
            case TTFT:
            case TTFT_MEAN:
                return aside + s.firstTokenSeconds().mean();
            case ITL_P50:
            case TPOT:
            case TPOT_MEAN:
                return s.outputTokenSeconds().mean();
            case USER_RATE:
                return 1 / s.outputTokenSeconds().mean();
            default:
                return rate(d, s.requestsPerSecond());
        }
    }

    private static Lengths lengths(ServedRow row, double nominal) {
        int low = (int) Math.max(1, Math.round(row.lengths().least() * nominal));
        int high = (int) Math.max(low, Math.round(row.lengths().most() * nominal));
        return low == high ? new Lengths.Fixed(low) : new Lengths.Uniform(low, high);
    }
}
