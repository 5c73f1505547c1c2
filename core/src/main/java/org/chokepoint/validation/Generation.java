package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.List;

/** Order of software generations: releases (0.14, 26.04.01), months (2021-04) and years (2024), number by number. */
final class Generation {
    private Generation() {}

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
