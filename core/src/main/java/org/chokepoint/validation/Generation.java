package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.machine.Stack;

/** Order of software generations: releases (0.14, 26.04.01), months (2021-04) and years (2024), number by number. */
public final class Generation {
    private static final String NEWEST = "9999";

    private Generation() {}

    /** The newest stack of a framework, if the catalog has one. */
    public static Optional<Stack> newest(Catalog catalog, String framework) {
        return stack(catalog.all(Stack.KIND).stream().map(Entry::value).toList(), framework, NEWEST);
    }

    /** The newest stack of a framework that is not newer than a generation; else its oldest, if the catalog has one. */
    static Optional<Stack> stack(List<Stack> stacks, String framework, String generation) {
        List<Stack> own = stacks.stream()
                .filter(stack -> stack.frameworks().contains(framework))
                .sorted(Comparator.comparing(Stack::since, Generation::compare))
                .toList();
        Optional<Stack> found = own.stream().findFirst();
        for (Stack each : own) {
            found = compare(each.since(), generation) <= 0 ? Optional.of(each) : found;
        }
        return found;
    }

    static int compare(String one, String other) {
        List<Integer> a = numbers(one);
        List<Integer> b = numbers(other);
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static List<Integer> numbers(String generation) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : generation.split("\\D+", -1)) {
            if (!part.isEmpty() && part.length() < 9) {
                numbers.add(Integer.valueOf(part));
            }
        }
        return numbers;
    }
}
