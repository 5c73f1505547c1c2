package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.chokepoint.Checkout;
import org.junit.jupiter.api.Test;

/** What a router does to a step. */
final class RoutedStepTest {
    private static TrainAnswer ask(String options) {
        TrainQuestion question = Questions.train("deepseek-v3", options);
        return new Chokepoint(Checkout.catalog()).ask(question, Progress.NONE);
    }

    private static double seconds(String router) {
        return ask("--router " + router).step().seconds();
    }

    @Test
    void unevenRoutersAndFarTokensCostTime() {
        double bias = seconds("bias");
        assertThat(seconds("none")).isGreaterThan(1.5 * seconds("aux-loss"));
        assertThat(seconds("aux-loss")).isGreaterThan(bias);
        assertThat(seconds("node-limited")).isLessThan(bias);
        assertThat(seconds("forced")).isLessThan(bias);
    }

    @Test
    void aLoadThatIsStatedWins() {
        TrainAnswer stated = ask("--router none --expert-load 1");
        assertThat(stated.layout().routing().orElseThrow().overRanks()).isGreaterThan(2);
        // as far as loads go: a token goes to about as many domains under both
        assertThat(Math.abs(stated.step().seconds() / seconds("forced") - 1)).isLessThan(0.02);
    }

    @Test
    void withoutARouterNothingIsSimulated() {
        TrainAnswer answer = ask("");
        assertThat(answer.layout().routing()).isEmpty();
        assertThat(answer.evidence().records()).noneMatch(used -> used.kind().equals("router"));
    }
}
