package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code routing} and {@code --router} refuse. */
final class RoutingCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            routing deepseek-v3 --router bios       | --router: there is no 'bios'; there are none, aux-loss  | bias
            routing deepseek-v3 --gate tanh         | --gate: there is no 'tanh'                              | sigmoid
            routing deepseek-v3 --ep 3              | --ep: 3 ranks can't share 256 experts evenly            | use 2
            routing deepseek-v3 --ep 0              | --ep: '0' must be a positive whole number               | slip
            routing deepseek-v3 --steps 1           | --steps: a step must be left to settle in               | use 80
            routing deepseek-v3 --steps 6000        | --steps: '6000' is more than 5000                       | use 80
            routing deepseek-v3 --capacity-factor 0 | --capacity-factor: the capacity factor                  | Maybe
            routing llama-3.1-8b                    | routing: llama-3.1-8b has no experts to route to        | deepseek-v3
            routing deepseek-v9                     | routing: there is no run, model or file named           | deepseek-v3
            train deepseek-v3 --router bios         | --router: 'router' must be one of none, aux-loss        | bias
            train llama-3.1-8b --on 64xH100 --tokens 1T --router bias | --router: the network has no experts  | leave
            """)
    void refuses(String command, String what, String maybe) {
        Cli cli = Cli.run(Cli.words(command));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        String[] lines = cli.err().split("\n", 2);
        assertThat(lines[0]).contains(what);
        assertThat(lines[1]).contains(maybe);
    }
}
