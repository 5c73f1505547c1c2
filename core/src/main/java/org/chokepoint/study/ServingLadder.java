package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.ladder.Cut;
import org.chokepoint.ladder.ServingAblation;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.serving.DeploymentSearch;
import org.chokepoint.serving.Instance;
import org.chokepoint.serving.PhaseSearch;
import org.chokepoint.study.MovedConstants.Range;
import org.chokepoint.validation.InferenceTable;
import org.chokepoint.validation.ServedRow;

/** Answers {@link ServingLadderQuestion}: a reference on the first chip, then each rung kept, planned anew and with ingenuity. */
final class ServingLadder {
    private static final String REFERENCE = "h100";
    private static final String TABLE = "measurements/inference.csv";
    private static final int MOST_CHIPS = 1 << 12;
    private static final List<String> PHASES = List.of("prefill", "decode");
    private static final List<String> WORKLOADS = List.of("train", "prefill", "decode", "rl");

    private final Catalog catalog;
    private final ServingLadderQuestion question;
    private final boolean generates;

    private ServingLadder(Catalog catalog, ServingLadderQuestion question) {
        this.catalog = catalog;
        this.question = question;
        if (!PHASES.contains(question.workload())) {
            throw new Fault(
                    Location.of("--workload"),
                    "there is no workload '" + question.workload() + "'; there are " + String.join(", ", WORKLOADS)
                            + ".",
                    Nearest.remedy(question.workload(), WORKLOADS));
        }
        this.generates = question.workload().equals("decode");
    }

    static ServingLadderAnswer answer(Catalog catalog, ServingLadderQuestion question, Progress progress) {
        return new ServingLadder(catalog, question).answer(progress);
    }

    private ServingLadderAnswer answer(Progress progress) {
        progress.at(0, "planning on " + REFERENCE);
        int chips = chips();
        ServingRung reference = ServingRung.of(serving(chips, REFERENCE), generates);
        if (reference.plain().isEmpty()) {
            throw new Infeasible(
                    "No layout on " + chips + " " + REFERENCE + ", from which the ladder is measured, holds the model"
                            + (generates ? " and keeps the time per token." : "."),
                    "more --gpus" + (generates ? ", or a longer --tpot." : "."),
                    reference.serving().notes());
        }
        Map<String, Integer> measured = measured(catalog, generates);
        List<String> names = List.of(question.rungs().orElse(Ladder.RUNGS).split(",", -1));
        List<ServingLadderAnswer.Rung> rungs = new ArrayList<>();
        List<Evidence.Used> used = new ArrayList<>(reference.serving().used());
        for (String name : names) {
            progress.at((1.0 + rungs.size()) / (1.0 + names.size()), "planning on " + name.strip());
            String id = catalog.find(Accelerator.KIND, name.strip(), Location.of("--rungs"))
                    .id();
            ServingRung rung =
                    id.equals(reference.chip().id()) ? reference : ServingRung.of(serving(chips, id), generates);
            rung.serving().used().stream().filter(each -> !used.contains(each)).forEach(used::add);
            rungs.add(rung(rung, reference, measured));
        }
        Serving r = reference.serving();
        String nearest = measured.values().stream().mapToInt(Integer::intValue).sum()
                + " rows of this phase on chips of the catalog";
        Evidence evidence = Grounds.evidence(used, nearest, false, Command.of(question), r.notes());
        return new ServingLadderAnswer(
                ServingLadderAnswer.VERSION,
                ServingLadderHeadline.of(r, question.workload(), rungs, evidence),
                question.workload(),
                reference.chip().id(),
                chips,
                r.checkpoint().label(),
                r.load().inputTokens(),
                r.load().outputTokens(),
                r.level().tpotSeconds(),
                instances(reference.plain().get(), chips),
                rungs,
                evidence);
    }

    private Serving serving(int chips, String chip) {
        return ServeResolver.resolve(
                catalog,
                ServeQuestion.of(
                        question.model(),
                        chips + "x" + chip,
                        question.input().orElse("4k"),
                        question.output().orElse("1k"),
                        Optional.of(question.tpot().orElse("50 ms")),
                        question.engine()),
                false);
    }

    /** As many as asked for, or the fewest nodes of the reference that hold the model. */
    private int chips() {
        if (question.gpus().isPresent()) {
            return Written.whole(question.gpus().get(), "--gpus");
        }
        Serving one = serving(1, REFERENCE);
        int chips = one.model().machine().cluster().acceleratorsPerNode();
        while (chips < MOST_CHIPS && !DeploymentSearch.fits(one.model(), one.load(), chips, one.space())) {
            chips *= 2;
        }
        return chips;
    }

