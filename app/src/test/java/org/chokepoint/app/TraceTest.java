package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.catalog.JsonTree;
import org.chokepoint.catalog.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --trace FILE} and {@code --timeline}: the executed step for other programs. */
final class TraceTest {
    private static final String RUN = "train llama-3.1-8b --on 16xH100 --tokens 1G --global-batch 32 --seq 4096 --tp 2 "
            + "--pp 4 --schedule zb-h1 --stage-layers 9,8,8,7";

    @TempDir
    Path folder;

    private List<Map<String, Tree>> events(String more) throws IOException {
        Path file = folder.resolve("step.json");
        Cli cli = Cli.run(Cli.words(RUN + " --trace " + file + more));
        assertThat(cli.err()).isEmpty();
        Tree trace = JsonTree.read("trace", Files.readString(file));
        List<Map<String, Tree>> events = new ArrayList<>();
        trace.entries().get("traceEvents").items().forEach(event -> events.add(event.entries()));
        return events;
    }

    private static double number(Map<String, Tree> event, String key) {
        return Double.parseDouble(event.get(key).text());
    }

    @Test
    void eachRankIsAProcessAndEachLaneAThread() throws IOException {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Map<String, Tree> event : events("")) {
            if (event.get("ph").text().equals("M") && event.get("name").text().endsWith("_name")) {
                String name = event.get("args").entries().get("name").text();
                names.computeIfAbsent(event.get("pid").text(), rank -> new ArrayList<>())
                        .add(name);
            }
        }
        assertThat(names).hasSize(4);
        names.forEach((rank, own) -> assertThat(own)
                .startsWith("pipeline rank " + rank, "host", "compute")
                .contains("scale-up", "scale-out"));
    }

    @Test
    void eventsOfAThreadFollowEachOther() throws IOException {
        Map<String, List<Map<String, Tree>>> threads = new LinkedHashMap<>();
        for (Map<String, Tree> event : events("")) {
            if (event.get("ph").text().equals("X")) {
                String thread = event.get("pid").text() + "/" + event.get("tid").text();
                threads.computeIfAbsent(thread, key -> new ArrayList<>()).add(event);
            }
        }
        assertThat(threads).hasSizeGreaterThanOrEqualTo(12);
        threads.forEach((thread, events) -> {
            events.sort(Comparator.comparingDouble(event -> number(event, "ts")));
            double free = 0;
            for (Map<String, Tree> event : events) {
                assertThat(number(event, "ts")).as("%s %s", thread, event).isGreaterThan(free - 0.0015);
                free = number(event, "ts") + number(event, "dur");
            }
        });
    }

    @Test
    void layersAndTheirMicroBatchesAreNamed() throws IOException {
        List<String> names =
                events("").stream().map(event -> event.get("name").text()).toList();
        assertThat(names)
                .contains(
                        "layer 0 attention forward #0",
                        "layer 31 mlp weight gradient #15",
                        "head vocabulary input gradient #3",
                        "send activation to rank 1 #0",
                        "issue F #7",
                        "optimizer of the step before");
    }

    @Test
    void aTraceIsWrittenBesideTheAnswer() {
        Path file = folder.resolve("step.json");
        Cli traced = Cli.run(Cli.words(RUN + " --trace " + file));
        assertThat(traced).isEqualTo(Cli.run(Cli.words(RUN)));
        assertThat(file).isRegularFile();
    }

    @Test
    void aTraceThatCanNotBeWrittenIsAFault() {
        Cli cli = Cli.run(Cli.words(RUN + " --trace " + folder.resolve("missing/step.json")));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .contains("--trace: ")
                .contains("its folder does not exist")
                .contains("\nMaybe make it first");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theAnswerShowsTurnsOrLayers() {
        Tree turns = timeline("turns");
        assertThat(turns.entries().get("detail").text()).isEqualTo("turns");
        assertThat(turns.entries().get("micro_batches").text()).isEqualTo("16");
        List<Tree> spans = turns.entries().get("spans").items();
        long forwards = spans.stream()
                .filter(span -> span.entries().get("kind").text().equals("forward"))
                .count();
        assertThat(forwards).isEqualTo(4 * 16);
        assertThat(timeline("layers").entries().get("spans").items().size()).isGreaterThan(10 * spans.size());
    }

    private static Tree timeline(String detail) {
        Cli cli = Cli.run(Cli.words(RUN + " --format json --timeline " + detail));
        return JsonTree.read("answer", cli.out()).entries().get("timeline");
    }
}
