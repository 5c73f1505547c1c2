package org.chokepoint.units;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A unit that users may write: its dimension and its value in that dimension's inside unit. Decimal prefixes are powers
 * of 1000 and binary ones of 1024: GB is not GiB, bit is not byte.
 *
 * @param symbol as written
 * @param dimension what it measures
 * @param factor inside units in one of it, exact
 */
public record Unit(String symbol, Dimension dimension, BigDecimal factor) {
    private static final List<Unit> BASES = List.of(
            unit("FLOP/s", Dimension.COMPUTE_RATE, "1"),
            unit("FLOPS", Dimension.COMPUTE_RATE, "1"),
            unit("OP/s", Dimension.COMPUTE_RATE, "1"),
            unit("FLOP", Dimension.COMPUTE, "1"),
            unit("B/s", Dimension.BYTE_RATE, "1"),
            unit("bit/s", Dimension.BYTE_RATE, "0.125"),
            unit("bps", Dimension.BYTE_RATE, "0.125"),
            unit("B", Dimension.BYTES, "1"),
            unit("W", Dimension.POWER, "1"),
            unit("Wh", Dimension.ENERGY, "3600"),
            unit("J", Dimension.ENERGY, "1"),
            unit("USD/Wh", Dimension.ENERGY_PRICE, "0.0002777777777777777777777777777777778"),
            unit("s", Dimension.TIME, "1"),
            unit("Hz", Dimension.FREQUENCY, "1"),
            unit("m2", Dimension.AREA, "1"),
            unit("m", Dimension.LENGTH, "1"));

    private static final List<Unit> WHOLES = List.of(
            unit("USD/kWh", Dimension.ENERGY_PRICE, "0.0000002777777777777777777777777777777778"),
            unit("mm2", Dimension.AREA, "0.000001"),
            unit("mm²", Dimension.AREA, "0.000001"),
            unit("TPP", Dimension.PROCESSING, "1"),
            unit("TPP/mm2", Dimension.PROCESSING_DENSITY, "1000000"),
            unit("TPP/mm²", Dimension.PROCESSING_DENSITY, "1000000"),
            unit("GB/s/mm2", Dimension.BANDWIDTH_DENSITY, "1000000000000000"),
            unit("GB/s/mm²", Dimension.BANDWIDTH_DENSITY, "1000000000000000"),
            unit("min", Dimension.TIME, "60"),
            unit("h", Dimension.TIME, "3600"),
            unit("hours", Dimension.TIME, "3600"),
            unit("d", Dimension.TIME, "86400"),
            unit("days", Dimension.TIME, "86400"),
            unit("USD/GPU-h", Dimension.HOURLY_PRICE, "1"),
            unit("USD/h", Dimension.HOURLY_PRICE, "1"),
            unit("$/h", Dimension.HOURLY_PRICE, "1"),
            unit("USD", Dimension.MONEY, "1"),
            unit("$", Dimension.MONEY, "1"),
            unit("tokens", Dimension.TOKENS, "1"),
            unit("sequences", Dimension.SEQUENCES, "1"),
            unit("seqs", Dimension.SEQUENCES, "1"),
            unit("%", Dimension.RATIO, "0.01"));

    private static final List<Prefix> PREFIXES = List.of(
            new Prefix("Ki", BigDecimal.valueOf(1L << 10)),
            new Prefix("Mi", BigDecimal.valueOf(1L << 20)),
            new Prefix("Gi", BigDecimal.valueOf(1L << 30)),
            new Prefix("Ti", BigDecimal.valueOf(1L << 40)),
            new Prefix("Pi", BigDecimal.valueOf(1L << 50)),
            new Prefix("n", BigDecimal.ONE.movePointLeft(9)),
            new Prefix("µ", BigDecimal.ONE.movePointLeft(6)),
            new Prefix("μ", BigDecimal.ONE.movePointLeft(6)),
            new Prefix("u", BigDecimal.ONE.movePointLeft(6)),
            new Prefix("m", BigDecimal.ONE.movePointLeft(3)),
            new Prefix("k", BigDecimal.ONE.movePointRight(3)),
            new Prefix("K", BigDecimal.ONE.movePointRight(3)),
            new Prefix("M", BigDecimal.ONE.movePointRight(6)),
            new Prefix("G", BigDecimal.ONE.movePointRight(9)),
            new Prefix("B", BigDecimal.ONE.movePointRight(9)),
            new Prefix("T", BigDecimal.ONE.movePointRight(12)),
            new Prefix("P", BigDecimal.ONE.movePointRight(15)),
            new Prefix("E", BigDecimal.ONE.movePointRight(18)),
            new Prefix("Z", BigDecimal.ONE.movePointRight(21)));

    private record Prefix(String symbol, BigDecimal factor) {}

    private static Unit unit(String symbol, Dimension dimension, String factor) {
        return new Unit(symbol, dimension, new BigDecimal(factor));
    }

    /**
     * Looks a written unit up, e.g. {@code GB/s}, {@code GiB}, {@code kWh}.
     *
     * @return empty if there is no such unit
     */
    public static Optional<Unit> of(String written) {
        for (Unit unit : WHOLES) {
            if (unit.symbol.equals(written)) {
                return Optional.of(unit);
            }
        }
        for (Unit base : BASES) {
            if (!written.endsWith(base.symbol)) {
                continue;
            }
            String before = written.substring(0, written.length() - base.symbol.length());
            Optional<BigDecimal> factor = before.isEmpty() ? Optional.of(BigDecimal.ONE) : prefix(before);
            if (factor.isPresent() && !before.equals("B")) {
                return Optional.of(new Unit(written, base.dimension, base.factor.multiply(factor.get())));
            }
        }
        return Optional.empty();
    }

    /** A magnitude suffix of a count: k, M, B or G, T, and so on; binary ones too. */
    static Optional<BigDecimal> prefix(String written) {
        return PREFIXES.stream()
                .filter(prefix -> prefix.symbol.equals(written))
                .map(Prefix::factor)
                .findFirst();
    }
}
