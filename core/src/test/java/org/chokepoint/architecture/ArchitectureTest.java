package org.chokepoint.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The rules of the house that bytecode shows, held over all of core. */
@AnalyzeClasses(packages = Rooms.HOUSE, importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final List<String> EMPTY_WORDS =
            List.of("util", "utils", "impl", "manager", "managers", "helper", "helpers", "common", "misc");

    @ArchTest
    static final ArchRule rooms_import_only_from_rooms_above = classes()
            .that()
            .doNotHaveSimpleName("package-info")
            .should(Rooms.importOnlyFromRoomsAbove())
            .because("data flows one way through the house, see ARCHITECTURE.md")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule mathematics_is_exact = classes()
            .should(Determinism.useOnlyExactMath())
            .because("Math.tanh, exp, log and their like differ between Java versions and processors")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_clock_and_no_hidden_seed = classes()
            .should(Determinism.readNoClockAndNoHiddenSeed())
            .because("the same question has the same answer; random streams are keyed by seed, purpose and index")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule doubles_become_text_in_one_place = classes()
            .should(Determinism.leaveTheTextOfDoublesToFigure())
            .because("Double.toString differs between Java 17 and later ones, and formats differ between locales")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule collections_have_an_order = classes()
            .should(Determinism.keepCollectionsInOrder())
            .because("hash orders are accidents, and those of Set.of and Map.of change with every run")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_parallel_streams = classes()
            .should(Determinism.useNoParallelStreams())
            .because("the number of threads must not show in an answer")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_static_state = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(arePlain())
            .should()
            .beFinal()
            .because("two questions asked at once must not see each other")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule types_are_closed = classes()
            .that(arePlain())
            .should(beClosed())
            .because("values are records, closed sets are sealed or enums, classes are final")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packages_bear_nouns_of_the_field = classes()
            .should(standInNoPackageNamedAfterNothing())
            .because("a package is named after what it is about")
            .allowEmptyShould(true);

    /** What somebody wrote as a type: neither made by the compiler, nor an anonymous body, nor a package's comment. */
    private static DescribedPredicate<JavaClass> arePlain() {
        return DescribedPredicate.describe(
                "are written as types",
                type -> !type.isAnonymousClass()
                        && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !type.getSimpleName().equals("package-info"));
    }

    private static ArchCondition<JavaClass> beClosed() {
        return new ArchCondition<>("be final, sealed, a record, an enum or an interface") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean closed = type.isRecord()
                        || type.isEnum()
                        || type.isInterface()
                        || type.isSealed()
                        || type.getModifiers().contains(JavaModifier.FINAL);
                if (!closed) {
                    events.add(SimpleConditionEvent.violated(
                            type,
                            type.getName() + " is open to subclasses. Maybe make it final, or sealed if abstract."));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> standInNoPackageNamedAfterNothing() {
        return new ArchCondition<>("stand in no package named " + String.join(", ", EMPTY_WORDS)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (String word : type.getPackageName().split("\\.", -1)) {
                    if (EMPTY_WORDS.contains(word)) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " stands in a package named \"" + word + "\"."));
                    }
                }
            }
        };
    }
}
