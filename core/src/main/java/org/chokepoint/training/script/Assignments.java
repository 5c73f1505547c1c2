package org.chokepoint.training.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** Carries assignments out, under open conditions with caution. */
final class Assignments {
    private static final Pattern FORM = Pattern.compile("([A-Za-z_]\\w*)(\\+?)=(.*)", Pattern.DOTALL);
    private static final List<String> DECLARING = List.of("export", "declare", "local", "readonly", "typeset");

    private final String file;
    private final Variables variables;
    private final Branches branches;
    private final Predicate<String> matters;

    Assignments(String file, Variables variables, Branches branches, Predicate<String> matters) {
        this.file = file;
        this.variables = variables;
        this.branches = branches;
        this.matters = matters;
    }

    /** Carries out a command that only assigns; of any other, returns what stands behind its leading assignments. */
    List<Token.Raw> carryOut(List<Token.Raw> raws) {
        boolean declares = DECLARING.contains(raws.get(0).plain());
        int leading = 0;
        while (leading < raws.size() && form(raws.get(leading)).isPresent()) {
            leading++;
        }
        if (!declares && leading < raws.size()) {
            return raws.subList(leading, raws.size());
        }
        raws.forEach(raw -> form(raw).ifPresent(form -> assign(form, raw)));
        return List.of();
    }

    /** Passes over a command that does not run. */
    void skip(List<Token.Raw> raws) {
        raws.forEach(raw -> form(raw).ifPresent(form -> variables.mention(form.group(1))));
    }

    private static Optional<Matcher> form(Token.Raw raw) {
        if (raw.parts().get(0) instanceof Part.Literal text && !text.quoted()) {
            Matcher matcher = FORM.matcher(text.text());
            return matcher.matches() ? Optional.of(matcher) : Optional.empty();
        }
        return Optional.empty();
    }

    private void assign(Matcher form, Token.Raw raw) {
        String name = form.group(1);
        boolean append = !form.group(2).isEmpty();
        List<Part> parts = new ArrayList<>(raw.parts());
        Location at = raw.at();
        Location value = new Location(at.file(), at.line(), at.column() + form.start(3));
        Part.Literal text = (Part.Literal) parts.get(0);
        parts.set(0, new Part.Literal(form.group(3), value, false, text.unresolved()));
        switch (branches.runs()) {
            case YES:
                variables.assign(name, variables.expand(parts), append);
                break;
            case UNTOLD:
                refuse(Run.words(own(parts, Optional.empty())));
                if (append || parts.stream().anyMatch(part -> refers(part, name))) {
                    variables.assign(name, own(parts, Optional.of(why())), append);
                } else {
                    variables.doubt(name, branches.untold());
                }
                break;
            default:
                variables.mention(name);
                break;
        }
    }

    void assignArray(Token.ArrayStart array, List<Token.Raw> raws) {
        switch (branches.runs()) {
            case YES:
                List<List<Run>> items = new ArrayList<>();
                raws.forEach(raw -> variables.words(raw.parts()).forEach(word -> items.add(item(word))));
                variables.assignArray(array.name(), items, array.append());
                break;
            case UNTOLD:
                List<List<Run>> doubtful = new ArrayList<>();
                for (Token.Raw raw : raws) {
                    refuse(Run.words(own(raw.parts(), Optional.empty())));
                    Run.words(own(raw.parts(), Optional.of(why()))).forEach(word -> doubtful.add(item(word)));
                }
                if (array.append()) {
                    variables.assignArray(array.name(), doubtful, true);
                } else {
                    variables.doubt(array.name(), branches.untold());
                }
                break;
            default:
                variables.mention(array.name());
                break;
        }
    }

    private static List<Run> item(Word word) {
        return List.of(new Run(word.text(), word.at(), true, word.unresolved()));
    }

    private static boolean refers(Part part, String name) {
        return part instanceof Part.Reference reference && reference.name().equals(name);
    }

    private String why() {
        return "an argument that depends on the condition in line "
                + branches.untold().line();
    }

    /**
     * What parts stand for, where what is written here itself, unlike what variables bring, is marked.
     *
     * @param why the mark; without one, what variables bring is left out
     */
    private List<Run> own(List<Part> parts, Optional<String> why) {
        List<Run> runs = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Literal text) {
                runs.add(new Run(text.text(), text.at(), false, why));
            } else if (why.isPresent()) {
                runs.addAll(variables.expand(List.of(part)));
            } else {
                runs.add(new Run("$", part.at(), true, why));
            }
        }
        return runs;
    }

    /** Refuses options that matter where it can't be told whether they are given. */
    void refuse(List<Word> words) {
        for (Word word : words) {
            if (word.isOption() && matters.test(word.option())) {
                throw new Fault(
                        word.at(),
                        "whether --" + word.option() + " is given depends on line "
                                + branches.untold().line() + ", which " + file + " alone does not settle.",
                        "set the variables of that line above it, or give the command that the script runs.");
            }
        }
    }
}
