package org.chokepoint.app;

import java.util.List;

/** What a bare {@code chokepoint} prints: questions that it answers, each with a command that runs. */
final class FrontPage {
    /**
     * A question.
     *
     * @param who whose question it is
     * @param asked the question
     * @param command what answers it
     */
    record Entry(String who, String asked, String command) {}

    static final List<Entry> ENTRIES = List.of(
            new Entry(
                    "Planner",
                    "How long does DeepSeek-V3 take on its 2,048 H800, and how far is that from the report?",
                    "train deepseek-v3"),
            new Entry(
                    "Planner",
                    "My model on 1,024 H100: time, memory and money? (a config.json works like a name)",
                    "train llama-3.1-70b --on 1024xH100 --tokens 15T --global-batch 16M --seq 8192 --tp 8 --pp 4"),
            new Entry("Analyst", "What if the same run had only H20 chips?", "train deepseek-v3 --on 2048xH20"),
            new Entry(
                    "Buyer",
                    "What does it cost at the price that I am offered?",
                    "train deepseek-v3 --rent '1.5 USD/h'"),
            new Entry(
                    "Researcher",
                    "Where does the step time come from, down to the data sheet?",
                    "train deepseek-v3 --explain step.seconds"),
            new Entry("Journalist", "What is known of the H800, and says who?", "catalog show h800"));

    private FrontPage() {}

    static String text() {
        StringBuilder out = new StringBuilder("Chokepoint computes what a capability costs, and what binds. Ask it:\n");
        for (Entry entry : ENTRIES) {
            out.append("\n  ")
                    .append(entry.who())
                    .append(": ")
                    .append(entry.asked())
                    .append('\n');
            out.append("    ./chokepoint ").append(entry.command()).append('\n');
        }
        return out.append("\nEvery command explains itself with --help.\n").toString();
    }
}
