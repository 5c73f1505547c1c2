package org.chokepoint.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Network;
import org.chokepoint.routing.ExpertLoad;
import org.chokepoint.training.StepCosting.Laid;
import org.chokepoint.training.timeline.CriticalPath;
import org.chokepoint.training.timeline.Execution;
import org.chokepoint.training.timeline.Executor;
import org.chokepoint.training.timeline.Order;
import org.chokepoint.training.timeline.RankTime;
import org.chokepoint.training.timeline.Times;

/**
 * A step as an executed timeline: every rank takes its turns in the order of its schedule, and the step is as long as the
 * longest path through turns, sends, host, gathers and reductions. Seconds go to causes as the busiest rank spends them. Not safe
 * for use by several threads at once.
 */
public final class ExecutedStep implements StepModel {
    /** Turns that are run at most; a longer step repeats the steady state that it has reached by then. */
    private static final int MOST_TURNS = 200_000;

    /** Sums of the same turns in another order differ by no more. */
    private static final double ROUNDING = 1e-12;

    private final Network network;
    private final ExpertBalance balance;
    private final StepCosting costing;
    private final Map<OrderKey, Order> orders;

    private record OrderKey(Schedule schedule, int ranks, int chunks, int microBatches, boolean pairs) {}

    /**
     * @param expertLoad busiest expert-parallel rank over the mean, for strategies that state none
     */
    public ExecutedStep(Network network, Machine machine, double expertLoad) {
        this(network, machine, ExpertBalance.assumed(expertLoad));
    }

    /** The same where strategies may name a router. */
    public ExecutedStep(Network network, Machine machine, ExpertBalance balance) {
        this(network, machine, balance, new LinkedHashMap<>());
    }

    private ExecutedStep(Network network, Machine machine, ExpertBalance balance, Map<OrderKey, Order> orders) {
        this.network = network;
        this.balance = balance;
        this.costing = new StepCosting(network, machine, balance);
        this.orders = orders;
    }

    /** The same steps on another machine. */
    public ExecutedStep on(Machine other) {
        return new ExecutedStep(network, other, balance, orders);
    }

    /** Loads that the strategy's router leaves; empty if it names none. */
    public Optional<ExpertLoad> routed(Job job, Strategy strategy) {
        return balance.load(
                network, strategy, costing.lay(job, strategy).layout().expert());
    }

    /** Length of a step, without what it goes to. */
    public double seconds(Job job, Strategy strategy) {
        Laid laid = costing.lay(job, strategy);
        int run = microBatchesRun(laid, MOST_TURNS);
        double seconds = run(laid, run).seconds();
        if (run == laid.layout().microBatches()) {
            return seconds;
        }
        int period = period(laid);
        double longer = run(laid, run + period).seconds();
        return seconds + (longer - seconds) * (laid.layout().microBatches() - run) / period;
    }

    @Override
    public StepCost step(Job job, Strategy strategy) {
        Laid laid = costing.lay(job, strategy);
        int all = laid.layout().microBatches();
        int run = microBatchesRun(laid, MOST_TURNS);
        Length length = length(laid, run);
        if (run < all) {
            length = length.extended(length(laid, run + period(laid)), (double) (all - run) / period(laid));
        }
        return costing.cost(laid, length.seconds(), length.byCause(), length.busiest(), length.ranks());
    }

    /** A step turn by turn, with as many micro-batches as {@link #step} runs. */
    public StepTrace trace(Job job, Strategy strategy) {
        return trace(job, strategy, MOST_TURNS);
    }

    /**
     * A step turn by turn, with as many of its micro-batches as don't need more turns than these.
     *
     * @param mostTurns turns of all ranks, at least those of four micro-batches for each rank
     */
    public StepTrace trace(Job job, Strategy strategy, int mostTurns) {
        Laid laid = costing.lay(job, strategy);
        Order order = order(laid, microBatchesRun(laid, mostTurns));
        return new StepTrace(costing, laid, order, times(laid, order));
    }

