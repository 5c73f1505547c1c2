package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.Kind;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.serving.Engine;

/**
 * The constants that a fit may move: those of tier {@code fitted}. Records that have the same value for the same reason share
 * one parameter.
 */
final class FreeConstants {
    /** Ranges of constants hold 80 %: a normal variable lies within 1.2816 standard deviations of its centre so often. */
    private static final double HALF_RANGE = 1.2815515655446004;

    private final List<Free> all = new ArrayList<>();

    private FreeConstants() {}

    /**
     * A parameter.
     *
     * @param kind kind of the records that hold it
     * @param layer l1, l2 or l3
     * @param key key of the constant: {@code kernel.wide}, {@code host_seconds}
     * @param holders ids of the calibrations or stacks that share it
     * @param constant value, range and reason
     * @param centre of its prior
     */
    record Free(Kind<?> kind, String layer, String key, List<String> holders, Constant constant, double centre) {
        /** Path for people: its key and who holds it. */
        String path() {
            return key + " of " + String.join(", ", holders);
        }

        Parameter parameter() {
            double spread = StrictMath.log(constant.high() / constant.low()) / (2 * HALF_RANGE);
            return new Parameter(path(), layer, centre, constant.low(), constant.high(), spread);
        }

        /** Whether a machine's times may depend on it. */
        boolean touches(Machine machine) {
            String holder = layer.equals("l3")
                    ? machine.stack().id()
                    : machine.calibration().id();
            return holders.contains(holder);
        }
    }

    /** Those of engines in a catalog. */
    static FreeConstants ofEngines(Catalog catalog) {
        FreeConstants free = new FreeConstants();
        engines(free, catalog, each -> each.tier() == Constant.Tier.FITTED);
        return free;
    }

    private static void engines(FreeConstants free, Catalog catalog, Predicate<Constant> wanted) {
        Map<List<Object>, Free> known = new LinkedHashMap<>();
        for (Entry<Engine> entry : catalog.all(Engine.KIND)) {
            entry.value().constants().forEach((key, constant) -> {
                if (wanted.test(constant)) {
                    add(known, Engine.KIND, "l3", key, entry.id(), constant);
                }
            });
        }
        free.all.addAll(known.values());
    }

    /** Those of a catalog in the given layers, calibrations before stacks. */
    static FreeConstants of(Catalog catalog, List<String> layers) {
        return among(catalog, each -> each.tier() == Constant.Tier.FITTED, layers);
    }

    /** All constants of a catalog, whatever their tier. */
    static FreeConstants every(Catalog catalog) {
        return among(catalog, each -> true, CalibrationFit.LAYERS);
    }

    /** Constants that were chosen by looking at measurements. */
    static FreeConstants chosen(Catalog catalog) {
        FreeConstants chosen = among(catalog, Constant::chosenByMeasurement, CalibrationFit.LAYERS);
        engines(chosen, catalog, Constant::chosenByMeasurement);
        return chosen;
    }

    /** Constants of a section that were read off tables of kernels or collectives, and may be elsewhere. */
    static FreeConstants measured(Catalog catalog, String section) {
        FreeConstants free = among(catalog, each -> each.tier() == Constant.Tier.MEASURED, CalibrationFit.LAYERS);
        free.all.removeIf(each -> !each.key().startsWith(section)
                || each.constant().low() <= 0
                || each.constant().low() == each.constant().high());
        return free;
    }

    private static FreeConstants among(Catalog catalog, Predicate<Constant> wanted, List<String> layers) {
        FreeConstants free = new FreeConstants();
        Map<List<Object>, Free> known = new LinkedHashMap<>();
        for (Entry<Calibration> entry : catalog.all(Calibration.KIND)) {
            entry.value().constants().forEach((key, constant) -> {
                if (wanted.test(constant)) {
                    add(known, Calibration.KIND, key.startsWith("fabric.") ? "l2" : "l1", key, entry.id(), constant);
                }
            });
        }
        for (Entry<Stack> entry : catalog.all(Stack.KIND)) {
            entry.value().constants().forEach((key, constant) -> {
                if (wanted.test(constant)) {
                    add(known, Stack.KIND, "l3", key, entry.id(), constant);
                }
            });
        }
        known.values().stream().filter(each -> layers.contains(each.layer())).forEach(free.all::add);
        return free;
    }

    /** Those of the fabric of one machine, whatever their tier, each around its value. */
    static FreeConstants ofFabric(Machine machine) {
        FreeConstants free = new FreeConstants();
        List<String> family = List.of(machine.calibration().id());
        machine.calibration().constants().forEach((key, constant) -> {
            if (key.startsWith("fabric.") && constant.low() > 0 && constant.low() < constant.high()) {
                free.all.add(new Free(Calibration.KIND, "l2", key, family, constant, constant.value()));
            }
        });
        return free;
    }

    /** Those of fabric and stack of one machine, whatever their tier, each around its value. */
    static FreeConstants around(Machine machine) {
        FreeConstants free = ofFabric(machine);
        List<String> stack = List.of(machine.stack().id());
        machine.stack().constants().forEach((key, constant) -> {
            if (constant.low() > 0 && constant.low() < constant.high()) {
                free.all.add(new Free(Stack.KIND, "l3", key, stack, constant, constant.value()));
            }
        });
        return free;
    }

    private static void add(
            Map<List<Object>, Free> known, Kind<?> kind, String layer, String key, String holder, Constant constant) {
        List<Object> shared = List.of(kind, key, constant.value(), constant.why());
        Free same = known.get(shared);
        List<String> holders = new ArrayList<>(same == null ? List.of() : same.holders());
        holders.add(holder);
        double centre = Math.sqrt(constant.low() * constant.high());
        known.put(shared, new Free(kind, layer, key, holders, constant, centre));
    }

    List<Free> all() {
        return all;
    }

    List<Parameter> parameters() {
        return all.stream().map(Free::parameter).toList();
    }

    /** What each is. */
    List<CalibrationFit.Constant> described() {
        return all.stream()
                .map(each -> new CalibrationFit.Constant(
                        each.kind(),
                        each.layer(),
                        each.key(),
                        each.holders(),
                        each.constant().value(),
                        each.constant().why()))
                .toList();
    }

    /** A chip family with the constants that it has among these at other values. */
    Calibration with(Calibration family, double[] values) {
        Calibration moved = family;
        for (int p = 0; p < values.length; p++) {
            if (all.get(p).holders().contains(family.id())) {
                moved = moved.with(all.get(p).key(), values[p]);
            }
        }
        return moved;
    }

    /** An engine with the constants that it has among these at other values. */
    Engine with(Engine engine, double[] values) {
        Engine moved = engine;
        for (int p = 0; p < values.length; p++) {
            if (all.get(p).kind().equals(Engine.KIND) && all.get(p).holders().contains(engine.id())) {
                moved = moved.with(all.get(p).key(), values[p]);
            }
        }
        return moved;
    }

    /** A machine with the constants that it has among these at other values. */
    Machine with(Machine machine, double[] values) {
        Calibration calibration = machine.calibration();
        Stack stack = machine.stack();
        for (int p = 0; p < values.length; p++) {
            Free free = all.get(p);
            if (free.touches(machine)) {
                if (free.layer().equals("l3")) {
                    stack = stack.with(free.key(), values[p]);
                } else {
                    calibration = calibration.with(free.key(), values[p]);
                }
            }
        }
        return new Machine(machine.chip(), machine.cluster(), calibration, stack);
    }
}
