package org.chokepoint.catalog;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML into a located tree from parser events (not from composed nodes, whose building recurses without bound).
 * One document; anchors, aliases, tags, duplicate keys and deep nesting are faults, so that a file says what it seems to.
 */
public final class YamlTree {
    private static final int DEEPEST = 40;

    private final String file;
    private final Iterator<Event> events;

    private YamlTree(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    /**
     * Reads one YAML document.
     *
     * @param file name for messages
     * @throws Fault if the text is not one plain YAML document
     */
    public static Tree read(String file, String text) {
        LoadSettings settings =
                LoadSettings.builder().setLabel(file).setUseMarks(true).build();
        try {
            YamlTree reader =
                    new YamlTree(file, new Parse(settings).parseString(text).iterator());
            return reader.document();
        } catch (MarkedYamlEngineException e) {
            Location at = e.getProblemMark().map(mark -> reader(file, mark)).orElse(Location.of(file));
            throw new Fault(at, "not valid YAML: " + e.getProblem() + ".", "an indentation, colon or quote is wrong.");
        } catch (YamlEngineException e) {
            throw new Fault(Location.of(file), "not valid YAML: " + e.getMessage() + ".", "the file is not text.");
        }
    }

    private static Location reader(String file, Mark mark) {
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Tree document() {
        events.next();
        Event start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            throw new Fault(
                    at(start), "expected a YAML document, found nothing.", "the file is empty or all comments.");
        }
        Tree tree = value(events.next(), 0);
        events.next();
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw new Fault(at(end), "found a second document.", "a line of --- is to be removed.");
        }
        return tree;
    }

    private Tree value(Event event, int depth) {
        Location at = at(event);
        if (depth > DEEPEST) {
            throw new Fault(at, "nested deeper than " + DEEPEST + " levels.", "a bracket is not closed.");
        }
        if (event instanceof CollectionStartEvent start) {
            refuse(start.getAnchor().isPresent() || start.getTag().isPresent(), at);
        }
        switch (event.getEventId()) {
            case Scalar:
                return scalar((ScalarEvent) event, at);
            case SequenceStart:
                List<Tree> items = new ArrayList<>();
                for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
                    items.add(value(next, depth + 1));
                }
                return Tree.list(at, items);
            case MappingStart:
                return mapping(at, depth);
            default:
                throw new Fault(at, "aliases and anchors are not supported.", "the value is to be written out.");
        }
    }

    private Tree scalar(ScalarEvent event, Location at) {
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        refuse(event.getAnchor().isPresent() || event.getTag().isPresent(), at);
        String text = event.getValue();
        boolean empty = plain && (text.isEmpty() || text.equals("null") || text.equals("~"));
        return empty ? Tree.nothing(at) : Tree.text(at, text, !plain);
    }

    private static void refuse(boolean marked, Location at) {
        if (marked) {
            throw new Fault(at, "anchors and tags are not supported.", "the & or ! belongs into quotes.");
        }
    }

    private Tree mapping(Location at, int depth) {
        LinkedHashMap<String, Tree> entries = new LinkedHashMap<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            Location keyAt = at(next);
            if (next.getEventId() != Event.ID.Scalar) {
                throw new Fault(keyAt, "a key must be a single word.", "a bracket is misplaced.");
            }
            ScalarEvent word = (ScalarEvent) next;
            refuse(word.getAnchor().isPresent() || word.getTag().isPresent(), keyAt);
            String key = word.getValue();
            if (entries.containsKey(key)) {
                throw new Fault(keyAt, "the key '" + key + "' stands twice.", "one of them is to be removed.");
            }
            entries.put(key, value(events.next(), depth + 1));
        }
        return Tree.mapping(at, entries);
    }

    private Location at(Event event) {
        Optional<Mark> mark = event.getStartMark();
        return mark.map(m -> reader(file, m)).orElse(Location.of(file));
    }
}
