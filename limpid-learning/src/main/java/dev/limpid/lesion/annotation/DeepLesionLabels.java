package dev.limpid.lesion.annotation;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.PixelSpacing;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code DL_info.csv} of DeepLesion (Yan et al., J Med Imaging 5(3), 2018): one row a lesion, with {@code File_name} (of its key
 * slice), {@code Patient_index}, {@code Bounding_boxes} ("x0, y0, x1, y1" in pixels), {@code Train_Val_Test} (1, 2, 3) and {@code
 * Spacing_mm_px_} ("x, y, z" in mm, the only place that says it). Only key slices are annotated, and not all lesions on them, as
 * its authors say.
 */
public final class DeepLesionLabels {
    private static final int SIDES = 4;
    private static final int AXES = 3;
    private static final String SPACING = "Spacing_mm_px_";

    private DeepLesionLabels() {}

    /** What is said of one slice; no spacing where the table has no such column. */
    public record Slice(String patient, Split split, List<Box> boxes, Optional<PixelSpacing> spacing) {}

    /**
     * Slices by {@code File_name}, e.g. {@code 000001_01_01_109.png}.
     *
     * @throws IOException if it cannot be read, or a row is not of this form, saying which
     */
    public static Map<String, Slice> read(Path file) throws IOException {
        CsvTable table = CsvTable.read(file);
        Map<String, Slice> slices = new LinkedHashMap<>();
        for (int row = 0; row < table.size(); row++) {
            Split split = split(table, row);
            String patient = table.text(row, "Patient_index");
            Optional<PixelSpacing> spacing = spacing(table, row);
            slices.computeIfAbsent(
                            table.text(row, "File_name"), name -> new Slice(patient, split, new ArrayList<>(), spacing))
                    .boxes()
                    .add(box(table, row));
        }
        return slices;
    }

    private static Box box(CsvTable table, int row) throws ImageFormatException {
        double[] values = numbers(table, row, "Bounding_boxes", SIDES);
        return Sides.box(values[0], values[1], values[2], values[3], table.where(row));
    }

    private static Optional<PixelSpacing> spacing(CsvTable table, int row) throws ImageFormatException {
        if (!table.has(SPACING)) {
            return Optional.empty();
        }
        double[] mm = numbers(table, row, SPACING, AXES);
        if (!(mm[0] > 0 && mm[1] > 0)) {
            throw new ImageFormatException(table.where(row) + SPACING + " should be above 0");
        }
        return Optional.of(new PixelSpacing(mm[1], mm[0]));
    }

    private static double[] numbers(CsvTable table, int row, String column, int count) throws ImageFormatException {
        String[] parts = table.text(row, column).split(",", -1);
        if (parts.length != count) {
            throw new ImageFormatException(
                    table.where(row) + column + ": " + count + " numbers, not '" + String.join(",", parts) + "'");
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = table.number(parts[i].strip(), row, column);
        }
        return values;
    }

    private static Split split(CsvTable table, int row) throws ImageFormatException {
        String number = table.text(row, "Train_Val_Test");
        return switch (number) {
            case "1" -> Split.TRAIN;
            case "2" -> Split.VAL;
            case "3" -> Split.TEST;
            default ->
                throw new ImageFormatException(table.where(row) + "Train_Val_Test is 1, 2 or 3, not '" + number + "'");
        };
    }
}
