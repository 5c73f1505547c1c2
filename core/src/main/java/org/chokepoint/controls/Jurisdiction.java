package org.chokepoint.controls;

import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;

/**
 * Whether the Export Administration Regulations reach an item at all (15 CFR 734.3 and 734.9).
 *
 * @param subject whether they do
 * @param basis on what ground
 * @param because why, a sentence
 */
public record Jurisdiction(Truth subject, Basis basis, String because) {
    /** Table of foundries in the catalog. */
    public static final String FOUNDRIES = "foundries.csv";

    private static final String UNITED_STATES = "US";

    /** Grounds. */
    public enum Basis {
        /** It is in the United States or leaves it. */
        US_EXPORT("export from the US"),
        /** A US maker's design: product of US technology or software. */
        US_ORIGIN("US origin"),
        /** Made abroad by tools that are products of US technology (foreign-direct-product rules). */
        FOREIGN_DIRECT_PRODUCT("foreign direct product"),
        /** Neither. */
        NEITHER("not subject"),
        /** Nothing is known of where it comes from. */
        UNKNOWN("unknown"),
        /** Nothing moves: access over a network is no export of the item. */
        NO_TRANSFER("no transfer");

        private final String words;

        Basis(String words) {
            this.words = words;
        }

        /** As people say it. */
        public String words() {
            return words;
        }
    }

    /** On what ground a transaction with an item is subject to the regulations. */
    static Jurisdiction of(Catalog catalog, Item item, Transaction deal) {
        switch (deal.channel()) {
            case EXPORT:
                return new Jurisdiction(Truth.YES, Basis.US_EXPORT, "It leaves the United States.");
            case WEIGHTS:
                return new Jurisdiction(Truth.YES, Basis.US_EXPORT, "Weights are taken to leave the United States.");
            case REMOTE_ACCESS:
                return new Jurisdiction(
                        Truth.NO,
                        Basis.NO_TRANSFER,
                        "Access over a network moves no item, so no rule in force reaches it by that alone.");
            default:
                return abroad(catalog, item);
        }
    }

    private static Jurisdiction abroad(Catalog catalog, Item item) {
        Optional<String> maker = item.origin().headquarters();
        if (maker.filter(UNITED_STATES::equals).isPresent()) {
            return new Jurisdiction(
                    Truth.YES,
                    Basis.US_ORIGIN,
                    "Its maker is in the United States, so it is a product of US technology.");
        }
        Optional<String> foundry = item.origin().foundry();
        if (foundry.isEmpty()) {
            return new Jurisdiction(Truth.UNKNOWN, Basis.UNKNOWN, "It is not recorded who made its dies.");
        }
        Csv table = Csv.read(catalog.shown(FOUNDRIES), catalog.table(FOUNDRIES));
        table.require(List.of("foundry", "us_tools", "why"));
        for (Csv.Row row : table.rows()) {
            if (row.text("foundry").equals(foundry.get())) {
                boolean tools = row.flag("us_tools").orElse(false);
                String made = foundry.get() + " made its dies: " + row.text("why") + ".";
                return new Jurisdiction(Truth.of(tools), tools ? Basis.FOREIGN_DIRECT_PRODUCT : Basis.NEITHER, made);
            }
        }
        return new Jurisdiction(
                Truth.UNKNOWN, Basis.UNKNOWN, "Nothing is recorded of the tools of " + foundry.get() + ".");
    }
}
