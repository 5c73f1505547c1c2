package org.chokepoint.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds the known names nearest to an unknown one, for the "Maybe" of a fault. */
public final class Nearest {
    private Nearest() {}

    /** A remedy: the nearest known names, or all of them where they are few. */
    public static String remedy(String unknown, Collection<String> known) {
        List<String> near = names(unknown, known, 3);
        if (!near.isEmpty()) {
            return "you meant " + String.join(" or ", near) + ".";
        }
        List<String> some = new ArrayList<>(known);
        boolean more = some.size() > 12;
        return "one of: " + String.join(", ", more ? some.subList(0, 12) : some) + (more ? ", …" : "") + ".";
    }

    /** Up to {@code most} known names within about a third of the letters, nearest first. */
    public static List<String> names(String unknown, Collection<String> known, int most) {
        String word = unknown.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, word.length() / 3);
        List<String> found = new ArrayList<>();
        for (int distance = 0; distance <= limit && found.size() < most; distance++) {
            for (String name : known) {
                boolean fits = distance(word, name.toLowerCase(Locale.ROOT)) == distance;
                if (fits && found.size() < most && !found.contains(name)) {
                    found.add(name);
                }
            }
        }
        if (found.isEmpty() && word.length() >= 3) {
            known.stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).contains(word))
                    .limit(most)
                    .forEach(found::add);
        }
        return found;
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
