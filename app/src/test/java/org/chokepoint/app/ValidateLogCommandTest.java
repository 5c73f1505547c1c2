package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code validate --log} refuses. */
final class ValidateLogCommandTest {
    private static final String LOG = "src/test/resources/log/llama-3.1-8b.log";
    private static final String SCRIPT = "src/test/resources/strategy/llama-3.1-8b.sh";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            validate --log LOG --on H100 | LOG: describes no model: it lacks --num-attention-heads | name the model
            validate --strategy SCRIPT                      | --strategy: acts only beside --log  | add --log FILE
            validate --on H100                              | --on: acts only beside --log        | add --log FILE
            validate --log LOG --strategy SCRIPT            | --on: the question does not say     | --on 128xH100
            validate --log LOG --strategy SCRIPT --by model | --by: can't be given together       | leave one
            validate --log LOG --strategy SCRIPT --on 64xH100 | LOG:5:3: the log is of 128 processes | --on 128xH100
            validate --log SCRIPT --strategy SCRIPT --on H100 | SCRIPT:14:1: the log ends without an iteration | another rank
            validate --log LOG --strategy LOG --on H100     | LOG: gives no argument that is known | launch script
            validate --log LOG --strategy SCRIPT --on Z900  | --on: there is no chip or cluster   | one of:
            validate llama-9 --log LOG --strategy SCRIPT --on H100 | validate: there is no run, model or file named 'llama-9' | one of:
            validate --log LOG --strategy SCRIPT --on H100 --format svg | there is no picture of this answer | table, json
            """)
    void refuses(String command, String what, String maybe) {
        Cli cli = Cli.run(Cli.words(command.replace("LOG", LOG).replace("SCRIPT", SCRIPT)));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        String[] lines = cli.err().split("\n", 2);
        assertThat(lines[0]).contains(what.replace("LOG", LOG).replace("SCRIPT", SCRIPT));
        assertThat(lines[1]).contains(maybe);
    }
}
