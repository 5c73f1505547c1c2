package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every command prints, on the frozen catalog. */
final class GoldenTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            train.txt            | train deepseek-v3
            train.json           | train deepseek-v3 --format json
            train.csv            | train deepseek-v3 --format csv
            train.md             | train deepseek-v3 --format markdown
            train.svg            | train deepseek-v3 --format svg
            train-asked.txt      | train llama-3.1-8b --on 256xH100 --tokens 15T --seq 8192 --tp 2 --overhead '2 %'
            train-no-rent.txt    | train deepseek-v3 --on 2048xH20
            train-strategy.txt   | train llama-3.1-8b --on 128xH100 --strategy src/test/resources/strategy/llama-3.1-8b.sh
            emit-megatron.txt    | train deepseek-v3 --emit megatron
            emit-torchtitan.txt  | train deepseek-v3 --emit torchtitan
            explain-step.txt     | train deepseek-v3 --explain step.seconds
            explain-step.csv     | train deepseek-v3 --explain step.tokens_per_second_per_gpu --format csv
            explain-capacity.md  | train deepseek-v3 --explain memory.capacity_bytes --format markdown
            post-train.txt       | train deepseek-r1
            post-train.json      | train deepseek-r1-zero --format json
            post-train.csv       | train deepseek-r1 --format csv
            post-train.md        | train deepseek-r1 --on 1024xH800 --overlap asynchronous --format markdown
            search.txt           | search llama-3.1-8b --on 64xH100 --tokens 1T --global-batch 512 --why tp=8
            search.json          | search llama-3.1-8b --on 64xH100 --tokens 1T --global-batch 512 --top 2 --format json
            search.csv           | search llama-3.1-8b --on 64xH100,64xH800 --tokens 1T --global-batch 512 --format csv
            search.md            | search llama-3.1-8b --on 64xH100,128xH100 --tokens 1T --global-batch 512 --pareto time,gpus --target 6d --binds --tp 1,2 --cp 1 --format markdown
            search-emit.txt      | search llama-3.1-8b --on 64xH100 --tokens 1T --global-batch 512 --schedule 1f1b,interleaved --emit megatron
            serve.txt            | serve deepseek-v3 --on 16xH100 --input 4k --output 1k --ttft 2s --tpot 50ms --weights fp8
            serve.json           | serve llama-3.1-8b --on 2xH100 --input 1000 --output 500 --tpot 20ms --aggregated --format json
            serve.csv            | serve llama-3.1-8b --on 4xH800 --input 2k --output 256 --prefix-hit '50 %' --format csv
            serve.md             | serve deepseek-v3 --on 16xH20 --input 4k --output 1k --weights fp8 --drafts 1 --acceptance 0.85 --dp 16 --ep 16 --two-batch-overlap --concurrency 512 --format markdown
            serve.svg            | serve llama-3.1-8b --on 8xH100 --input 2000 --output 250 --tpot 15ms --engine vllm --weights bf16 --rent '2 USD/h' --format svg
            serve-rate.txt       | serve llama-3.1-8b --on 2xH100 --input 1000 --output 250 --tpot 20ms --aggregated --rate 4 --arrivals gamma --cv 2 --count 400
            help-serve.txt       | serve --help
            ladder.txt           | ladder llama-3.1-8b --rungs h100,h800,h20 --gpus 64 --global-batch 512 --stock h20=1000
            ladder.json          | ladder llama-3.1-8b --rungs h800 --gpus 64 --global-batch 512 --format json
            ladder-decode.txt    | ladder deepseek-v3 --workload decode --rungs h100,h800,h20
            ladder-prefill.json  | ladder llama-3.1-8b --workload prefill --rungs h20 --gpus 2 --format json
            help-ladder.txt      | ladder --help
            help-search.txt      | search --help
            validate-log.txt     | validate --log src/test/resources/log/llama-3.1-8b.log --strategy src/test/resources/strategy/llama-3.1-8b.sh --on 128xH100
            validate-log.json    | validate --log src/test/resources/log/llama-3.1-8b.log --strategy src/test/resources/strategy/llama-3.1-8b.sh --on H100 --format json
            validate-log.csv     | validate --log src/test/resources/log/llama-3.1-8b.log --strategy src/test/resources/strategy/llama-3.1-8b.sh --on H100 --format csv
            validate-log.md      | validate --log src/test/resources/log/llama-3.1-8b.log --strategy src/test/resources/strategy/llama-3.1-8b.sh --on H100 --format markdown
            routing.txt          | routing deepseek-v3
            routing.json         | routing deepseek-v3 --router node-limited --steps 4 --format json
            routing.csv          | routing deepseek-v3 --ep 8 --capacity-factor 1.25 --steps 4 --format csv
            train-router.txt     | train deepseek-v3 --router bias
            help-routing.txt     | routing --help
            help-validate.txt    | validate --help
            controls-classify.txt  | controls classify h200 --to CN --on-date 2026-09-01
            controls-classify.json | controls classify h200 --to SG --hq CN --on-date 2025-06-01 --format json
            controls-classify.csv  | controls classify h200 --format csv
            controls-unknown.txt   | controls classify h20 --on-date 2024-06-01
            controls-memory.md     | controls classify hbm3 --to MO --on-date 2025-06-01 --format markdown
            controls-timeline.txt  | controls timeline h200
            controls-timeline.json | controls timeline h800 --format json
            controls-timeline.csv  | controls timeline h200 --format csv
            controls-table.txt     | controls table --rule us-2023-11-17
            controls-table.json    | controls table --rule us-2022-10-07 --format json
            controls-table.csv     | controls table --rule us-2023-11-17 --format csv
            controls-map.txt       | controls map
            controls-map.json      | controls map --rule us-2025-04-09 --format json
            controls-map.svg       | controls map --rule us-2023-11-17 --format svg
            controls-what-if.txt   | controls what-if us-bill-safe-chips
            controls-what-if.json  | controls what-if us-2023-11-17 --against us-2022-10-07 --format json
            controls-what-if.csv   | controls what-if us-2023-11-17 --against us-2022-10-07 --format csv
            controls-derate.txt    | controls derate gh100 --rule us-2023-11-17 --for llama-3.1-8b --gpus 64 --new-die
            controls-derate.json   | controls derate gh100 --rule us-2024-04-04 --for llama-3.1-8b --gpus 64 --objective decode --format json
            controls-derate.csv    | controls derate gh100 --rule us-2023-11-17 --for llama-3.1-8b --gpus 64 --format csv
            help-derate.txt        | controls derate --help
            controls-fleet.txt     | controls fleet us-2026-01-15 --chip h200 --us-shipments 1M
            controls-fleet.json    | controls fleet us-2025-01-13 --chip h100 --to IN --for llama-3.1-8b --format json
            controls-fleet.csv     | controls fleet us-2026-01-15 --chip h200 --us-shipments 1M --vendor 300K --on-date 2026-06-01 --format csv
            help-fleet.txt         | controls fleet --help
            help-controls.txt      | controls --help
            help-classify.txt      | controls classify --help
            help-what-if.txt       | controls what-if --help
            catalog-list.txt     | catalog list
            catalog-models.txt   | catalog list models
            catalog-models.csv   | catalog list models --format csv
            catalog-models.json  | catalog list models --format json
            catalog-show.txt     | catalog show h800
            catalog-show.md      | catalog show h800 --format markdown
            catalog-check.txt    | catalog check
            help.txt             | --help
            help-train.txt       | train --help
            help-catalog.txt     | catalog --help
            help-list.txt        | catalog list --help
            help-show.txt        | catalog show --help
            help-check.txt       | catalog check --help
            help-completion.txt  | completion --help
            """)
    void prints(String file, String command) throws IOException {
        Cli cli = Cli.run(Cli.words(command));
        assertThat(cli.err()).isEmpty();
        assertThat(cli.code()).isZero();
        Golden.check(file, cli.out());
    }
}