    private ServingLadderAnswer.Rung rung(ServingRung rung, ServingRung from, Map<String, Integer> measured) {
        double base = from.plain().orElseThrow().tokensPerSecond();
        OptionalDouble replanned = slower(rung.plain(), base);
        Map<String, Double> ingenuity = new LinkedHashMap<>();
        rung.best().forEach((ablation, found) -> {
            if (ablation != ServingAblation.NONE) {
                ingenuity.put(ablation.label(), base / found.tokensPerSecond());
            }
        });
        Cut ruled = Cut.ruled(rung.chip(), from.chip());
        OptionalDouble binding = map(replanned, slower -> 1 - 1 / slower);
        Map<String, Double> shares = new LinkedHashMap<>();
        for (Cut each : List.of(
                Cut.tpp(rung.chip(), from.chip()),
                Cut.bf16(rung.chip(), from.chip()),
                Cut.interconnect(rung.chip(), from.chip()),
                Cut.memoryBandwidth(rung.chip(), from.chip()))) {
            shares.put(each.quantity(), each.share());
        }
        Range band = rung.plain().isPresent() ? band(rung, from) : new Range(1, 1);
        return new ServingLadderAnswer.Rung(
                rung.chip().id(),
                new LadderAnswer.Nominal(ruled.quantity(), ruled.cut()),
                shares,
                rung.plain().isPresent()
                        ? OptionalDouble.of(rung.plain().get().tokensPerSecond())
                        : OptionalDouble.empty(),
                slower(rung.kept(from), base),
                replanned,
                map(replanned, slower -> slower * band.low()),
                map(replanned, slower -> slower * band.high()),
                ingenuity,
                binding,
                ruled.cut() > 0 ? map(binding, cut -> cut / ruled.cut()) : OptionalDouble.empty(),
                map(replanned, slower -> 1 / slower),
                measured.getOrDefault(rung.chip().id(), 0),
                rung.plain().map(found -> instances(found, rung.serving().chips())));
    }

    private static OptionalDouble slower(Optional<PhaseSearch.Found> found, double base) {
        return found.isPresent() ? OptionalDouble.of(base / found.get().tokensPerSecond()) : OptionalDouble.empty();
    }

    private static OptionalDouble map(OptionalDouble value, DoubleUnaryOperator with) {
        return value.isPresent() ? OptionalDouble.of(with.applyAsDouble(value.getAsDouble())) : value;
    }

    /** Band of a ratio: what both chips share moves both, so that chips of one family differ by less than by what is known of either. */
    private static Range band(ServingRung rung, ServingRung from) {
        Map<String, MovedConstants.Ends> own = MovedConstants.of(rung.serving().model());
        Map<String, MovedConstants.Ends> other =
                MovedConstants.of(from.serving().model());
        boolean family = rung.chip().family().equals(from.chip().family());
        double above = from.tokensPerSecond(from.serving().model());
        double below = rung.tokensPerSecond(rung.serving().model());
        List<double[]> ends = new ArrayList<>();
        Set<String> paths = new TreeSet<>(own.keySet());
        paths.addAll(other.keySet());
        for (String path : paths) {
            MovedConstants.Ends mine = own.get(path);
            MovedConstants.Ends theirs = other.get(path);
            double[] top = theirs == null
                    ? new double[] {above, above}
                    : new double[] {from.tokensPerSecond(theirs.low()), from.tokensPerSecond(theirs.high())};
            double[] bottom = mine == null
                    ? new double[] {below, below}
                    : new double[] {rung.tokensPerSecond(mine.low()), rung.tokensPerSecond(mine.high())};
            if (family || path.startsWith("engine:")) {
                ends.add(new double[] {top[0] / bottom[0], top[1] / bottom[1]});
            } else {
                ends.add(new double[] {top[0] / below, top[1] / below});
                ends.add(new double[] {above / bottom[0], above / bottom[1]});
            }
        }
        return Range.of(above / below, ends);
    }

    private static ServeAnswer.Instances instances(PhaseSearch.Found found, int chips) {
        Instance i = found.instance();
        return Serve.instances(i, chips / i.accelerators());
    }

    /** Rows of measured serving in this phase by chip. */
    static Map<String, Integer> measured(Catalog catalog, boolean generates) {
        Map<String, Integer> rows = new LinkedHashMap<>();
        Csv table = Csv.read(catalog.shown(TABLE), catalog.table(TABLE));
        for (InferenceTable.Read read : new InferenceTable(catalog).read(table)) {
            read.served()
                    .filter(row -> generates != reads(row))
                    .ifPresent(row -> rows.merge(row.accelerator().id(), 1, Integer::sum));
        }
        return rows;
    }

    private static boolean reads(ServedRow row) {
        return row.phase() == ServedRow.Phase.PREFILL || row.metric().isFirstToken();
    }
}
