package org.chokepoint.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Deployments at work, as a search found them.
 *
 * @param points every layout at every batch that was tried
 * @param ruledOut layouts by the reason why they can't be run
 */
public record FoundDeployments(List<ServingPoint> points, Map<String, Integer> ruledOut) {
    public FoundDeployments {
        points = List.copyOf(points);
    }

    /**
     * The best point of every deployment that keeps a level, best first. Chips that stand idle beside a deployment are paid for, too:
     * so all its tokens count, not those of a chip in use.
     */
    public List<ServingPoint> kept(ServiceLevel level) {
        Map<Deployment, ServingPoint> best = new LinkedHashMap<>();
        points.stream()
                .filter(each -> level.kept(each.operation()))
                .forEach(each -> best.merge(
                        each.deployment(),
                        each,
                        (one, other) -> other.outputTokensPerSecond() > one.outputTokensPerSecond() ? other : one));
        return best.values().stream()
                .sorted(Comparator.comparingDouble(ServingPoint::outputTokensPerSecond)
                        .reversed())
                .toList();
    }

    /** The point with least of something. */
    public Optional<ServingPoint> least(ToDoubleFunction<Operation> of) {
        return points.stream().min(Comparator.comparingDouble(each -> of.applyAsDouble(each.operation())));
    }

    /** Points that no other beats in tokens for all and for each user; by tokens for each user, fewest first. */
    public List<ServingPoint> front() {
        List<ServingPoint> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(ServingPoint::perUser)
                .thenComparingDouble(ServingPoint::outputTokensPerSecond)
                .reversed());
        List<ServingPoint> front = new ArrayList<>();
        double most = 0;
        for (ServingPoint point : sorted) {
            if (point.outputTokensPerSecond() > most) {
                most = point.outputTokensPerSecond();
                front.add(0, point);
            }
        }
        return front;
    }
}
