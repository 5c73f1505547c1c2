package org.chokepoint.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.util.List;

/** A call of a method or constructor, or a reference to one such as {@code HashMap::new}. */
record Call(JavaClass from, JavaClass owner, String name, List<String> parameters) {
    private static final List<String> FLOATING_POINT = List.of("double", "float", "[D", "[F");

    static Call of(JavaCodeUnitAccess<?> access) {
        List<String> parameters = access.getTarget().getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .toList();
        return new Call(access.getOriginOwner(), access.getTargetOwner(), access.getName(), parameters);
    }

    boolean isOn(String className) {
        return owner.getName().equals(className);
    }

    boolean isOneOf(String className, String... names) {
        return isOn(className) && List.of(names).contains(name);
    }

    boolean isInPackage(String packageName) {
        return owner.getPackageName().equals(packageName);
    }

    boolean isConstruction() {
        return name.equals(JavaConstructor.CONSTRUCTOR_NAME);
    }

    boolean takesFloatingPoint() {
        return parameters.stream().anyMatch(FLOATING_POINT::contains);
    }
}
