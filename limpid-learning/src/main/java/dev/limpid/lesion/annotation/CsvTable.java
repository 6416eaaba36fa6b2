package dev.limpid.lesion.annotation;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table with a head and fields that may stand in quotes (RFC 4180; no line breaks within fields). */
final class CsvTable {
    private static final long MOST_BYTES = 256L << 20;

    private final Path file;
    private final List<String> head;
    private final List<List<String>> rows;

    private CsvTable(Path file, List<String> head, List<List<String>> rows) {
        this.file = file;
        this.head = head;
        this.rows = rows;
    }

    static CsvTable read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new ImageFormatException(file + " is larger than 256 MB, so it is no table of labels");
        }
        // Bytes that are no UTF-8 are no reason to refuse: keys and numbers are ASCII.
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.isEmpty()) {
            throw new ImageFormatException(file + " is empty; it should be a table with a head");
        }
        List<String> head = fields(lines.get(0));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> fields = fields(lines.get(i));
            if (fields.size() != head.size()) {
                throw new ImageFormatException(
                        file + ": row " + i + " has " + fields.size() + " fields, the head " + head.size());
            }
            rows.add(fields);
        }
        return new CsvTable(file, head, rows);
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else if (c != '\uFEFF') {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }

    int size() {
        return rows.size();
    }

    boolean has(String column) {
        return head.contains(column);
    }

    /** @throws ImageFormatException if there is no such column */
    void require(String column) throws ImageFormatException {
        if (!has(column)) {
            throw new ImageFormatException(file + " has no column '" + column + "'; it has " + String.join(", ", head));
        }
    }

    /** @throws ImageFormatException if there is no such column */
    String text(int row, String column) throws ImageFormatException {
        require(column);
        return rows.get(row).get(head.indexOf(column));
    }

    /** @throws ImageFormatException if there is no such column, or no finite number in it */
    double number(int row, String column) throws ImageFormatException {
        return number(text(row, column), row, column);
    }

    double number(String text, int row, String column) throws ImageFormatException {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new ImageFormatException(wrong(row, column, text), e);
        }
        throw new ImageFormatException(wrong(row, column, text));
    }

    private String wrong(int row, String column, String text) {
        return where(row) + "'" + column + "' should be a number, not '" + text + "'";
    }

    /** {@code FILE: row 3: }, for messages. */
    String where(int row) {
        return file + ": row " + (row + 1) + ": ";
    }
}
