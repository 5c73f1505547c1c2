package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Switched;
import org.chokepoint.model.Network;
import org.chokepoint.model.Parameters;
import org.junit.jupiter.api.Test;

/** States split over ranks add up to the whole, and stages to the network. */
final class MemoryTest {
    private static final Machine MACHINE = Trial.machine("dgx-h100");

    @Test
    void stagesHoldTheNetworksParameters() {
        for (Network network : Trial.NETWORKS) {
            for (int pp = 1; pp <= Math.min(6, network.layers()); pp++) {
                Job job = new Job(network, 8 * pp, 8, 1024);
                Stage[] stages = stages(Trial.strategy(Map.of("pipeline_parallel", "" + pp)), job);
                double held = 0;
                for (Stage stage : stages) {
                    held += stage.denseWeights + stage.expertWeights;
                }
                Parameters p = network.parameters();
                // a tied head stands on the last stage again, where that is not the first
                double copied = network.tiedEmbeddings() && pp > 1 ? p.headMatrix() : 0;
                assertThat(held).as(network.id() + " on " + pp).isEqualTo(p.total() + p.nextToken() + copied);
            }
        }
    }

    @Test
    void statesOfAllShardsAddUp() {
        for (int i = 0; i < 300; i++) {
            Trial trial = Trial.draw("zero", i);
            Strategy s = trial.strategy();
            Layout layout = Layout.of(s, trial.job(), new Switched(8));
            Stage[] stages = stages(s, trial.job());
            boolean both = s.schedule() == Schedule.DUALPIPE;
            double dense = stages[0].denseWeights + (both ? stages[stages.length - 1].denseWeights : 0);
            double expert = stages[0].expertWeights + (both ? stages[stages.length - 1].expertWeights : 0);
            // DualPipe's ranks r and PP − 1 − r hold the same two stages
            int copies = both ? 2 : 1;
            double denseRanks = ranks(s, copies * layout.data().size());
            double expertRanks = ranks(s, copies * layout.expertData().size());
            double split = dense / denseRanks + expert / expertRanks;
            MemoryPlan plan = new MemoryModel(s, layout, trial.machine()).plan(0, stages, s.schedule());
            double state = (s.masterWeights() ? 4 : 0) + 2 * s.momentPrecision().bytes();
            close(plan.optimizer(), state * (s.zeroStage() >= 1 ? split : dense + expert));
            double gradient = s.gradientPrecision().bytes();
            close(plan.gradients(), gradient * (s.zeroStage() >= 2 ? split : dense + expert));
            double narrow = s.precision().bytes() < 2 ? s.precision().bytes() : 0;
            close(plan.weights(), (2 + narrow) * (s.zeroStage() == 3 ? split : dense + expert));
            close(
                    plan.allocated(),
                    plan.weights() + plan.gradients() + plan.optimizer() + plan.activations() + plan.working());
        }
    }

    @Test
    void shardsOfTheOptimizerAddUpOverTheWholeMachine() {
        for (int i = 0; i < 300; i++) {
            Trial trial = Trial.draw("whole machine", i);
            Map<String, String> words = new LinkedHashMap<>();
            words.put("expert_parallel", "" + trial.strategy().expertParallel());
            Job job = new Job(
                    trial.job().network(),
                    trial.job().accelerators(),
                    trial.job().accelerators(),
                    1024);
            if (!StrategyCheck.problems(Trial.strategy(words), job, MACHINE).isEmpty()) {
                continue;
            }
            Strategy s = Trial.strategy(words);
            Layout layout = Layout.of(s, job, new Switched(8));
            MemoryPlan plan = new MemoryModel(s, layout, MACHINE).plan(0, stages(s, job), s.schedule());
            double states = plan.optimizer() * job.accelerators();
            Parameters p = job.network().parameters();
            // 4 bytes of master weight and two moments of 4
            close(states, 12 * (p.total() + p.nextToken()));
        }
    }

    private static double ranks(Strategy s, int group) {
        return s.zeroGroup() == 0 ? group : Math.min(group, s.zeroGroup());
    }

    private static Stage[] stages(Strategy s, Job job) {
        return new StepCosting(job.network(), MACHINE, 1).lay(job, s).ranks();
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }
}
