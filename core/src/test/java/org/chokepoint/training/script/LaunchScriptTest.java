package org.chokepoint.training.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.chokepoint.evidence.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script in, its commands out: words apart by a bar, what is unresolved in angle brackets. */
final class LaunchScriptTest {
    private static String commands(String script) {
        return LaunchScript.read("run.sh", script, option -> option.equals("tp")).commands().stream()
                .map(command -> (command.directive() ? "#" : "")
                        + command.words().stream().map(LaunchScriptTest::shown).collect(Collectors.joining("|")))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(Word word) {
        return word.unresolved().isPresent() ? "<" + word.text() + ">" : word.text();
    }

    private static void reads(String script, String expected) {
        assertThat(commands(script)).isEqualTo(expected.strip());
    }

    @Test
    void f01_wordsQuotesCommentsAndContinuedLines() {
        reads("""
                #!/bin/bash
                run --a 1 \\
                    --b "two words" --c 'single $x' --d=e\\ f  # a comment
                # run --never
                --g 7; next && last | tee log 2>&1 > out
                """, """
                run|--a|1|--b|two words|--c|single $x|--d=e f
                --g|7
                next
                last
                tee|log
                """);
    }

    @Test
    void f02_variablesSplitAtBlanksUnlessQuoted() {
        reads("""
                SIZE=8
                ARGS="
                    --a $SIZE \\
                    --b ${SIZE}0
                "
                run $ARGS "$ARGS" --c "x$SIZE" '$SIZE'
                """, "run|--a|8|--b|80|\n    --a 8     --b 80\n|--c|x8|$SIZE");
    }

    @Test
    void f03_arraysGrowAndStayWords() {
        reads("""
                MODEL=(
                    --name "two words"   # a comment
                    --size 8
                )
                MODEL+=(--more)
                run "${MODEL[@]}" ${NONE[@]} last
                """, "run|--name|two words|--size|8|--more|<$NONE>|last");
    }

    @Test
    void f04_defaultsAndArithmetic() {
        reads("""
                NODES=${NODES:-16}
                GPUS=8
                WORLD=$(($NODES * GPUS))
                DP=$(( WORLD / (8 * 4) ))
                OVERLAP=$(( ($DP > 1 && WORLD != 1) ? 1 : 0 ))
                run --world $WORLD --dp $DP --overlap $OVERLAP --rest $((WORLD % 5 - -1)) --seq ${SEQ:-${LONG:-4096}}
                """, "run|--world|128|--dp|4|--overlap|1|--rest|4|--seq|4096");
    }

    @Test
    void f05_whatOnlyRunningWouldTellStaysOpen() {
        reads(
                """
                HERE=$(dirname "$0")
                run --a $UNSET --b $HERE/x --c `nproc` "$@" --d $((UNSET * 2)) --e ${NAME%.*} `# a comment`
                """,
                "run|--a|<$UNSET>|--b|<$(dirname \"$0\")/x>|--c|<`nproc`>|<$@>|--d|<$((UNSET * 2))>|--e|<${NAME%.*}>");
    }

    @Test
    void f06_settledConditionsAreFollowed() {
        reads("""
                PP=1
                if [ "$PP" == "1" ]; then A="--one"; else A="--more"; fi
                if [[ $PP -gt 1 ]]; then B=--deep; elif [ $PP -eq 1 ]; then B=--flat; else B=--none; fi
                [ -z "" ] && C=--empty
                [ $PP != 1 ] || D=--same
                [ $PP = 2 ] && D=--other
                if (( PP % 2 == 1 && PP < 8 )); then E=--odd; fi
                run $A $B $C $D $E
                """, "run|--one|--flat|--empty|--same|--odd");
    }

    @Test
    void f07_theEnvironmentIsTakenToSetNothing() {
        String script = """
                if [ -z ${VP} ]; then A=--plain; else A="--tp $VP"; fi
                if [[ ${FP8} == 1 ]]; then B=--fp8; fi
                [ "$COUNT" -gt 0 ] || C=--none
                [ -n "${LAYOUT:-}" ] && D=--layout
                run $A $B $C $D
                """;
        reads(script, "run|--plain|--none");
        assertThat(LaunchScript.read("run.sh", script, option -> true).takenAsEmpty())
                .extracting(Word::text)
                .containsExactly("$VP", "$FP8", "$COUNT");
    }

    @Test
    void f08_openConditionsMakeVariablesDoubtful() {
        reads("""
                SIZE=8
                ARGS="--a 1"
                if [ -n "$1" ]; then
                    SIZE=4
                    ARGS="$ARGS --log"
                fi
                run --size $SIZE $ARGS
                """, "run|--size|<$SIZE>|--a|1|<--log>");
    }

    @Test
    void f09_openConditionsMustNotHideWhatMatters() {
        for (String script : new String[] {
            "if [ -n \"$1\" ]; then\n  ARGS+=\" --tp 4\"\nfi\nrun $ARGS",
            "if [ -f x ]; then\n  ARGS+=(--tp 4)\nfi\nrun ${ARGS[@]}",
            "for TP in 1 2\ndo run --tp $TP; done",
            "[ $(hostname) = a ] &&\n  run --tp 4"
        }) {
            assertThatThrownBy(() -> commands(script)).as(script).isInstanceOfSatisfying(Fault.class, fault -> {
                assertThat(fault.at().toString()).startsWith("run.sh:2:");
                assertThat(fault.what()).contains("--tp").contains("depends on line");
                assertThat(fault.maybe()).contains("give the command");
            });
        }
    }

    @Test
    void f10_commandsInsideCommands() {
        reads("""
                LAUNCHER="torchrun --nnodes 4"
                CMD="train.py --a 1 --b 'x|y'"
                srun --label bash -c '$LAUNCHER --rank $RANK $CMD'
                srun bash -c "cd /x && $LAUNCHER $CMD"
                eval $CMD
                echo $CMD
                """, """
                torchrun|--nnodes|4|--rank|<$RANK>|train.py|--a|1|--b|'x|y'
                srun|--label|bash|-c
                cd|/x
                torchrun|--nnodes|4|train.py|--a|1|--b|x|y
                srun|bash|-c
                train.py|--a|1|--b|x|y
                """);
    }

    @Test
    void f11_batchLinesHereDocumentsAndRedirections() {
        reads("""
                #SBATCH --nodes=64
                cat <<EOF > config.json
                { "--tp": 8, 'unclosed }
                EOF
                OMP=1 run --a 1 2> errors >> log < in
                """, """
                #--nodes=64
                run|--a|1
                """);
    }

    @Test
    void f12_casesAreLoops() {
        reads("""
                while [ $# -gt 0 ]; do
                    case $1 in
                        --tp) SIZE=$2; shift ;;
                    esac
                done
                run --size $SIZE
                """, "run|--size|<$SIZE>");
    }

    @Test
    void f13_everyWordKnowsItsPlace() {
        String script = """
                A=8
                ARGS="--x $A \\
                   --y   9"
                MORE=(--z
                   10)
                run $ARGS "${MORE[@]}" --v=$A
                """;
        String places = LaunchScript.read("run.sh", script, option -> false).commands().stream()
                .flatMap(command -> command.words().stream())
                .map(word ->
                        word.text() + "@" + word.at().line() + ":" + word.at().column())
                .collect(Collectors.joining(" "));
        assertThat(places).isEqualTo("run@6:1 --x@2:7 8@1:3 --y@3:4 9@3:10 --z@4:7 10@5:4 --v=8@6:24");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "run --a 'x                      # run.sh:1:9  # quote     # a ' is missing",
                "run --a \"x $Y                  # run.sh:1:9  # quote     # a \" is missing",
                "A=(1 2                          # run.sh:1:1  # bracket of A # a ')'",
                "A=${B                           # run.sh:1:3  # bracket   # a '}'",
                "A=$(date                        # run.sh:1:3  # bracket   # a ')'",
                "A=$B$B; B=${C:-x}${C:-${C       # run.sh:1:23 # bracket   # a '}'"
            })
    void whatIsNotClosedIsRefused(String script, String where, String what, String maybe) {
        assertThatThrownBy(() -> commands(script)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.at()).hasToString(where);
            assertThat(fault.what()).contains(what);
            assertThat(fault.maybe()).contains(maybe);
        });
    }

    @Test
    void variablesThatContainThemselvesEnd() {
        StringBuilder script = new StringBuilder("A=xxxxxxxxxxxxxxxx\n");
        for (int i = 0; i < 40; i++) {
            script.append("A=$A$A\n");
        }
        assertThatThrownBy(() -> commands(script.toString()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("1 MiB");
    }
}
