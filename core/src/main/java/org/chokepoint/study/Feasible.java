package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Fault;
import org.chokepoint.training.ClosedForm;
import org.chokepoint.training.Job;
import org.chokepoint.training.Offload;
import org.chokepoint.training.StepCost;
import org.chokepoint.training.StepModel;
import org.chokepoint.training.Strategy;
import org.chokepoint.training.StrategyCheck;
import org.chokepoint.units.Figure;

/**
 * Looks for the smallest change that makes a layout fit into memory: one field changed, then two, then three, cheapest
 * first; then with host memory as well; last, more chips.
 */
final class Feasible {
    private final Resolved r;
    private final StepModel model;
    private final StepModel estimate;

    /**
     * @param model what a layout that fits takes
     */
    Feasible(Resolved resolved, StepModel model) {
        this.r = resolved;
        this.model = model;
        // memory is the same in both, and many layouts are tried
        this.estimate = new ClosedForm(r.job().network(), r.machine(), r.balance());
    }

    /** Refuses a layout that needs more memory than the chip has, with the nearest that does not. */
    void require(StepCost step) {
        double capacity = r.machine().chip().memoryBytes();
        if (step.memory().device() <= capacity) {
            return;
        }
        String what =
                "This layout needs " + Figure.scaled(step.memory().device(), 3, "B") + " on the fullest chip (rank "
                        + step.memory().stage() + "), and " + r.machine().chip().name() + " has "
                        + Figure.scaled(capacity, 3, "B") + ".";
        String otherwise = "a larger chip or more chips: no layout that was tried fits.";
        throw new Infeasible(what, nearest().orElse(otherwise), r.notes());
    }

    private Optional<String> nearest() {
        List<Map<String, String>> changes = changes();
        Optional<String> found = nearest(changes, 1, Map.of());
        // copies to host memory take longer than anything above
        for (String what :
                r.strategy().offload() == Offload.NONE ? List.of("optimizer", "activations") : List.<String>of()) {
            found = found.isPresent() ? found : nearest(changes, 0, Map.of("offload", what));
        }
        return found;
    }

    private Optional<String> nearest(List<Map<String, String>> changes, int least, Map<String, String> first) {
        Optional<String> found = Optional.empty();
        for (int deep = least; found.isEmpty() && deep <= 3; deep++) {
            found = search(changes, 0, deep, new LinkedHashMap<>(first));
        }
        return found;
    }

    private Optional<String> search(
            List<Map<String, String>> changes, int from, int deep, LinkedHashMap<String, String> chosen) {
        if (deep == 0) {
            return trial(chosen);
        }
        for (int i = from; i < changes.size(); i++) {
            Map<String, String> change = changes.get(i);
            if (chosen.keySet().stream().noneMatch(change::containsKey)) {
                LinkedHashMap<String, String> more = new LinkedHashMap<>(chosen);
                more.putAll(change);
                Optional<String> found = search(changes, i + 1, deep - 1, more);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> trial(Map<String, String> change) {
        LinkedHashMap<String, Tree> fields = new LinkedHashMap<>(StrategyFields.of(r.strategy()));
        StringBuilder words = new StringBuilder();
        for (Map.Entry<String, String> each : change.entrySet()) {
            fields.put(each.getKey(), Asked.value(each.getKey(), each.getValue()));
            words.append(words.length() == 0 ? "" : " ")
                    .append("--")
                    .append(each.getKey().replace('_', '-'));
            words.append(' ').append(each.getValue());
        }
        if (TrainResolver.dropStages(fields, change.keySet())) {
            words.append(" --stage-layers none");
        }
        Strategy strategy;
        try {
            strategy = RecordReader.read(Asked.mapping(fields), Strategy.class);
        } catch (Fault e) {
            return Optional.empty();
        }
        Job job = r.job();
        if (!StrategyCheck.problems(strategy, job, r.machine()).isEmpty()) {
            return Optional.empty();
        }
        if (estimate.step(job, strategy).memory().device() > r.machine().chip().memoryBytes()) {
            return Optional.empty();
        }
        StepCost step = model.step(job, strategy);
        return Optional.of("with " + words + " it fits, with "
                + Figure.scaled(step.memory().device(), 3, "B") + " on the fullest chip and "
                + Figure.duration(step.seconds(), 3) + " a step.");
    }

    /** Single changes, those that cost least time first. */
    private List<Map<String, String>> changes() {
        Strategy s = r.strategy();
        List<Map<String, String>> changes = new ArrayList<>();
        if (s.microBatch() > 1) {
            changes.add(Map.of("micro_batch", "1"));
        }
        if (s.zeroStage() == 0) {
            changes.add(Map.of("zero_stage", "1"));
        }
        for (int factor = 2; factor <= 64; factor *= 2) {
            changes.add(Map.of("expert_parallel", String.valueOf(s.expertParallel() * factor)));
        }
        for (int factor = 2; factor <= 32; factor *= 2) {
            changes.add(Map.of("pipeline_parallel", String.valueOf(s.pipelineParallel() * factor)));
        }
        for (int factor = 2; s.tensorParallel() * factor <= 8; factor *= 2) {
            changes.add(Map.of("tensor_parallel", String.valueOf(s.tensorParallel() * factor)));
        }
        if (s.zeroStage() < 3) {
            changes.add(Map.of("zero_stage", "3"));
        }
        if (s.recompute().isEmpty()) {
            changes.add(Map.of("recompute", "mlp_act,moe_act,layernorm"));
        }
        changes.add(Map.of("recompute", "layer"));
        for (int factor = 2; factor <= 8; factor *= 2) {
            changes.add(Map.of("context_parallel", String.valueOf(s.contextParallel() * factor)));
        }
        return changes;
    }
}
