package org.chokepoint.catalog;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;

/**
 * A CSV table with a header. A cell that is empty says nothing; what a cell says must be of the kind that is asked for.
 *
 * @param file name for messages
 * @param columns header
 * @param rows rows in order
 */
public record Csv(String file, List<String> columns, List<Csv.Row> rows) {
    public Csv {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Reads a table.
     *
     * @param file name for messages
     * @throws Fault if it is not CSV, or a column comes twice
     */
    public static Csv read(String file, String text) {
        List<String> columns = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord record : csv) {
                Location at = new Location(file, (int) record.getStartingLineNumber(), 1);
                if (columns.isEmpty()) {
                    columns.addAll(record.getHeader());
                }
                rows.add(new Row(at, record.getFieldsAsMap()));
            }
        } catch (CsvParseException e) {
            String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new Fault(Location.of(file), "not valid CSV: " + why, "a quote is not closed.");
        } catch (IllegalStateException e) {
            throw new Fault(Location.of(file), "not valid CSV: " + e.getMessage() + ".", "a column comes twice.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rows.isEmpty()) {
            throw new Fault(Location.of(file), "holds no rows.", "it is another file.");
        }
        return new Csv(file, columns, rows);
    }

    /**
     * Refuses a table that lacks columns.
     *
     * @throws Fault naming the first that is missing
     */
    public void require(List<String> needed) {
        for (String column : needed) {
            if (!columns.contains(column)) {
                throw new Fault(
                        new Location(file, 1, 1),
                        "the column '" + column + "' is missing.",
                        Nearest.remedy(column, columns));
            }
        }
    }

    /**
     * A row.
     *
     * @param at where it begins
     * @param cells cells by column
     */
    public record Row(Location at, Map<String, String> cells) {
        public Row {
            cells = new LinkedHashMap<>(cells);
        }

        /** Text of a cell, blanks at its ends taken off; empty if the cell is or the table lacks the column. */
        public String text(String column) {
            String cell = cells.get(column);
            return cell == null ? "" : cell.strip();
        }

        /** Text of a cell that says something. */
        public Optional<String> said(String column) {
            String text = text(column);
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }

        /**
         * A cell's number.
         *
         * @throws Fault if it is no finite number
         */
        public OptionalDouble number(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                return OptionalDouble.empty();
            }
            try {
                double value = Double.parseDouble(text);
                if (!Double.isNaN(value) && !Double.isInfinite(value) && !text.matches(".*[dDfFxX].*")) {
                    return OptionalDouble.of(value);
                }
            } catch (NumberFormatException e) {
                // told below, with its place
            }
            throw fault(column, "a number", "a unit stands in the cell.");
        }

        /**
         * A cell's whole number.
         *
         * @throws Fault if it is none, or beyond ±2³¹
         */
        public OptionalInt whole(String column) {
            OptionalDouble number = number(column);
            if (number.isEmpty()) {
                return OptionalInt.empty();
            }
            double value = number.getAsDouble();
            if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
                throw fault(column, "a whole number", "the columns are shifted.");
            }
            return OptionalInt.of((int) value);
        }

        /**
         * A cell's yes or no: 1 or 0, true or false, yes or no.
         *
         * @throws Fault if it is neither
         */
        public Optional<Boolean> flag(String column) {
            switch (text(column).toLowerCase(Locale.ROOT)) {
                case "":
                    return Optional.empty();
                case "1":
                case "true":
                case "yes":
                    return Optional.of(true);
                case "0":
                case "false":
                case "no":
                    return Optional.of(false);
                default:
                    throw fault(column, "1 or 0", "the columns are shifted.");
            }
        }

        /** A fault at a cell. */
        public Fault fault(String column, String expected, String maybe) {
            String what = column + ": expected " + expected + ", found '" + text(column) + "'.";
            return new Fault(at, what, maybe);
        }
    }
}
