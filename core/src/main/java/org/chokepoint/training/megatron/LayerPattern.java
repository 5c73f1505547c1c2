package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.List;

/**
 * Which layers have experts, as {@code --moe-layer-freq} says it: a number n (every n-th layer, from the first on), or a list
 * like {@code ([0]*3+[1]*58)}.
 */
final class LayerPattern {
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 20;

    private final Given given;
    private final String text;
    private int index;
    private int depth;

    private LayerPattern(Given given) {
        this.given = given;
        this.text = given.text().replace(" ", "");
    }

    static List<Boolean> read(Given given, int layers) {
        String text = given.text();
        if (!text.contains("[")) {
            int every = given.whole();
            if (every == 0) {
                throw given.wrong("above zero", "1, the default, means every layer.");
            }
            List<Boolean> experts = new ArrayList<>();
            for (int layer = 0; layer < layers; layer++) {
                experts.add(layer % every == 0);
            }
            return experts;
        }
        LayerPattern pattern = new LayerPattern(given);
        List<Boolean> experts = pattern.sum();
        if (pattern.index < pattern.text.length()) {
            throw pattern.unreadable();
        }
        return experts;
    }

    private RuntimeException unreadable() {
        return given.wrong("a number or a list", "write it like ([0]*3+[1]*58).");
    }

    private boolean accept(char letter) {
        if (index < text.length() && text.charAt(index) == letter) {
            index++;
            return true;
        }
        return false;
    }

    private List<Boolean> sum() {
        if (++depth > DEEPEST) {
            throw unreadable();
        }
        List<Boolean> all = new ArrayList<>(product());
        while (accept('+')) {
            all.addAll(product());
            limit(all.size());
        }
        depth--;
        return all;
    }

    private void limit(long size) {
        if (size > LONGEST) {
            throw unreadable();
        }
    }

    private List<Boolean> product() {
        List<Boolean> one = factor();
        while (accept('*')) {
            int times = whole();
            limit((long) times * one.size());
            List<Boolean> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                all.addAll(one);
            }
            one = all;
        }
        return one;
    }

    private List<Boolean> factor() {
        if (accept('(')) {
            List<Boolean> inside = sum();
            if (!accept(')')) {
                throw unreadable();
            }
            return inside;
        }
        if (!accept('[')) {
            throw unreadable();
        }
        List<Boolean> list = new ArrayList<>();
        while (!accept(']')) {
            list.add(whole() != 0);
            limit(list.size());
            accept(',');
        }
        return list;
    }

    private int whole() {
        int from = index;
        while (index < text.length() && Character.isDigit(text.charAt(index))) {
            index++;
        }
        String digits = text.substring(from, index);
        if (!digits.matches("[0-9]{1,5}")) {
            throw unreadable();
        }
        return Integer.parseInt(digits);
    }
}
