package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.Draw;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Rate;
import org.chokepoint.model.Precision;
import org.junit.jupiter.api.Test;

/** Better hardware never makes a step longer, and a longer latency never makes it shorter, whatever the layout. */
final class MonotoneTest {
    private static final int CASES = 500;

    private static final List<String> SHARES = List.of(
            "kernel.wide",
            "kernel.narrow",
            "kernel.narrowest",
            "kernel.weight_gradient_wide",
            "kernel.weight_gradient_narrow",
            "kernel.grouped",
            "kernel.attention_forward",
            "kernel.attention_backward",
            "kernel.attention_unfused",
            "kernel.scan",
            "kernel.memory",
            "kernel.cast",
            "fabric.scale_up",
            "fabric.scale_out",
            "fabric.all_to_all",
            "fabric.in_network");

    private static final List<String> DELAYS = List.of(
            "kernel.ramp_bytes",
            "kernel.floor_seconds",
            "kernel.beside",
            "fabric.scale_up_latency_seconds",
            "fabric.scale_out_latency_seconds",
            "fabric.own_part",
            "fabric.launch_seconds",
            "fabric.chunk_seconds");

    @Test
    void fasterChipsAreNeverSlower() {
        each("chips", (trial, draw, factor) -> {
            Accelerator c = trial.machine().chip();
            for (Precision precision : c.peakFlopsPerSecond().keySet()) {
                Map<Precision, Double> peak = new LinkedHashMap<>(c.peakFlopsPerSecond());
                peak.merge(precision, factor, (a, b) -> a * b);
                faster(trial, with(trial, c.withRates(peak, 1, 1, 1)), "peak " + precision);
            }
            faster(trial, with(trial, c.withRates(c.peakFlopsPerSecond(), factor, 1, 1)), "memory bandwidth");
            faster(trial, with(trial, c.withRates(c.peakFlopsPerSecond(), 1, factor, 1)), "scale-up bandwidth");
            faster(trial, with(trial, c.withRates(c.peakFlopsPerSecond(), 1, 1, factor)), "design power");
        });
    }

    @Test
    void fasterNetworksAreNeverSlower() {
        each("networks", (trial, draw, factor) -> {
            Machine better = Rate.SCALE_OUT_BANDWIDTH.times(factor, trial.machine());
            faster(trial, better, "scale-out bandwidth");
        });
    }

    @Test
    void higherSharesAreNeverSlower() {
        each("shares", (trial, draw, factor) -> {
            for (String share : SHARES) {
                faster(trial, with(trial, calibration(trial, share, factor)), share);
            }
        });
    }

    @Test
    void longerDelaysAreNeverFaster() {
        each("delays", (trial, draw, factor) -> {
            for (String delay : DELAYS) {
                notLonger(trial, trial.machine(), with(trial, calibration(trial, delay, factor)), delay);
            }
            Machine slower = Rate.HOST.times(1 / factor, trial.machine());
            notLonger(trial, trial.machine(), slower, "host");
        });
    }

    /** A look at one random trial. */
    private interface Look {
        void at(Trial trial, Draw draw, double factor);
    }

    private static void each(String purpose, Look look) {
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw("factor " + purpose, i);
            look.at(Trial.draw(purpose, i), draw, draw.spread(1.01, 4));
        }
    }

    private static void faster(Trial trial, Machine better, String what) {
        notLonger(trial, better, trial.machine(), what);
    }

    /** In closed form and executed. */
    private static void notLonger(Trial trial, Machine better, Machine worse, String what) {
        for (boolean executed : new boolean[] {false, true}) {
            assertThat(seconds(trial, better, executed))
                    .as(what + (executed ? ", executed, in " : " in ")
                            + trial.job().network().id() + " on "
                            + trial.machine().cluster().id() + ", "
                            + trial.job().accelerators() + " chips, batch "
                            + trial.job().globalBatch() + ", as " + trial.strategy())
                    .isLessThanOrEqualTo(seconds(trial, worse, executed) * (1 + 1e-12));
        }
    }

    private static double seconds(Trial trial, Machine machine, boolean executed) {
        StepModel model = executed
                ? new ExecutedStep(trial.job().network(), machine, 1.2)
                : new ClosedForm(trial.job().network(), machine, 1.2);
        return model.step(trial.job(), trial.strategy()).seconds();
    }

    private static Calibration calibration(Trial trial, String path, double factor) {
        Calibration calibration = trial.machine().calibration();
        double value = calibration.constants().get(path).value() * factor;
        // a slow-down is a share of the rate and stays below 1
        return calibration.with(path, path.equals("kernel.beside") ? Math.min(0.9, value) : value);
    }

    private static Machine with(Trial trial, Calibration calibration) {
        Machine m = trial.machine();
        return new Machine(m.chip(), m.cluster(), calibration, m.stack());
    }

    private static Machine with(Trial trial, Accelerator chip) {
        Machine m = trial.machine();
        return new Machine(chip, m.cluster(), m.calibration(), m.stack());
    }
}
