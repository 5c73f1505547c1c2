package org.chokepoint.serving;

import java.util.Optional;

/**
 * Instances that serve together.
 *
 * @param instance layout of those that generate, or do everything
 * @param instances how many of them
 * @param prefill layout of those that read prompts only, where these are apart (disaggregated)
 * @param prefills how many of them; 0 where there are none
 */
public record Deployment(Instance instance, int instances, Optional<Instance> prefill, int prefills) {
    public Deployment {
        if (instances < 1 || prefills < 0 || prefill.isPresent() != prefills > 0) {
            throw new IllegalArgumentException(
                    "a deployment has instances, and those for prompts if it has a layout for them.");
        }
    }

    /** Equal instances that do everything. */
    public static Deployment together(Instance instance, int instances) {
        return new Deployment(instance, instances, Optional.empty(), 0);
    }

    /** Chips in all. */
    public int accelerators() {
        return instances * instance.accelerators()
                + prefills * prefill.map(Instance::accelerators).orElse(0);
    }
}
