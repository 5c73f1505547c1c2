package org.chokepoint.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.Shelf;
import org.chokepoint.evidence.Fault;
import org.chokepoint.machine.Machine;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;

/** Collectives timed on a cluster tell the constants of its fabric, those that they depend on, and no others. */
final class OwnClusterTest {
    private static final Catalog CATALOG = new Catalog(Shelf.of(Checkout.path("catalog")), List.of());
    private static final String HEAD = "id,accelerator,collective,implementation,n_gpus,gpus_per_node,fabric,"
            + "message_bytes,duration_us,notes\n";

    /** A fabric unlike the catalog's. */
    private static final Map<String, Double> OTHER = new LinkedHashMap<>();

    static {
        OTHER.put("fabric.scale_up", 0.76);
        OTHER.put("fabric.scale_out", 0.87);
        OTHER.put("fabric.scale_out_latency_seconds", 1.2e-5);
        OTHER.put("fabric.all_to_all", 0.66);
        OTHER.put("fabric.launch_seconds", 1.6e-5);
    }

    private static CalibrationFit fit(List<Csv> tables) {
        return CalibrationFit.ofCluster(tables, CATALOG, 2, Watch.NONE);
    }

    private static String cells(String collective, int ranks, long bytes) {
        return "own-" + bytes + ",H100," + collective + ",nccl," + ranks + ",8,8x200G/node," + bytes;
    }

    /** Timings of many sizes, as the other fabric has them. */
    private static Csv many() {
        List<String> cells = new ArrayList<>();
        for (String collective : List.of("all_reduce", "all_gather", "all_to_all", "p2p")) {
            for (int ranks : new int[] {2, 8, 16, 64}) {
                for (int log = 12; log <= 32; log += 4) {
                    cells.add(cells(collective, ranks, 1L << log));
                }
            }
        }
        return timed(cells);
    }

    private static Csv timed(List<String> cells) {
        StringBuilder text = new StringBuilder(HEAD);
        cells.forEach(each -> text.append(each).append(",1,\n"));
        StringBuilder measured = new StringBuilder(HEAD);
        List<TimedCollective> rows = CollectiveRows.timed(Csv.read("t.csv", text.toString()), CATALOG);
        for (int i = 0; i < rows.size(); i++) {
            Machine machine = rows.get(i).machine();
            var calibration = machine.calibration();
            for (Map.Entry<String, Double> each : OTHER.entrySet()) {
                calibration = calibration.with(each.getKey(), each.getValue());
            }
            double seconds =
                    rows.get(i).seconds(new Machine(machine.chip(), machine.cluster(), calibration, machine.stack()));
            measured.append(cells.get(i))
                    .append(',')
                    .append(Figure.json(seconds * 1e6))
                    .append(",\n");
        }
        return Csv.read("t.csv", measured.toString());
    }

    private static List<String> told(CalibrationFit fit) {
        List<String> told = new ArrayList<>();
        for (int p = 0; p < fit.constants().size(); p++) {
            if (fit.fitted().identified()[p]) {
                told.add(fit.constants().get(p).key());
            }
        }
        return told;
    }

    private static double value(CalibrationFit fit, String key) {
        for (int p = 0; p < fit.constants().size(); p++) {
            if (fit.constants().get(p).key().equals(key)) {
                return fit.fitted().values()[p];
            }
        }
        throw new AssertionError("no constant " + key);
    }

    @Test
    void manyTimingsFindTheFabricThatMadeThem() {
        CalibrationFit fit = fit(List.of(many()));
        assertThat(fit.constants()).allMatch(each -> each.layer().equals("l2"));
        assertThat(told(fit)).containsAll(OTHER.keySet()).doesNotContain("fabric.units");
        for (Map.Entry<String, Double> each : OTHER.entrySet()) {
            assertThat(value(fit, each.getKey()))
                    .as(each.getKey())
                    .isCloseTo(each.getValue(), Percentage.withPercentage(10));
        }
        assertThat(fit.before().pooled().p50()).isGreaterThan(0.1);
        assertThat(fit.inSample().pooled().p50()).isLessThan(0.02);
    }

    @Test
    void whatFewTimingsDontTellStays() {
        CalibrationFit fit = fit(List.of(timed(List.of(
                cells("all_gather", 8, 1L << 30),
                cells("all_gather", 8, 1L << 31),
                cells("all_gather", 8, 1L << 32)))));
        assertThat(told(fit)).doesNotContain("fabric.scale_out", "fabric.launch_seconds", "fabric.all_to_all");
        assertThat(value(fit, "fabric.scale_out")).isEqualTo(0.94);
        assertThat(value(fit, "fabric.launch_seconds")).isEqualTo(5.5e-6);
    }

    @Test
    void stepsAndCollectivesOfOneClusterAreFittedTogether() {
        Csv steps = Csv.read(
                "s.csv",
                "id,model,accelerator,n_gpus,nodes_gpus,nic_gbps_per_gpu,stack,tp,pp,microbatch,global_batch_seqs,seq_len,"
                        + "precision,recompute,metric,value,layers,hidden,heads,kv_heads,ffn,vocab\n"
                        + "mine-1,llama-3.1-8b,H100,8,8,200,megatron-core@0.14,1,1,1,128,8192,bf16,none,step_time_s,15.4,"
                        + "32,4096,32,8,14336,128256\n");
        CalibrationFit fit = fit(List.of(steps, many()));
        assertThat(fit.constants())
                .extracting(CalibrationFit.Constant::layer)
                .contains("l2", "l3")
                .doesNotContain("l1");
        assertThat(told(fit)).containsAll(OTHER.keySet());
        assertThat(fit.inSample().operators()).isEqualTo(many().rows().size());
        assertThat(fit.inSample().rows()).hasSize(many().rows().size() + 1);
    }

    @Test
    void rowsThatCantBeUsedHavePlaces() {
        refused(cells("all_reduce", 8, 1024) + ",fast,", "duration_us: expected a number, found 'fast'");
        refused(cells("all_reduce", 8, 1024) + ",0,", "duration_us: expected a number above zero, found '0'");
        refused(cells("all_reduce", 1, 1024) + ",9,", "n_gpus: expected at least two ranks, found '1'");
        refused(cells("all_sum", 8, 1024) + ",9,", "'all_sum' is no exchange of ours");
        refused(cells("all_reduce", 8, 1024).replace("H100", "Tetra-9") + ",9,", "no accelerator 'Tetra-9'");
        refused(cells("all_reduce", 8, 1024).replace("H100", "A100") + ",9,", "accelerator: expected '");
    }

    private static void refused(String row, String why) {
        Csv table = Csv.read("t.csv", HEAD + cells("all_reduce", 8, 1024) + ",9,\n" + row + "\n");
        assertThatThrownBy(() -> fit(List.of(table)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("t.csv:3:1")
                .hasMessageContaining(why);
    }
}
