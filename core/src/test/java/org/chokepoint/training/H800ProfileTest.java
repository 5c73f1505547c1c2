package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.DocBlock;
import org.chokepoint.machine.KernelTime;
import org.chokepoint.machine.KernelTime.Pass;
import org.chokepoint.model.Operator;
import org.chokepoint.model.OperatorKind;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;

/**
 * A chunk of four layers of DeepSeek-V3 forward and another backward, run through each other, against the profile that DeepSeek
 * published of the same on H800: class by class, in docs/h800-profile.md.
 */
final class H800ProfileTest {
    private static final double LAYERS = 4;

    /** Wall time of the traced chunk and of its compute streams. */
    private static final double WALL_MS = 129.0;

    private static final double BUSY_MS = 124.3;

    private final Trial run = Trial.published("deepseek-v3");
    private final Map<String, Double> ours = new LinkedHashMap<>();

    @Test
    void classesComeCloseToTheProfile() throws IOException {
        compute();
        PairTime pair = exchanges();
        Map<String, Double> measured = measured();
        StringBuilder out = new StringBuilder("| class | measured | computed | off |\n| --- | ---: | ---: | ---: |\n");
        double busy = 0;
        for (Map.Entry<String, Double> each : measured.entrySet()) {
            row(out, each.getKey(), each.getValue(), ours.get(each.getKey()));
            boolean exchanged =
                    List.of("dispatch", "combine", "notify and barriers").contains(each.getKey());
            busy += exchanged ? 0 : ours.get(each.getKey());
        }
        row(out, "**compute busy**", BUSY_MS, busy);
        row(out, "**forward and backward together**", WALL_MS, pair.seconds() * 1e3);
        DocBlock.check("docs/h800-profile.md", "classes", out.toString());
        assertThat(busy).isBetween(BUSY_MS * 0.9, BUSY_MS * 1.1);
        assertThat(pair.seconds() * 1e3).isBetween(WALL_MS * 0.9, WALL_MS * 1.1);
    }

    private static void row(StringBuilder out, String name, double measured, Double computed) {
        out.append("| ")
                .append(name)
                .append(" | ")
                .append(Figure.plain(measured, 3))
                .append(" ms | ");
        if (computed == null) {
            out.append("not modelled | |\n");
            return;
        }
        double off = Math.rint((computed / measured - 1) * 100) / 100;
        out.append(Figure.plain(Math.rint(computed * 100) / 100, 3))
                .append(" ms | ")
                .append(off > 0 ? "+" : "")
                .append(Figure.percent(off, 2))
                .append(" |\n");
    }

    private void compute() {
        StepCosting costing = new StepCosting(run.job().network(), run.machine(), 1);
        LayerKey key = LayerKey.of(
                run.strategy(), costing.lay(run.job(), run.strategy()).layout(), run.job(), run.machine(), 1);
        double beside = costing.besideFactor(run.strategy());
        KernelTime kernels = PartCosting.kernels(run.machine(), key);
        var network = run.job().network();
        for (Operator o :
                network.blocks().get(60).describe(key.shard(), network.hidden()).list()) {
            double[] seconds = new double[3];
            for (Pass pass : Pass.values()) {
                seconds[pass.ordinal()] = LAYERS * beside * 1e3 * kernels.seconds(o, pass, true, key.flashKernel());
            }
            double again = key.recomputes(o.module()) ? seconds[0] : 0;
            add(forward(o), seconds[0] + again);
            add(backward(o), seconds[1]);
            add(weights(o), seconds[2]);
        }
    }

    private static String forward(Operator o) {
        return o.kind() == OperatorKind.ATTENTION ? "attention forward" : backward(o);
    }

    private static String backward(Operator o) {
        switch (o.kind()) {
            case GEMM:
                return "dense products forward and input gradient";
            case GROUPED_GEMM:
                return "grouped products forward and input gradient";
            case ATTENTION:
                return "attention backward";
            default:
                return o.name().endsWith("_cast") ? "casts and transposes" : "other memory-bound operators";
        }
    }

    private static String weights(Operator o) {
        return o.kind() == OperatorKind.GROUPED_GEMM
                ? "grouped products weight gradient"
                : "dense products weight gradient";
    }

    private void add(String name, double milliseconds) {
        ours.merge(name, milliseconds, Double::sum);
    }

    /** Dispatches and combines of the pair, and the pair itself. */
    private PairTime exchanges() {
        StepCosting costing = new StepCosting(run.job().network(), run.machine(), 1);
        StepCosting.Laid laid = costing.lay(run.job(), run.strategy());
        int inner = 5;
        for (StepCosting.Placed part : costing.parts(laid, inner)) {
            for (Piece piece : part.costs().pieces()) {
                if (piece.exchange()) {
                    boolean dispatch = piece.name().equals("dispatch");
                    // the backward of a dispatch is a combine of gradients, and the reverse
                    add(dispatch ? "dispatch" : "combine", piece.forward() * 1e3);
                    add(dispatch ? "combine" : "dispatch", piece.inputGradient() * 1e3);
                }
            }
        }
        PairTime.Legs legs = PairTime.Legs.of(costing.parts(laid, inner));
        return PairTime.of(legs, legs, costing.besideFactor(run.strategy()), PairTime.Listener.NONE);
    }

    private static Map<String, Double> measured() throws IOException {
        Map<String, Double> measured = new LinkedHashMap<>();
        try (InputStream in = H800ProfileTest.class.getResourceAsStream("/h800_profile.csv");
                CsvReader<CsvRecord> reader =
                        CsvReader.builder().ofCsvRecord(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
            List<CsvRecord> rows = new ArrayList<>(reader.stream().toList());
            rows.remove(0);
            rows.forEach(row -> measured.put(row.getField(0), Double.parseDouble(row.getField(1))));
        }
        return measured;
    }
}
