package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error has a place, a remedy and its exit code; standard output stays empty. */
final class ErrorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tran deepseek-v3                         | tran: chokepoint has no such command; it has train, search, serve, ladder, validate, calibrate, routing, controls, catalog, completion. | you meant train.
            train                                    | MODEL: is missing.                           | see chokepoint train --help.
            train deepseek-v3 --tensor-paralel 8     | --tensor-paralel: chokepoint train has no such option. | you meant --tensor-parallel.
            train deepseek-v3 --tq=8                 | --tq: chokepoint train has no such option.   | you meant --tp
            train deepseek-v3 --tp                   | --tp: needs a value.                         | see chokepoint train --help.
            train deepseek-v3 --tp 8 --tp 4          | --tp: is given twice.                        | one of them is to be removed.
            train deepseek-v3 --tensor-overlap=maybe | --tensor-overlap: must be true or false, found 'maybe'. | write --tensor-overlap or --no-tensor-overlap.
            train deepseek-v3 gpt                    | gpt: chokepoint train takes no further argument. | an option name is missing
            train deepseek-v3 --on 100xH800          | --on: tensor × pipeline                      | use 96 or 112 chips.
            train deepseek-v3 --tp 3                 | --on:                                        | use
            train deepseek-v3 --mbs 7                | --global-batch:                              | use
            train deepseek-v3 --tokens 15Q           | --tokens:                                    | write it like 15T
            train deepseek-v3 --tokens -1T           | --tokens:                                    | the sign is a slip.
            train deepseek-v3 --rent 2               | --rent:                                      | write it like 2 USD/h.
            train deepseek-v3 --rent NaN             | --rent:                                      | write it like 2 USD/h.
            train deepseek-v3 --vpp two              | --vpp:                                       | Maybe
            train deepseek-v3 --schedule 1f2b        | --schedule:                                  | 1f1b
            train deepseek-v3 --on 2048xH8000        | --on: there is no chip or cluster            | H800
            train no-such-file.json --on 8xH100      | no-such-file.json: there is no such file.    | the path is a slip.
            train deepseek-v3 --emit torch           | --emit: 'torch' can't be written; there is megatron, torchtitan. | you meant torchtitan.
            train deepseek-v3 --emit megatron --format json | --format: can't be given together with --emit. | leave one of them out.
            train deepseek-v3 --emit megatron --tp 3 | --on:                                        | use
            train deepseek-v3 --emit megatron --trace t.json | --trace: can't be given together with --emit. | leave one of them out.
            train deepseek-v3 --strategy no-such.sh  | no-such.sh: there is no such file.           | the path is a slip.
            train deepseek-r1 --tokens 1T            | --tokens: acts on pre-training, and this is a post-training run. | leave it out.
            train deepseek-r1 --emit megatron        | --emit: acts on pre-training                 | leave it out.
            train deepseek-r1 --overlap both         | --overlap: there is no 'both'; there are synchronous and asynchronous. | one of
            train deepseek-r1 --on 100xH800          | --on: an instance that rolls out has 32 chips | use 96.
            train deepseek-v3 --overlap synchronous  | --overlap: acts on post-training runs only   | leave it out.
            search                                   | MODEL: is missing.                           | see chokepoint search --help.
            search deepseek-v3 --tp 1..              | --tensor-parallel:                           | digit
            search deepseek-v3 --tp 16..4            | --tensor-parallel: '16..4' is no range       | write it like 1..16.
            search deepseek-v3 --objective money     | --objective: 'money' is no objective; there are time, cost, gpus, energy. | one of
            search deepseek-v3 --pareto time         | --pareto: one objective has no front.        | name two, like time,cost.
            search deepseek-v3 --why tp              | --why: 'tp' must be a field and a value.     | write it like tp=16.
            search deepseek-v3 --why color=red       | --why: 'color' is not searched.              | one of
            search deepseek-v3 --deadline soon       | --deadline:                                  | write it like
            search deepseek-v3 --on 64xH100 --chips h100 | --chips: can't be given together with --on. | leave one of them out.
            search llama-3.1-8b --on 64xH20 --objective cost | --rent: no dated rent of h20-96gb is known. | add --rent
            ladder llama-3.1-8b --rungs h1000        | --rungs: there is no accelerator             | H100
            ladder llama-3.1-8b --stock h100         | --stock: 'h100' must be a chip and a number. | write it like h800=2048.
            serve                                    | MODEL: is missing.                           | see chokepoint serve --help.
            serve deepseek-v3 --on 8xH100 --output 1k | --input: is missing.                        | add --input 4k.
            serve deepseek-v3 --on 8xH100 --input 4k --output 1k --engine lvvm | --engine: there is no engine named 'lvvm'. | vllm
            serve deepseek-v3 --on 8xH100 --input 4k --output 1k --weights fp7 | --weights: there is no format 'fp7' | you meant fp8 or fp4.
            serve deepseek-v3 --on 8xH100 --input 4k --output 1k --tpot 30 | --tpot: the limit (30) has no unit | write it like 30 min
            serve deepseek-v3 --on 8xH100 --input 4k --output 0 | --output:                         | write it like
            serve deepseek-v3 --on 8xH100 --input 4k --output 1k --drafts 2 | --drafts: how many drafts are accepted is not said. | add --acceptance 0.85
            serve deepseek-v3 --on 8xH100 --input 4k --output 1k --drafts 2 --acceptance 0.8,0.7,0.6 | --acceptance: 3 acceptances don't go with 2 drafts. | one for each draft
            serve deepseek-v3 --on 8xH100 --input 4k --output 1k --drafts 2 --accepted-length 4 | --accepted-length: an iteration with 2 drafts yields 1 to 3 tokens. | own token
            serve deepseek-v3 --on 8xH100 --input 4k --output 1k --prefix-hit 1 | --prefix-hit: some token of a prompt is always new | write 95 %.
            serve deepseek-v3 --on 8xH100 --input 4k --output 1k --expert-load 0.9 | --expert-load: the busiest rank has at least the mean. | write 1.3.
            serve deepseek-v3 --on 8xH100 --input 4k --output 1k --aggregated --disaggregated | --aggregated: can't be given together | leave both out
            serve deepseek-v3 --on 8xH1000 --input 4k --output 1k | --on: there is no chip or cluster named 'H1000'. | H100
            serve deepsek-v3 --on 8xH100 --input 4k --output 1k | serve: there is no run, model or file named 'deepsek-v3'. | you meant deepseek-v3
            serve deepseek-v3 --on 8xH100 --input 4k --output 1k --rate 1 --arrivals uniform | --arrivals: there are no arrivals 'uniform'; there are poisson, gamma, even. | one of
            serve deepseek-v3 --on 8xH100 --input 4k --output 1k --rate 1 --cv 2 | --cv: acts only beside --arrivals gamma. | add --arrivals gamma.
            serve deepseek-v3 --on 8xH100 --requests no.csv | no.csv: there is no such file.        | the path is a slip.
            serve deepseek-v3 --on 8xH100 --requests r.csv --input 4k | --input: can't be given together with --requests. | leave one of them out.
            ladder llama-3.1-8b --workload rll       | --workload: there is no workload 'rll'; there are train, prefill, decode, rl. | you meant rl.
            ladder deepseek-r11 --workload rl        | --workload: rl acts on post-training runs, and there is none named 'deepseek-r11'. | deepseek-r1
            ladder deepseek-r1 --workload rl --gpus 500 | --gpus: an instance that rolls out has 32 chips | use 480.
            ladder deepseek-r1 --workload rl --tpot 30ms | --tpot: says nothing of --workload rl.    | leave it out.
            ladder llama-3.1-8b --tpot 30ms          | --tpot: acts only beside --workload prefill or decode. | leave it out.
            ladder llama-3.1-8b --workload decode --stock h20=1 | --stock: says nothing of --workload decode. | leave it out.
            validate no-such.csv                     | no-such.csv: there is no such file.          | the path is a slip.
            validate --log no-such.log --on H100     | no-such.log: there is no such file.          | the path is a slip.
            validate --log src --on H100             | src: is a folder, and a file is expected.    | name a file in it.
            train llama-3.1-8b --on 64xH100 --strategy src/test/resources/strategy/llama-3.1-8b.sh | llama-3.1-8b.sh:3:7: the script starts | --on
            train deepseek-v3 --strategy src/test/resources/strategy/llama-3.1-8b.sh | llama-3.1-8b.sh:5:5: --num-layers 32 contradicts | another model
            train deepseek-v3 --format json --timeline turn | --timeline: there is no timeline of 'turn' | you meant turns.
            train deepseek-v3 --timeline turns       | --timeline: stretches of the step are shown in JSON only. | add --format json
            train deepseek-v3 --trace t.txt          | --trace: 't.txt' is no name of a trace.      | end it in .json.
            train deepseek-v3 --trace t.json -o t.json | --trace: the answer is to be written to t.json too. | use another name.
            train deepseek-v3 --format yaml          | --format: there is no format 'yaml'          | one of: table, json, csv, markdown, svg.
            train deepseek-v3 --explain step.second  | --explain: the answer has no 'step.second'.  | you meant step.seconds.
            train deepseek-v3 -o answer              | -o: the name answer does not tell the format. | end it in .txt
            train deepseek-v3 -o a.csv --format json | --format: the format json contradicts        | leave --format out
            train deepseek-v3 -o a.svg --explain step.seconds | -o: there is no picture of an explanation. | write it as table
            catalog list -o a.svg                    | -o: there is no picture of this answer; those of chokepoint train, chokepoint serve, chokepoint validate, chokepoint routing, chokepoint controls map have one. | write it as table
            catalog show h800 --format svg           | --format: there is no picture of this answer | write it as table
            train deepseek-v3 -o /no/such/a.json     | -o: /no/such/a.json can't be written         | make it first
            train deepseek-v3 -o /dev/null --format json | -o: /dev/null is not a file that can be replaced. | leave -o out
            train deepseek-v3 --catalog no-such.yaml | no-such.yaml: there is no such file          | the path is a slip.
            controls                                 | chokepoint controls: needs one of: classify, timeline, table, map, what-if, derate, fleet. | ./chokepoint controls classify
            controls classify                        | ITEM: is missing.                            | see chokepoint controls classify --help.
            controls classify h2000                  | ITEM: there is no chip or memory named 'h2000'. | h200
            controls classify h200 --to Chinaa       | --to: there is no country 'Chinaa'.          | china
            controls classify h200 --hq XX           | --hq: there is no country 'XX'.              | you meant
            controls classify h200 --on-date 2024-02-30 | --on-date: '2024-02-30' is no day of the calendar. | a digit is a slip.
            controls classify h200 --on-date June    | --on-date: 'June' is no day.                 | write it like 2023-11-17.
            controls classify h200 --channel ship    | --channel: 'ship' is none of export, reexport, in-country, remote-access, weights. | one of
            controls classify h200 --end-use war     | --end-use: 'war' is none of civilian, military, supercomputer. | one of
            controls classify h200 --channel weights | ITEM: there is no published run named 'h200' | write their training operations like '2e26 FLOP'.
            controls classify 2e26 --channel weights | ITEM: the training operations (2e26) has no unit | write it like 3e24 FLOP.
            controls timeline h200 --channel weights | --channel: a timeline is of chips or memory. | ask controls classify
            controls table --rule us-2023-11-71      | --rule: there is no rule 'us-2023-11-71'.    | you meant us-2023-11-17
            controls table --on-date 2020-01-01      | --on-date: no rule on chips was enforced on 2020-01-01. | name a rule with --rule.
            controls what-if no-such.yaml            | no-such.yaml: there is no such file.         | the path is a slip.
            controls what-if us-bill-safe-chip       | RULE: there is no rule                       | you meant us-bill-safe-chips
            controls derate                          | DIE: is missing.                             | see chokepoint controls derate --help.
            controls derate gh1000                   | DIE: there is no die named 'gh1000'.         | gh100
            controls derate gh100 --rule us-2022-10-70 | --rule: there is no rule 'us-2022-10-70'.  | you meant us-2022-10-07
            controls derate gh100 --market home      | --market: 'home' is none of datacenter, consumer. | one of
            controls derate gh100 --market consumer  | --market: no consumer chip of NVIDIA GH100 is recorded. | leave it out
            controls derate gh100 --objective cheap  | --objective: 'cheap' is none of train, decode. | one of
            controls fleet us-2026-01-15 --on-date 2026-06-01 | --us-shipments: is missing, and the rule lets go a share of it. | write it like --us-shipments 1M.
            controls fleet us-2026-01-51             | RULE: there is no rule 'us-2026-01-51'.      | you meant us-2026-01-15
            controls fleet us-2026-01-15 --us-shipments -5 | --us-shipments:                        | the sign is a slip.
            controls fleet us-2026-01-15 --us-shipments 1M --on-date 2020-01-01 | --on-date: no rule that it reviews was enforced on 2020-01-01. | a later day
            catalog                                  | chokepoint catalog: needs one of: list, show, check. | ./chokepoint catalog list
            catalog show                             | NAME: is missing.                            | see chokepoint catalog show --help.
            catalog show h8000                       | h800                                         | h800
            catalog list modles                      | modles                                       | models
            """)
    void badInputNamesPlaceAndRemedy(String command, String place, String remedy) {
        Cli cli = Cli.run(Cli.words(command));
        assertThat(cli.err())
                .startsWith("error: ")
                .contains(place)
                .contains("\nMaybe ")
                .contains(remedy);
        assertThat(cli.err().lines().count()).as(cli.err()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.code()).isEqualTo(2);
    }

    @Test
    void withoutFeasibleAnswerTheNearestIsNamed() {
        Cli cli = Cli.run(Cli.words("train llama-3.1-8b --on 8xH100 --mbs 8 --tokens 1T --seq 8192 --format json"));
        assertThat(cli.code()).isEqualTo(3);
        assertThat(cli.err()).startsWith("error: ").contains("\nNearest: ");
        assertThat(cli.out()).startsWith("{\n  \"infeasible\": {\n    \"what\": \"");
    }

    @Test
    void hostMemoryIsTheLastResortBeforeMoreChips() {
        Cli cli = Cli.run(Cli.words("train llama-3.1-8b --on 1xH100 --gbs 8 --tokens 1T --seq 2048"));
        assertThat(cli.code()).isEqualTo(3);
        assertThat(cli.err()).contains("\nNearest: with --offload optimizer it fits, ");
    }

    @Test
    void stragglersAreSlowAndTheirPlaceIsNamed() {
        String words = "train llama-3.1-8b --on 8xH100 --tp 4 --pp 2 --gbs 64 --tokens 1T --seq 2048 --straggler ";
        assertThat(Cli.run(Cli.words(words + "1.1")).out())
                .contains("straggler: hurts most on pipeline rank ")
                .contains("--straggler 1.1");
        Cli faster = Cli.run(Cli.words(words + "0.9"));
        assertThat(faster.code()).isEqualTo(2);
        assertThat(faster.err()).contains("--straggler").contains("Maybe use 1.05.");
    }

    @Test
    void ourOwnFailuresSayHowToSeeMore() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void print(String text) {
                throw new IllegalStateException("broken");
            }
        };
        Main main = new Main(new Screen(out, new PrintStream(err, true, StandardCharsets.UTF_8), false));
        assertThat(main.run("train", "--help")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("error: Chokepoint failed, and that is our fault: java.lang.IllegalStateException: "
                        + "broken\nMaybe ")
                .contains("--debug")
                .doesNotContain("\tat ");
        assertThat(main.run("train", "--help", "--debug")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\tat ");
    }
}
