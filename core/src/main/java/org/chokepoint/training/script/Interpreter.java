package org.chokepoint.training.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.chokepoint.evidence.Fault;

/** Follows a script from command to command. */
final class Interpreter {
    /** Commands whose words are no arguments of anything. */
    private static final List<String> SAYING = List.of("echo", "printf", "cat", "set", "logger");

    private static final int DEEPEST = 8;

    private final Variables variables = new Variables();
    private final Branches branches = new Branches();
    private final Assignments assignments;
    private final List<Command> commands = new ArrayList<>();
    private int depth;

    Interpreter(String file, Predicate<String> matters) {
        this.assignments = new Assignments(file, variables, branches, matters);
    }

    List<Command> commands() {
        return commands;
    }

    List<Definition> definitions() {
        return variables.definitions();
    }

    /** Variables that tests took to be empty, since the file does not set them. */
    List<Word> takenAsEmpty() {
        return variables.takenAsEmpty();
    }

    void run(List<Token> tokens) {
        List<Token.Raw> words = new ArrayList<>();
        String joined = Lexer.LINE_END;
        boolean redirected = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token instanceof Token.Raw word) {
                if (!redirected) {
                    words.add(word);
                }
                redirected = false;
            } else if (token instanceof Token.ArrayStart array) {
                i = array(array, tokens, i + 1);
            } else if (token instanceof Token.Operator operator) {
                redirected = operator.symbol().equals(Lexer.REDIRECTION);
                boolean goesOn = words.isEmpty() && operator.symbol().equals(Lexer.LINE_END) && isChain(joined);
                boolean pattern = operator.symbol().equals(")") && words.size() == 1; // of a case
                if (!redirected && !pattern) {
                    command(words, joined);
                }
                if (!redirected && !goesOn) {
                    joined = operator.symbol();
                    words.clear();
                }
            }
        }
    }

    /** Whether an operator joins a command to the one before. */
    private static boolean isChain(String operator) {
        return operator.equals("&&") || operator.equals("||");
    }

    private int array(Token.ArrayStart array, List<Token> tokens, int from) {
        List<Token.Raw> raws = new ArrayList<>();
        int i = from;
        while (i < tokens.size() && !isClosing(tokens.get(i))) {
            if (tokens.get(i) instanceof Token.Raw raw) {
                raws.add(raw);
            }
            i++;
        }
        if (i == tokens.size()) {
            throw new Fault(array.at(), "the bracket of " + array.name() + " is not closed.", "a ')' is missing.");
        }
        assignments.assignArray(array, raws);
        return i;
    }

    private static boolean isClosing(Token token) {
        return token instanceof Token.Operator operator && operator.symbol().equals(")");
    }

    private void command(List<Token.Raw> raws, String joined) {
        List<Token.Raw> words = new ArrayList<>(raws);
        while (!words.isEmpty()
                && branches.keyword(words.get(0).plain(), words.get(0).at())) {
            words.remove(0);
        }
        if (words.isEmpty()) {
            return;
        }
        Optional<Branches.Runs> said = branches.test();
        branches.tested(Optional.empty());
        if (joined.equals(Lexer.DIRECTIVE)) {
            commands.add(new Command(expanded(words), true));
        } else if (isChain(joined)) {
            chained(words, said, joined.equals("&&"));
        } else {
            simple(words);
        }
    }

    /** A command behind another, which it follows if that one succeeds, or if it fails. */
    private void chained(List<Token.Raw> words, Optional<Branches.Runs> said, boolean success) {
        Branches.Runs before = said.orElse(Branches.Runs.YES);
        if (before == Branches.Runs.UNTOLD) {
            branches.open(words.get(0).at());
            simple(words);
            branches.close();
            branches.tested(said);
        } else if (before == Branches.Runs.YES == success) {
            simple(words);
        } else {
            assignments.skip(words);
            branches.tested(said);
        }
    }

    private List<Word> expanded(List<Token.Raw> raws) {
        List<Word> words = new ArrayList<>();
        raws.forEach(raw -> words.addAll(variables.words(raw.parts())));
        return words;
    }

    private void simple(List<Token.Raw> raws) {
        List<Token.Raw> rest = assignments.carryOut(raws);
        if (rest.isEmpty()) {
            return;
        }
        List<Word> words = expanded(rest);
        if (words.isEmpty() || SAYING.contains(words.get(0).text())) {
            return;
        }
        if (Condition.isTest(words.get(0).text())) {
            List<Word> tested = new ArrayList<>();
            rest.forEach(raw -> tested.addAll(variables.tested(raw.parts())));
            branches.tested(Optional.of(Condition.holds(tested)));
        } else if (words.get(0).text().equals("unset")) {
            words.forEach(word -> variables.unset(word.text()));
        } else {
            call(rest, words);
        }
    }

    private void call(List<Token.Raw> raws, List<Word> words) {
        Branches.Runs runs = branches.runs();
        if (runs == Branches.Runs.UNTOLD) {
            assignments.refuse(words);
        }
        if (runs != Branches.Runs.YES) {
            return;
        }
        if (words.get(0).text().equals("eval")) {
            List<Run> inside = new ArrayList<>();
            for (Word word : words.subList(1, words.size())) {
                inside.add(new Run(word.text(), word.at(), false, word.unresolved()));
                inside.add(Run.BETWEEN);
            }
            within(inside, words.get(0));
            return;
        }
        List<Token.Raw> outside = new ArrayList<>();
        for (int i = 0; i < raws.size(); i++) {
            boolean shell =
                    i > 1 && isShell(raws.get(i - 2).plain(), raws.get(i - 1).plain());
            if (shell) {
                within(variables.expand(raws.get(i).parts()), words.get(0));
            } else {
                outside.add(raws.get(i));
            }
        }
        commands.add(new Command(expanded(outside), false));
    }

    /** Whether a word is the name of a shell and the next one says that a command follows. */
    private static boolean isShell(String name, String flag) {
        return name.matches("(.*/)?(ba|da|z)?sh") && flag.matches("-[a-z]*c");
    }

    /** Reads text that is a script itself. */
    private void within(List<Run> runs, Word caller) {
        if (++depth > DEEPEST) {
            throw new Fault(caller.at(), "commands are nested too deeply.", "a variable contains itself.");
        }
        run(new Lexer(runs).tokens());
        depth--;
    }
}