    /** Length of a step and what it goes to. */
    private record Length(double seconds, double[] byCause, int busiest, List<RankSeconds> ranks) {
        /** This step with {@code times} more of what another has more than it. */
        Length extended(Length longer, double times) {
            double[] causes = new double[Cause.COUNT];
            for (int i = 0; i < Cause.COUNT; i++) {
                causes[i] = byCause[i] + times * (longer.byCause[i] - byCause[i]);
            }
            List<RankSeconds> more = new ArrayList<>();
            for (int rank = 0; rank < ranks.size(); rank++) {
                more.add(ranks.get(rank).extended(longer.ranks.get(rank), times));
            }
            return new Length(seconds + times * (longer.seconds - seconds), causes, longer.busiest, more);
        }
    }

    /** Micro-batches after which every schedule repeats itself. */
    private static int period(Laid laid) {
        return 2 * laid.strategy().pipelineParallel();
    }

    /** Micro-batches that are run: all, or where those are too many, fewer by whole periods. */
    private static int microBatchesRun(Laid laid, int mostTurns) {
        int all = laid.layout().microBatches();
        int period = period(laid);
        int most = Math.max(2 * period, mostTurns / (2 * laid.chunks().length));
        return all <= most + period ? all : all - (all - most + period - 1) / period * period;
    }

    private Length length(Laid laid, int microBatches) {
        Execution execution = run(laid, microBatches);
        TurnCauses causes = new TurnCauses(laid, execution, costing.besideFactor(laid.strategy()));
        List<RankSeconds> ranks = new ArrayList<>();
        RankTime busiest = null;
        int index = 0;
        for (int rank = 0; rank < laid.ranks().length; rank++) {
            RankTime time = RankTime.of(execution, rank);
            ranks.add(causes.rank(rank, time));
            if (busiest == null || time.turns() > busiest.turns() * (1 + ROUNDING)) {
                busiest = time;
                index = rank;
            }
        }
        double[] byCause = causes.along(CriticalPath.of(execution), index, busiest);
        return new Length(execution.seconds(), byCause, index, ranks);
    }

    private Execution run(Laid laid, int microBatches) {
        Order order = order(laid, microBatches);
        return Executor.run(order, times(laid, order));
    }

    private Order order(Laid laid, int microBatches) {
        Strategy s = laid.strategy();
        boolean pairs = laid.schedule().pairs(s);
        int chunks = laid.chunks().length;
        OrderKey key = new OrderKey(laid.schedule(), s.pipelineParallel(), chunks, microBatches, pairs);
        Order order = orders.get(key);
        if (order == null) {
            order = laid.schedule().order(s, microBatches);
            orders.put(key, order);
        }
        return order;
    }

    private Times times(Laid laid, Order order) {
        Stage[] chunks = laid.chunks();
        int count = chunks.length;
        double host = costing.hostSeconds();
        double[] forward = new double[count];
        double[] inputGradient = new double[count];
        double[] weightGradient = new double[count];
        double[] hostForward = new double[count];
        double[] hostInput = new double[count];
        for (int c = 0; c < count; c++) {
            forward[c] = chunks[c].forwardAlone();
            inputGradient[c] = chunks[c].inputAlone();
            weightGradient[c] = chunks[c].weightGradient;
            hostForward[c] = host * chunks[c].operators;
            hostInput[c] = host * (chunks[c].operators + chunks[c].recomputedOperators);
        }
        int combined = laid.schedule().pairs(laid.strategy()) ? count * count : 0;
        double[] pair = new double[combined];
        double[] pairForward = new double[combined];
        if (combined > 0) {
            pairs(laid, order, pair, pairForward);
        }
        return new Times(
                forward,
                inputGradient,
                weightGradient,
                pair,
                pairForward,
                hostForward,
                hostInput,
                hostForward,
                sends(laid, order),
                laid.schedule().sendsBlock(),
                data(laid, order));
    }

    private double[] sends(Laid laid, Order order) {
        int[] rank = order.placement().rank();
        double[] sends = new double[rank.length];
        if (order.placement().ranks() > 1) {
            double near = costing.send(laid, true);
            double far = costing.send(laid, false);
            for (int place = 0; place + 1 < rank.length; place++) {
                sends[place] = laid.layout().near(rank[place], rank[place + 1]) ? near : far;
            }
        }
        return sends;
    }

