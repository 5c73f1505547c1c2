package org.chokepoint.controls;

import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.MemoryStack;

/** The real catalog's rules and chips, as tests ask for them. */
final class Cases {
    static final Catalog CATALOG = Checkout.catalog();
    static final Rulebook BOOK = Rulebook.read(CATALOG);
    static final Location HERE = Location.of("test");

    private Cases() {}

    static Item chip(String name) {
        Entry<Accelerator> entry = CATALOG.find(Accelerator.KIND, name, HERE);
        return Items.of(entry.value(), entry.provenance());
    }

    static Item memory(String name) {
        Entry<MemoryStack> entry = CATALOG.find(MemoryStack.KIND, name, HERE);
        return Items.of(entry.value(), entry.provenance());
    }

    static Transaction to(String country, String day) {
        return new Transaction(country, country, Channel.EXPORT, EndUse.CIVILIAN, false, day);
    }

    static CheckedRule rule(String name) {
        return BOOK.named(name, HERE);
    }

    static RuleVerdict verdict(String rule, Item item, Transaction deal) {
        return RuleVerdict.of(rule(rule), item, deal, BOOK.destinations());
    }

    static Classification classify(Item item, Transaction deal) {
        return Classification.of(CATALOG, BOOK, item, deal);
    }
}
