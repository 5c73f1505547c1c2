package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;

/** Countries, and the groups to which rules count them by day. Hong Kong is treated as China, Macau is not. */
public final class Destinations {
    /** Table of countries in the catalog. */
    public static final String FILE = "countries.csv";

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> codes = new LinkedHashMap<>();
    private final Map<String, String> treatedAs = new LinkedHashMap<>();
    private final Map<String, Entry<CountryGroup>> groups = new LinkedHashMap<>();

    private Destinations() {}

    /**
     * Reads countries and groups.
     *
     * @throws Fault if a group has a member that is no country, or a day is none
     */
    public static Destinations read(Catalog catalog) {
        Destinations read = new Destinations();
        Csv table = Csv.read(catalog.shown(FILE), catalog.table(FILE));
        table.require(List.of("code", "name", "treated_as", "other_names"));
        for (Csv.Row row : table.rows()) {
            String code = row.text("code");
            read.names.put(code, row.text("name"));
            read.codes.put(Catalog.normal(code), code);
            read.codes.put(Catalog.normal(row.text("name")), code);
            for (String other : row.text("other_names").split(";", -1)) {
                read.codes.put(Catalog.normal(other), code);
            }
            row.said("treated_as").ifPresent(as -> read.treatedAs.put(code, as));
        }
        for (Entry<CountryGroup> entry : catalog.all(CountryGroup.KIND)) {
            read.check(entry);
            read.groups.put(entry.id(), entry);
        }
        return read;
    }

    private void check(Entry<CountryGroup> entry) {
        List<String> all = new ArrayList<>(entry.value().members());
        for (CountryGroup.Change change : entry.value().changes()) {
            all.add(change.country());
            change.from().ifPresent(day -> Day.check(day, entry.tree().fields().at("changes")));
            change.until().ifPresent(day -> Day.check(day, entry.tree().fields().at("changes")));
        }
        for (String member : all) {
            if (!names.containsKey(member)) {
                throw new Fault(
                        entry.tree().fields().at("members"),
                        "the member '" + member + "' is no country.",
                        Nearest.remedy(member, names.keySet()));
            }
        }
    }

    /**
     * Code of a country by code or name, as rules treat it.
     *
     * @throws Fault if there is none
     */
    public String country(String written, Location at) {
        String code = codes.get(Catalog.normal(written));
        if (code == null) {
            throw new Fault(
                    at,
                    "there is no country '" + written + "'.",
                    Nearest.remedy(Catalog.normal(written), codes.keySet()));
        }
        return treatedAs.getOrDefault(code, code);
    }

    /** Name of a country. */
    public String name(String code) {
        return names.get(code);
    }

    /** All codes but those that are treated as another. */
    public List<String> countries() {
        return names.keySet().stream()
                .filter(code -> !treatedAs.containsKey(code))
                .toList();
    }

    /** Whether a word is a group or a country. */
    boolean knows(String word) {
        return groups.containsKey(word) || names.containsKey(word);
    }

    /** Words that {@link #knows} knows. */
    List<String> words() {
        List<String> words = new ArrayList<>(groups.keySet());
        words.addAll(names.keySet());
        return words;
    }

    /** The first group or country of a list that a country belongs to on a day. */
    public Optional<String> in(List<String> list, String country, String day) {
        for (String word : list) {
            Entry<CountryGroup> group = groups.get(word);
            if (group != null ? group.value().has(country, day) : word.equals(country)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /** How a group or country is called. */
    public String called(String word) {
        return groups.containsKey(word)
                ? groups.get(word).value().name()
                : names.getOrDefault(word.toUpperCase(Locale.ROOT), word);
    }

    /** Records of groups. */
    public List<Entry<CountryGroup>> groups() {
        return List.copyOf(groups.values());
    }
}
