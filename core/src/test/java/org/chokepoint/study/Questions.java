package org.chokepoint.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Questions of tests. */
final class Questions {
    private Questions() {}

    /** A question from options: {@code --on 64xH100 --tp 8}; an option that is no field of the question is one of Strategy. */
    static TrainQuestion train(String model, String options) {
        Map<String, String> given = new LinkedHashMap<>();
        String[] words = options.isBlank() ? new String[0] : options.strip().split(" --|^--", -1);
        for (String word : words) {
            if (!word.isEmpty()) {
                String[] halves = word.split(" ", 2);
                given.put(halves[0].replace('-', '_'), halves[1].strip());
            }
        }
        Map<String, Optional<String>> fields = new LinkedHashMap<>();
        for (String field : new String[] {
            "on",
            "tokens",
            "global_batch",
            "seq",
            "strategy",
            "stack",
            "rent",
            "mtbf",
            "restart",
            "overhead",
            "stage_slowdown",
            "straggler",
            "timeline"
        }) {
            fields.put(field, Optional.ofNullable(given.remove(field)));
        }
        return new TrainQuestion(
                model,
                fields.get("on"),
                fields.get("tokens"),
                fields.get("global_batch"),
                fields.get("seq"),
                fields.get("strategy"),
                given,
                fields.get("stack"),
                fields.get("rent"),
                fields.get("mtbf"),
                fields.get("restart"),
                fields.get("overhead"),
                fields.get("stage_slowdown"),
                fields.get("straggler"),
                fields.get("timeline"));
    }
}
