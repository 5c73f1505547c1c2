package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chokepoint.ladder.ServingAblation;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.serving.DeploymentSearch;
import org.chokepoint.serving.Formats;
import org.chokepoint.serving.Instance;
import org.chokepoint.serving.PhaseSearch;
import org.chokepoint.serving.ServedModel;
import org.chokepoint.serving.Speculation;

/**
 * A chip with what a phase of serving reaches on it, by ablation; what does not fit is left out.
 *
 * @param serving the question on these chips
 * @param generates whether sequences generate, instead of prompts being read
 * @param best the best instances by ablation
 */
record ServingRung(Serving serving, boolean generates, Map<ServingAblation, PhaseSearch.Found> best) {

    static ServingRung of(Serving serving, boolean generates) {
        ServingRung rung = new ServingRung(serving, generates, new EnumMap<>(ServingAblation.class));
        for (ServingAblation ablation : ServingAblation.values()) {
            if (ablation.applies(serving.model().network(), serving.checkpoint(), generates)) {
                rung.plan(ablation).ifPresent(found -> rung.best.put(ablation, found));
            }
        }
        return rung;
    }

    Accelerator chip() {
        return serving.model().machine().chip();
    }

    Optional<PhaseSearch.Found> plain() {
        return Optional.ofNullable(best.get(ServingAblation.NONE));
    }

    /** Ingenuity may leave a plan as it is, but not worse: drafts and overlap that cost more than they bring are left out. */
    private Optional<PhaseSearch.Found> plan(ServingAblation ablation) {
        List<PhaseSearch.Found> found = new ArrayList<>(plain().stream().toList());
        Set<Speculation> drafts = new LinkedHashSet<>(
                List.of(Speculation.NONE, ablation.speculation(serving.model().network())));
        for (Speculation each : drafts) {
            found(space(ablation, each, false)).ifPresent(found::add);
            if (ablation.overlap()) {
                found(space(ablation, each, true)).ifPresent(found::add);
            }
        }
        return found.stream().max(Comparator.comparingDouble(PhaseSearch.Found::tokensPerSecond));
    }

    private Optional<PhaseSearch.Found> found(DeploymentSearch.Space space) {
        return generates
                ? search(serving.model()).decode(space, serving.level().tpotSeconds())
                : search(serving.model()).prefill(space);
    }

    private PhaseSearch search(ServedModel model) {
        return new PhaseSearch(model, serving.load(), serving.chips());
    }

    private DeploymentSearch.Space space(ServingAblation ablation, Speculation drafts, boolean overlap) {
        DeploymentSearch.Space s = serving.space();
        return new DeploymentSearch.Space(
                formats(ablation),
                drafts,
                s.expertLoad(),
                overlap,
                false,
                true,
                s.tensorParallel(),
                s.dataParallel(),
                s.pipelineParallel(),
                s.expertParallel());
    }

    private Formats formats(ServingAblation ablation) {
        return Formats.of(
                ablation.weights(serving.checkpoint()),
                ablation.cache(),
                serving.model().network(),
                chip());
    }

    /** The same layout as another rung's plain one, if it fits here and keeps the time. */
    Optional<PhaseSearch.Found> kept(ServingRung reference) {
        Instance i = reference.plain().orElseThrow().instance();
        PhaseSearch search = search(serving.model());
        List<Instance> same = search.instances(space(ServingAblation.NONE, Speculation.NONE, false)).stream()
                .filter(each -> each.tensorParallel() == i.tensorParallel()
                        && each.dataParallel() == i.dataParallel()
                        && each.pipelineParallel() == i.pipelineParallel()
                        && each.expertParallel() == i.expertParallel())
                .toList();
        return same.stream()
                .findFirst()
                .flatMap(each -> generates
                        ? search.decode(each, serving.level().tpotSeconds())
                        : Optional.of(search.prefill(each)));
    }

    /** Tokens a second of each chip of the plain plan, computed with another model. */
    double tokensPerSecond(ServedModel model) {
        return search(model).tokensPerSecond(plain().orElseThrow());
    }
}
