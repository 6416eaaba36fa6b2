package dev.limpid.lesion.annotation;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code DL_info.csv} of DeepLesion (Yan et al., J Med Imaging 5(3), 2018): one row a lesion, with {@code File_name} (of its key
 * slice), {@code Patient_index}, {@code Bounding_boxes} ("x0, y0, x1, y1" in pixels) and {@code Train_Val_Test} (1, 2, 3). Only key
 * slices are annotated, and not all lesions on them, as its authors say.
 */
public final class DeepLesionLabels {
    private static final int SIDES = 4;

    private DeepLesionLabels() {}

    /** What is said of one slice. */
    public record Slice(String patient, Split split, List<Box> boxes) {}

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
            slices.computeIfAbsent(table.text(row, "File_name"), name -> new Slice(patient, split, new ArrayList<>()))
                    .boxes()
                    .add(box(table, row));
        }
        return slices;
    }

    private static Box box(CsvTable table, int row) throws ImageFormatException {
        String[] sides = table.text(row, "Bounding_boxes").split(",", -1);
        if (sides.length != SIDES) {
            throw new ImageFormatException(
                    table.where(row) + "Bounding_boxes are four numbers, not '" + String.join(",", sides) + "'");
        }
        double[] values = new double[SIDES];
        for (int i = 0; i < SIDES; i++) {
            values[i] = table.number(sides[i].strip(), row, "Bounding_boxes");
        }
        return Sides.box(values[0], values[1], values[2], values[3], table.where(row));
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
