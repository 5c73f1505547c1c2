package org.chokepoint.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;

/**
 * The way through the house. A room is a package right below {@code org.chokepoint}, with all packages below it; data flows
 * down the list, so a room imports only from rooms above it.
 */
final class Rooms {
    static final String HOUSE = "org.chokepoint";

    /** Top to bottom, as ARCHITECTURE.md lists them. A room may be missing: not all are built yet. */
    static final List<String> IN_ORDER = List.of(
            "evidence",
            "units",
            "catalog",
            "model",
            "machine",
            "routing",
            "economics",
            "controls",
            "training",
            "search",
            "serving",
            "posttraining",
            "validation",
            "ladder",
            "progress",
            "procurement",
            "redesign",
            "forecast",
            "study",
            "claims",
            "sweep");

    /** Rooms that may see less than all that stands above them: a rule judges machines, whatever runs on them. */
    static final Map<String, List<String>> RESTRICTED =
            Map.of("controls", List.of("units", "evidence", "catalog", "machine"));

    private Rooms() {}

    static ArchCondition<JavaClass> importOnlyFromRoomsAbove() {
        return new ArchCondition<>("import only from rooms above their own") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                String room = roomOf(from);
                if (!IN_ORDER.contains(room)) {
                    events.add(SimpleConditionEvent.violated(
                            from,
                            from.getName() + " stands in \"" + room
                                    + "\", which is no room. Maybe add it to Rooms.IN_ORDER and to ARCHITECTURE.md."));
                    return;
                }
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    JavaClass to = dependency.getTargetClass().getBaseComponentType();
                    if (isInHouse(to) && !mayImport(room, roomOf(to))) {
                        events.add(SimpleConditionEvent.violated(
                                dependency,
                                "\"" + room + "\" must not import from \"" + roomOf(to) + "\": "
                                        + dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean mayImport(String room, String other) {
        if (room.equals(other)) {
            return true;
        }
        List<String> above = RESTRICTED.getOrDefault(room, IN_ORDER.subList(0, IN_ORDER.indexOf(room)));
        return above.contains(other);
    }

    static boolean isInHouse(JavaClass javaClass) {
        return javaClass.getPackageName().equals(HOUSE)
                || javaClass.getPackageName().startsWith(HOUSE + ".");
    }

    /** The first package name below the house, or nothing for the house itself. */
    static String roomOf(JavaClass javaClass) {
        String below = javaClass.getPackageName().substring(HOUSE.length());
        if (below.isEmpty()) {
            return "";
        }
        int end = below.indexOf('.', 1);
        return end < 0 ? below.substring(1) : below.substring(1, end);
    }
}
