package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.controls.Channel;
import org.chokepoint.controls.Day;
import org.chokepoint.controls.EndUse;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Items;
import org.chokepoint.controls.Rulebook;
import org.chokepoint.controls.Transaction;
import org.chokepoint.controls.Truth;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.evidence.Source;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.MemoryStack;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Parameters;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.training.RunPreset;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;

/** Reads what questions on export controls have in common. */
final class ControlsInputs {
    /** Said on every answer. */
    static final String NOTICE = "Information, not legal advice.";

    private static final String CHINA = "CN";
    private static final Location ITEM = Location.of("ITEM");

    private final Catalog catalog;
    private final Rulebook book;
    private final List<String> notes = new ArrayList<>();
    private final List<Evidence.Used> used = new ArrayList<>();

    ControlsInputs(Catalog catalog) {
        this.catalog = catalog;
        this.book = Rulebook.read(catalog);
    }

    Rulebook book() {
        return book;
    }

    /** What was assumed. */
    List<String> notes() {
        return notes;
    }

    /** Records of the item. */
    List<Evidence.Used> used() {
        return used;
    }

    Transaction deal(
            Optional<String> to,
            Optional<String> headquarters,
            Optional<String> onDate,
            Channel channel,
            EndUse use,
            boolean listed) {
        String country = to.map(word -> book.destinations().country(word, Location.of("--to")))
                .orElse(CHINA);
        String parent = headquarters
                .map(word -> book.destinations().country(word, Location.of("--hq")))
                .orElse(country);
        return new Transaction(country, parent, channel, use, listed, day(onDate));
    }

    Transaction deal(Optional<String> to, Optional<String> onDate) {
        return deal(to, Optional.empty(), onDate, Channel.EXPORT, EndUse.CIVILIAN, false);
    }

    private String day(Optional<String> written) {
        String reviewed = book.reviewedUntil();
        if (written.isEmpty()) {
            notes.add("no day was given, so it is " + reviewed + ", until when the rules of the catalog were reviewed");
            return reviewed;
        }
        String day = Day.check(written.get(), Location.of("--on-date"));
        if (day.compareTo(reviewed) > 0) {
            notes.add("the rules of the catalog were reviewed until " + reviewed + "; what came after is not known");
        }
        return day;
    }

    Channel channel(Optional<String> written, Channel otherwise) {
        return written.map(word -> constant(word, Channel.values(), "--channel"))
                .orElse(otherwise);
    }

    EndUse use(Optional<String> written) {
        return written.map(word -> constant(word, EndUse.values(), "--end-use")).orElse(EndUse.CIVILIAN);
    }

    private static <E extends Enum<E>> E constant(String word, E[] all, String option) {
        List<String> words = new ArrayList<>();
        for (E each : all) {
            words.add(AnswerTree.word(each));
            if (AnswerTree.word(each).equals(word.strip().toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new Fault(
                Location.of(option),
                "'" + word + "' is none of " + String.join(", ", words) + ".",
                Nearest.remedy(word, words));
    }

    /** A chip or a memory package. */
    Item goods(String name) {
        Optional<Entry<Accelerator>> chip = catalog.lookUp(Accelerator.KIND, name);
        if (chip.isPresent()) {
            used.add(Using.used(chip.get()));
            return Items.of(chip.get().value(), chip.get().provenance());
        }
        Optional<Entry<MemoryStack>> memory = catalog.lookUp(MemoryStack.KIND, name);
        if (memory.isPresent()) {
            used.add(Using.used(memory.get()));
            return Items.of(memory.get().value(), memory.get().provenance());
        }
        List<String> names = catalog.names(Accelerator.KIND);
        names.addAll(catalog.names(MemoryStack.KIND));
        throw new Fault(ITEM, "there is no chip or memory named '" + name + "'.", Nearest.remedy(name, names));
    }

    /** The record of a chip, if the item is one. */
    Optional<Entry<Accelerator>> chip(String name) {
        return catalog.lookUp(Accelerator.KIND, name);
    }

    /** All chips. */
    List<Entry<Accelerator>> chips() {
        return catalog.all(Accelerator.KIND);
    }

    /** Weights of a published run, or of so many operations. */
    Item weights(String name) {
        Optional<Entry<RunPreset>> run = catalog.lookUp(RunPreset.KIND, name);
        if (run.isPresent()) {
            used.add(Using.used(run.get()));
            RunPreset preset = run.get().value();
            ModelRecord model =
                    catalog.find(ModelRecord.KIND, preset.model(), ITEM).value();
            Parameters parameters =
                    HuggingFaceImport.read(model.id(), model.config()).network().parameters();
            double operations = 6 * parameters.active() * preset.tokens();
            Source source = new Source("6 × active parameters × tokens of the run", "none", "", Grade.DERIVED);
            return Items.weights(preset.id(), "the weights of " + preset.name(), operations, Truth.UNKNOWN, source);
        }
        if (!name.strip().matches("[0-9.].*")) {
            throw new Fault(
                    ITEM,
                    "there is no published run named '" + name + "', and weights are those of a run.",
                    "write their training operations like '2e26 FLOP'.");
        }
        double operations = Quantity.positive(name, Dimension.COMPUTE, "the training operations", ITEM);
        notes.add("weights of which only the operations are given are taken not to be published");
        Source source = new Source("the question", "none", "", Grade.ASSUMPTION);
        return Items.weights("weights", "weights of " + name.strip(), operations, Truth.NO, source);
    }
}
