package org.chokepoint.posttraining;

import java.util.List;
import java.util.Optional;
import org.chokepoint.machine.Machine;
import org.chokepoint.serving.IterationTime;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.Job;
import org.chokepoint.training.MemoryPlan;
import org.chokepoint.training.Strategy;

/** Costs of the stages of a post-training run. */
public final class RlRun {
    private final RlSetting setting;
    private final IterationTime time;
    private final ExecutedStep trainer;
    private final int rolloutChips;
    private final int trainerChips;
    private final PolicyUpdate update;

    /**
     * @param time seconds of an iteration of an instance that rolls out
     * @param trainer costs of steps
     */
    public RlRun(RlSetting setting, IterationTime time, ExecutedStep trainer) {
        this.setting = setting;
        this.time = time;
        this.trainer = trainer;
        int all = setting.preset().accelerators();
        int own = setting.preset().overlap().rolloutAccelerators();
        this.rolloutChips = own == 0 ? all : own;
        this.trainerChips = own == 0 ? all : all - own;
        this.update = new PolicyUpdate(trainer, new Job(setting.network(), trainerChips, 1, 1), strategy());
    }

    /** Costs of all stages, in order. */
    public List<StageCost> stages() {
        return setting.preset().stages().stream().map(this::cost).toList();
    }

    /** The step of a stage whose memory is largest: one output of the longest length in each micro-batch. */
    public Job longest(RlStage stage) {
        if (stage instanceof Reinforcement r) {
            double tokens = r.promptTokens() + r.longestOutput();
            return update.equal(tokens * r.updateOutputs(), tokens);
        }
        if (stage instanceof FineTuning f) {
            return update.equal((double) f.globalBatch() * f.sequenceLength(), f.sequenceLength());
        }
        return update.equal(1, 1);
    }

    private StageCost cost(RlStage stage) {
        if (stage instanceof Reinforcement r) {
            return reinforcement(r);
        }
        return stage instanceof Generation g ? generation(g) : tuning((FineTuning) stage);
    }

    private StageCost reinforcement(Reinforcement stage) {
        OutputLengths lengths = lengths(stage.meanOutput(), stage.longestOutput());
        double prompt = stage.promptTokens();
        boolean waits = setting.preset().overlap() instanceof Synchronous;
        Rollout rollout = rollout(prompt, lengths);
        int outputs = stage.rolloutOutputs();
        Rollout.Result result = waits
                ? rollout.batch(lengths, prompt, outputs, instances())
                : rollout.steady(lengths, prompt, outputs, instances());
        double pairLength = lengths.pairLength(prompt);
        double tokens = prompt + lengths.mean();
        double forward = forward(pairLength).seconds(outputs * tokens / instances(), pairLength);
        double model = forward * stage.rewardModelShare();
        int others = stage.referencePasses() + (stage.rewardModelShare() > 0 ? 1 : 0);
        Handover handover = handover(stage);
        RlCycle cycle = new RlCycle(
                result,
                model + setting.unpublished().exposedReward().value(),
                forward * stage.referencePasses(),
                stage.updatesPerRollout() * update.seconds(stage.updateOutputs() * tokens, pairLength),
                handover.networkSeconds() + (shared() ? handover.hostSeconds(others) : 0),
                stage.updatesPerRollout());
        double open = stage.stepsPublished() ? 1 : setting.unpublished().steps().value();
        double cycles = stage.steps() * open / stage.updatesPerRollout();
        double seconds = cycle.seconds(setting.preset().overlap());
        double[] chips = cycle.chipSeconds(setting.preset().overlap(), rolloutChips, trainerChips);
        for (int i = 0; i < chips.length; i++) {
            chips[i] *= cycles;
        }
        return new StageCost(
                stage,
                cycles * seconds,
                chips,
                stage.steps() * open,
                cycles * outputs,
                cycles * result.tokens(),
                cycles * outputs * stage.innerEpochs() * tokens,
                Optional.of(result));
    }

    private StageCost generation(Generation stage) {
        OutputLengths lengths = lengths(stage.meanOutput(), stage.longestOutput());
        double outputs = stage.kept() * setting.unpublished().tries().value();
        Rollout.Result result =
                rollout(stage.promptTokens(), lengths).steady(lengths, stage.promptTokens(), outputs, instances());
        double[] chips = chips(RlPart.ROLLOUT, rolloutChips * result.seconds());
        chips[RlPart.WAITING.ordinal()] = shared() ? 0 : trainerChips * result.seconds();
        return new StageCost(stage, result.seconds(), chips, 0, outputs, result.tokens(), 0, Optional.of(result));
    }

    private StageCost tuning(FineTuning stage) {
        OutputLengths lengths = lengths(stage.meanTokens(), stage.sequenceLength());
        double tokens = stage.samples() * stage.epochs() * lengths.mean();
        double batch = (double) stage.globalBatch() * stage.sequenceLength();
        double updates = tokens / batch;
        double seconds = updates * update.seconds(batch, lengths.pairLength(0));
        double[] chips = chips(RlPart.UPDATE, trainerChips * seconds);
        chips[RlPart.WAITING.ordinal()] = shared() ? 0 : rolloutChips * seconds;
        return new StageCost(stage, seconds, chips, updates, 0, 0, tokens, Optional.empty());
    }

    private static double[] chips(RlPart part, double seconds) {
        double[] chips = new double[RlPart.values().length];
        chips[part.ordinal()] = seconds;
        return chips;
    }

    private OutputLengths lengths(double mean, double longest) {
        Unpublished open = setting.unpublished();
        return OutputLengths.of(mean * open.length().value(), open.spread().value(), longest);
    }

    private Rollout rollout(double prompt, OutputLengths lengths) {
        int live = Math.max(1, setting.mostLive(prompt + lengths.mean()));
        double tokens = setting.instance().speculation().tokens();
        return new Rollout(time, tokens, live, passTokens(prompt));
    }

    private ForwardPass forward(double pairLength) {
        return new ForwardPass(time, passTokens(pairLength));
    }

    /** Tokens that an instance takes in at once: sequences of a length, as far as they fit into the engine's budget of a group. */
    private int passTokens(double length) {
        return setting.instance().dataParallel() * setting.groupPassTokens((int) Math.ceil(length));
    }

    private Handover handover(RlStage stage) {
        Machine machine = setting.machine();
        MemoryPlan memory = trainer.step(longest(stage), strategy()).memory();
        return new Handover(
                machine, setting.preset().accelerators(), setting.memory().weightBytes(), memory);
    }

    private int instances() {
        return Math.max(1, rolloutChips / setting.preset().rollout().accelerators());
    }

    /** Whether chips roll out and train by turns. */
    private boolean shared() {
        return setting.preset().overlap().rolloutAccelerators() == 0;
    }

    private Strategy strategy() {
        return setting.preset().trainer();
    }
}
