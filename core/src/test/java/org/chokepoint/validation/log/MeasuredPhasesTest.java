package org.chokepoint.validation.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Phases that don't overlap, made of timers that do. */
final class MeasuredPhasesTest {
    private static final Offset<Double> NEAR = Offset.offset(1e-9);

    private static MeasuredPhases of(String name) {
        return MeasuredPhases.of(SteadyState.of(Logs.read(name)));
    }

    private static void is(OptionalDouble phase, double seconds) {
        assertThat(phase).isPresent();
        assertThat(phase.getAsDouble()).isEqualTo(seconds, NEAR);
    }

    @Test
    void theFirstGenerationSumsGradientsWithinItsBackward() {
        MeasuredPhases phases = of("2019.log");
        is(phases.forward(), 0.789);
        is(phases.backward(), 1.939 - 0.151);
        is(phases.data(), 0.151);
        is(phases.optimizer(), 0.09525);
        is(phases.outside(), 2.8401 - 0.789 - 1.939 - 0.09525);
    }

    @Test
    void sendsStandForThePipelineWhereNoTimerHoldsAll() {
        MeasuredPhases phases = of("2021.log");
        is(phases.pipeline(), 0.06 + 0.0006 + 0.04 + 0.13);
        is(phases.forwardBackward(), 0.4 + 0.8 + 0.2306);
        is(phases.data(), 0.088);
        is(phases.outside(), 1.6 - 1.4306 - 0.088 - 0.072);
    }

    @Test
    void communicationInsideOtherTimersIsTakenOutOfThem() {
        MeasuredPhases phases = of("max-only-2025.log");
        is(phases.forwardBackward(), 0.521 - 0.03);
        is(phases.data(), 0.03 + 0.04);
        is(phases.optimizer(), 0.062 - 0.04);
        is(phases.outside(), 0.601 - 0.491 - 0.07 - 0.022);
        assertThat(phases.forward()).isEmpty();
        assertThat(phases.pipeline()).isEmpty();
    }

    @Test
    void communicationBesideOtherTimersIsLeftThere() {
        String text = """
                 iteration 1/ 9 | elapsed time per iteration (ms): 700.0 |
                (min, max) time across ranks (ms):
                    forward-backward ......: (500.00, 520.00)
                    grads-reduce-scatter ..: (29.00, 30.00)
                    params-all-gather .....: (39.00, 40.00)
                    optimizer-inner-step ..: (18.00, 20.00)
                    optimizer .............: (19.00, 21.00)
                """;
        MeasuredPhases phases = MeasuredPhases.of(SteadyState.of(MegatronLog.read("beside.log", text)));
        is(phases.forwardBackward(), 0.52);
        is(phases.data(), 0.07);
        is(phases.optimizer(), 0.021);
        is(phases.outside(), 0.7 - 0.52 - 0.07 - 0.021);
    }

    @Test
    void aLogWithoutTimersHasNoPhases() {
        MeasuredPhases phases = MeasuredPhases.of(SteadyState.of(Logs.of(900, 600)));
        OptionalDouble none = OptionalDouble.empty();
        assertThat(phases).isEqualTo(new MeasuredPhases(none, none, none, none, none, none, none));
    }
}
