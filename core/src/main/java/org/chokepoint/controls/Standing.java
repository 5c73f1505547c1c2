package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What all rules of a kind together demand on a day: the strictest of them, after reviews.
 *
 * @param policy the demand; empty where it depends on what is not known
 * @param because ids of the rules that it rests on, the deciding one last
 * @param possible demands that are possible, mildest first
 * @param nearest change of one property that changes the demand
 */
public record Standing(Optional<Policy> policy, List<String> because, List<Policy> possible, Optional<Flip> nearest) {
    public Standing {
        because = List.copyOf(because);
        possible = List.copyOf(possible);
    }

    /** Nothing is demanded, for a reason that no rule gives. */
    static Standing none() {
        return new Standing(Optional.of(Policy.NO_LICENCE), List.of(), List.of(Policy.NO_LICENCE), Optional.empty());
    }

    static Standing of(
            List<CheckedRule> rules, Predicate<CheckedRule> inForce, Item item, Transaction deal, Destinations places) {
        List<CheckedRule> acting = rules.stream().filter(inForce).toList();
        List<World> worlds = World.of(item, acting);
        List<Demand> demands = worlds.stream()
                .map(world -> demand(acting, world.item(), deal, places))
                .toList();
        Demand first = demands.get(0);
        List<Policy> possible =
                demands.stream().map(Demand::policy).distinct().sorted().toList();
        return new Standing(
                possible.size() == 1 ? Optional.of(first.policy()) : Optional.empty(),
                demands.stream()
                        .flatMap(demand -> demand.because().stream())
                        .distinct()
                        .toList(),
                possible,
                possible.size() == 1
                        ? Flip.nearest(acting, worlds.get(0).item(), changed -> {
                            Demand there = demand(acting, changed, deal, places);
                            return new Flip.Demand(String.join(" and ", there.because()), there.policy());
                        })
                        : Optional.empty());
    }

    /** Whether another demands the same on the same ground. */
    boolean same(Standing other) {
        return policy.equals(other.policy) && because.equals(other.because) && possible.equals(other.possible);
    }

    /**
     * What is demanded in one world.
     *
     * @param policy the demand
     * @param because ids of deciding rules
     */
    private record Demand(Policy policy, List<String> because) {}

    private static Demand demand(List<CheckedRule> acting, Item item, Transaction deal, Destinations places) {
        Policy strictest = Policy.NO_LICENCE;
        List<String> because = List.of();
        for (CheckedRule rule : acting) {
            if (rule.rule().layer() == Rule.Layer.CONTROL || rule.rule().layer() == Rule.Layer.IMPORT) {
                Demand own = reviewed(rule, acting, item, deal, places);
                if (own.policy().compareTo(strictest) > 0) {
                    strictest = own.policy();
                    because = own.because();
                }
            }
        }
        return new Demand(strictest, because);
    }

    /** The demand of a rule after those that replace its review policy. */
    private static Demand reviewed(
            CheckedRule rule, List<CheckedRule> acting, Item item, Transaction deal, Destinations places) {
        Policy policy = Decision.of(rule, item, deal, places).policy();
        List<String> because = new ArrayList<>(List.of(rule.rule().id()));
        for (CheckedRule review : acting) {
            if (review.rule().reviews().equals(Optional.of(rule.rule().series()))) {
                Optional<Rule.Outcome> row =
                        Decision.of(review, item, deal, places).outcome();
                Policy before = policy;
                if (row.flatMap(Rule.Outcome::insteadOf)
                        .filter(old -> old == before)
                        .isPresent()) {
                    policy = row.get().policy();
                    because.add(review.rule().id());
                }
            }
        }
        return new Demand(policy, because);
    }
}