    /** Fills in each forward chunk with each backward chunk of the same rank; equal chunks are run once. */
    private void pairs(Laid laid, Order order, double[] seconds, double[] forward) {
        Stage[] chunks = laid.chunks();
        int count = chunks.length;
        PairTime.Legs[] legs = new PairTime.Legs[count];
        int[] first = first(chunks);
        int[] rank = order.placement().rank();
        int[] chunk = order.placement().chunk();
        for (int there = 0; there < rank.length; there++) {
            for (int back = 0; back < rank.length; back++) {
                int index = chunk[there] * count + chunk[back];
                int same = first[chunk[there]] * count + first[chunk[back]];
                if (rank[there] == rank[back] && seconds[index] == 0) {
                    if (seconds[same] == 0) {
                        PairTime pair = pair(laid, legs, same / count, same % count);
                        seconds[same] = pair.seconds();
                        forward[same] = pair.forward();
                    }
                    seconds[index] = seconds[same];
                    forward[index] = forward[same];
                }
            }
        }
    }

    private PairTime pair(Laid laid, PairTime.Legs[] legs, int there, int back) {
        Stage[] chunks = laid.chunks();
        if (!laid.hides(chunks[there], chunks[back])) {
            double seconds = chunks[there].forwardAlone() + chunks[back].inputAlone() + chunks[back].weightGradient;
            return new PairTime(seconds, seconds);
        }
        for (int chunk : new int[] {there, back}) {
            legs[chunk] = legs[chunk] == null ? PairTime.Legs.of(costing.parts(laid, chunk)) : legs[chunk];
        }
        double beside = costing.besideFactor(laid.strategy());
        return PairTime.of(legs[there], legs[back], beside, PairTime.Listener.NONE);
    }

    /** The first chunk that is the same as each: inner chunks with the same layers are one sum. */
    private static int[] first(Stage[] chunks) {
        int[] first = new int[chunks.length];
        for (int chunk = 1; chunk < chunks.length; chunk++) {
            first[chunk] = chunks[chunk] == chunks[chunk - 1] ? first[chunk - 1] : chunk;
        }
        return first;
    }

    private Times.Data data(Laid laid, Order order) {
        Strategy s = laid.strategy();
        DataParallel parallel = costing.data(laid, 0);
        Stage[] chunks = laid.chunks();
        int[] units = new int[chunks.length];
        double[] gather = new double[chunks.length];
        double[] reduce = new double[chunks.length];
        // ranks of DualPipe hold the mirrored stage too, also where a batch is too small for it
        boolean copies = laid.mirrored() && laid.schedule() != s.schedule();
        DataParallel.Weights[] held = new DataParallel.Weights[chunks.length];
        for (int c = 0; c < chunks.length; c++) {
            int mirror = chunks.length - 1 - c;
            held[c] = DataParallel.Weights.of(chunks[c]);
            held[c] = copies ? held[c].and(chunks[mirror]) : held[c];
            // with DualPipe, ranks of the same chunk stand apart by stages; otherwise all stages stand alike
            parallel = laid.mirrored() ? costing.data(laid, c) : parallel;
            boolean same = c > 0 && !laid.mirrored() && held[c].equals(held[c - 1]);
            units[c] = Math.max(1, chunks[c].layers);
            gather[c] = same ? gather[c - 1] : parallel.gather(held[c]);
            reduce[c] = same ? reduce[c - 1] : parallel.reduce(held[c]);
        }
        double[] optimizer = new double[order.placement().ranks()];
        for (int place = 0; place < order.placement().places(); place++) {
            int chunk = order.placement().chunk()[place];
            int rank = order.placement().rank()[place];
            optimizer[rank] += parallel.optimizer(held[chunk]);
        }
        return new Times.Data(
                units,
                gather,
                reduce,
                s.zeroStage() == 3,
                s.zeroStage() >= 2,
                s.parameterOverlap(),
                s.gradientOverlap(),
                parallel.taken(),
                optimizer,
                costing.tied(laid),
                parallel.norm());
    }
}
