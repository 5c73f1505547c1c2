package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.serving.CacheMemory;
import org.chokepoint.serving.Deployment;
import org.chokepoint.serving.DeploymentSearch;
import org.chokepoint.serving.FoundDeployments;
import org.chokepoint.serving.Instance;
import org.chokepoint.serving.IterationShare;
import org.chokepoint.serving.Operation;
import org.chokepoint.serving.ServingPoint;
import org.chokepoint.units.Figure;

/** Answers {@link ServeQuestion}: every deployment at every batch, and the best of those that keep the level of service. */
final class Serve {
    private static final int OTHERS = 8;
    private static final String MEASURED = "measurements/inference.csv";

    private final Catalog catalog;
    private final ServeQuestion question;
    private final Serving r;

    private Serve(Catalog catalog, ServeQuestion question, Serving r) {
        this.catalog = catalog;
        this.question = question;
        this.r = r;
    }

    static ServeAnswer answer(Catalog catalog, ServeQuestion question, Progress progress) {
        progress.at(0, "looking up");
        Serving resolved = ServeResolver.resolve(catalog, question, true);
        return new Serve(catalog, question, resolved).answer(progress);
    }

    private ServeAnswer answer(Progress progress) {
        progress.at(0.1, "trying deployments");
        FoundDeployments found = DeploymentSearch.of(r.model(), r.load(), r.chips(), r.space(), r.concurrency());
        List<ServingPoint> kept = found.kept(r.level());
        new NearestServing(r, found).require(kept);
        ServingPoint best = kept.get(0);
        progress.at(0.8, "finding what would move it");
        ServingBands bands = ServingBands.of(catalog, r, best);
        progress.at(0.9, "sending requests");
        Optional<ServeAnswer.Simulated> simulated =
                r.traffic().map(traffic -> new ServedTraffic(r, traffic, best).answer());
        Evidence evidence = evidence(bands);
        ServeAnswer.Cost cost = cost(best);
        ServeAnswer.Memory memory = memory(best.deployment());
        List<ServingPoint> others = kept.subList(1, Math.min(kept.size(), 1 + OTHERS));
        return new ServeAnswer(
                ServeAnswer.VERSION,
                new ServeHeadline(r, found, kept, bands).of(cost, memory.sequences(), evidence),
                work(),
                machine(),
                row(best),
                bands(best, bands),
                cost,
                memory,
                iterations(best),
                others.stream().map(this::row).toList(),
                found.front().stream().map(this::row).toList(),
                space(found, kept),
                simulated,
                evidence);
    }

    /** Rows of measured serving on the chip say whether it is within what was measured. */
    private Evidence evidence(ServingBands bands) {
        String chip = r.model().machine().chip().id();
        long rows = Csv.read(catalog.shown(MEASURED), catalog.table(MEASURED)).rows().stream()
                .filter(row -> catalog.lookUp(Accelerator.KIND, row.text("accelerator"))
                        .filter(entry -> entry.id().equals(chip))
                        .isPresent())
                .count();
        String measured = Figure.plain(rows, 6) + " measured rows on this chip; bands from " + bands.restsOn();
        return Grounds.evidence(r.used(), measured, rows > 0, Command.of(question), r.notes());
    }

    private ServeAnswer.Work work() {
        return new ServeAnswer.Work(
                r.model().network().id(),
                r.checkpoint().label(),
                r.space().formats().cache().label(),
                r.load().inputTokens(),
                r.load().outputTokens(),
                r.load().prefixHit(),
                r.space().speculation().tokens(),
                r.level().ttftSeconds(),
                r.level().tpotSeconds());
    }

    private ServeAnswer.On machine() {
        return new ServeAnswer.On(
                r.model().machine().chip().id(),
                r.chips(),
                r.model().machine().cluster().id(),
                r.model().engine().id(),
                r.model().machine().cluster().acceleratorsPerNode());
    }

    private ServeAnswer.Row row(ServingPoint point) {
        Deployment d = point.deployment();
        Operation o = point.operation();
        Optional<ServeAnswer.Instances> prefill = d.prefill().map(each -> instances(each, d.prefills()));
        return new ServeAnswer.Row(
                instances(d.instance(), d.instances()),
                prefill,
                r.chips() - d.accelerators(),
                o.concurrency(),
                o.decoding(),
                o.ttftSeconds(),
                o.tpotSeconds(),
                o.requestsPerSecond(),
                point.outputTokensPerSecond(),
                point.outputTokensPerSecond() / r.chips(),
                point.perUser());
    }

    static ServeAnswer.Instances instances(Instance i, int number) {
        return new ServeAnswer.Instances(
                number,
                i.tensorParallel(),
                i.dataParallel(),
                i.pipelineParallel(),
                i.expertParallel(),
                number * i.accelerators());
    }

    private ServeAnswer.Bands bands(ServingPoint best, ServingBands bands) {
        double each = best.outputTokensPerSecond() / r.chips();
        double tpot = best.operation().tpotSeconds();
        double ttft = best.operation().ttftSeconds();
        return new ServeAnswer.Bands(
                each * bands.output().low(),
                each * bands.output().high(),
                tpot * bands.tpot().low(),
                tpot * bands.tpot().high(),
                ttft * bands.ttft().low(),
                ttft * bands.ttft().high(),
                bands.restsOn());
    }

    private ServeAnswer.Cost cost(ServingPoint best) {
        double perSecond = r.rent() * r.chips() / 3600;
        double tokens = best.operation().requestsPerSecond()
                * (r.load().inputTokens() + r.load().outputTokens());
        return new ServeAnswer.Cost(r.rent(), perSecond / best.outputTokensPerSecond() * 1e6, perSecond / tokens * 1e6);
    }

    private ServeAnswer.Memory memory(Deployment d) {
        Instance instance = d.instance();
        CacheMemory memory = r.model().memory(instance);
        double groups = (double) d.instances() * instance.dataParallel() * instance.pipelineParallel();
        return new ServeAnswer.Memory(
                memory.weightBytes(),
                memory.activationBytes(),
                memory.contextBytes(),
                memory.cacheBytes(),
                CacheMemory.cacheBytes(r.model().network(), instance, r.load().meanCached()),
                groups * r.model().room(instance, r.load()),
                memory.limitBytes(),
                memory.memoryBytes());
    }

    private List<ServeAnswer.Spent> iterations(ServingPoint best) {
        List<ServeAnswer.Spent> rows = new ArrayList<>();
        for (IterationShare each : r.model()
                .iterations(best.deployment(), r.load(), best.operation().decoding())) {
            Map<String, Double> spent = new LinkedHashMap<>();
            each.spent().forEach((use, seconds) -> spent.put(use.label(), seconds));
            rows.add(new ServeAnswer.Spent(
                    each.what(),
                    each.iteration().decodes(),
                    each.iteration().promptTokens(),
                    each.seconds(),
                    each.times(),
                    spent));
        }
        return rows;
    }

    private static ServeAnswer.Space space(FoundDeployments found, List<ServingPoint> kept) {
        int deployments = (int)
                found.points().stream().map(ServingPoint::deployment).distinct().count();
        return new ServeAnswer.Space(deployments, found.points().size(), kept.size(), found.ruledOut());
    }
}
