package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.catalog.Tree;
import org.chokepoint.catalog.YamlTree;
import org.chokepoint.training.script.Word;

/**
 * Arguments in YAML: the {@code MODEL_ARGS} of Megatron-LM's tests ({@code --bf16: true}), or mappings whose keys are names of
 * arguments ({@code tensor_model_parallel_size: 8}) at any depth. Other keys in capitals at the top are no arguments.
 */
final class YamlArguments {
    private static final String ARGUMENTS = "MODEL_ARGS";

    private YamlArguments() {}

    /** Whether a file is meant. */
    static boolean is(String file, String text) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || text.startsWith(ARGUMENTS + ":");
    }

    static List<Word> words(String file, String text) {
        List<Word> words = new ArrayList<>();
        for (Map.Entry<String, Tree> entry : YamlTree.read(file, text).entries().entrySet()) {
            boolean other = entry.getKey().equals(entry.getKey().toUpperCase(Locale.ROOT))
                    && !entry.getKey().equals(ARGUMENTS)
                    && !entry.getKey().startsWith("-");
            if (!other) {
                collect(entry.getKey(), entry.getValue(), words);
            }
        }
        return words;
    }

    private static void collect(String key, Tree value, List<Word> into) {
        String option = key.replaceFirst("^--", "").replace('_', '-');
        switch (value.kind()) {
            case MAPPING:
                value.entries().forEach((name, below) -> collect(name, below, into));
                break;
            case LIST:
                into.add(Word.of("--" + option, value.at()));
                for (Tree item : value.items()) {
                    into.add(Word.of(item.text(), item.at()));
                }
                break;
            case TEXT:
                scalar(option, value, into);
                break;
            default:
                break; // null is the default
        }
    }

    private static void scalar(String option, Tree value, List<Word> into) {
        Optional<Argument> argument = Argument.named(option);
        boolean isSwitch = argument.isPresent() && argument.get().form() == Form.SWITCH;
        if (isSwitch && value.text().equals("false")) {
            return;
        }
        into.add(Word.of("--" + option, value.at()));
        if (value.text().equals("true")) {
            return;
        }
        for (String word : value.text().strip().split("\\s+", -1)) {
            into.add(Word.of(word.replace("\\", ""), value.at())); // escaped for the shell that it passes through
        }
    }
}
