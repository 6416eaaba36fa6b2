package dev.limpid.lesion.annotation;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code stage_2_train_labels.csv} of the RSNA Pneumonia Detection Challenge: {@code patientId,x,y,width,height,Target}, one row a
 * box, and one row without numbers and Target 0 for an image that has none. The patientId is the name of the file.
 *
 * @param boxes by patientId; an empty list says that there is no opacity
 * @param broken by patientId, why one of its rows is not of this form; such an image has no boxes here
 */
public record RsnaLabels(Map<String, List<Box>> boxes, Map<String, String> broken) {
    /**
     * Reads the table.
     *
     * @throws IOException if it cannot be read, is no table, or lacks a column
     */
    public static RsnaLabels read(Path file) throws IOException {
        CsvTable table = CsvTable.read(file);
        for (String column : List.of("patientId", "x", "y", "width", "height", "Target")) {
            table.require(column);
        }
        Map<String, List<Box>> boxes = new LinkedHashMap<>();
        Map<String, String> broken = new LinkedHashMap<>();
        for (int row = 0; row < table.size(); row++) {
            String patient = table.text(row, "patientId");
            try {
                List<Box> more = boxes(table, row);
                boxes.computeIfAbsent(patient, name -> new ArrayList<>()).addAll(more);
            } catch (ImageFormatException wrong) {
                broken.putIfAbsent(patient, String.valueOf(wrong.getMessage()));
            }
        }
        boxes.keySet().removeAll(broken.keySet());
        return new RsnaLabels(boxes, broken);
    }

    private static List<Box> boxes(CsvTable table, int row) throws ImageFormatException {
        String target = table.text(row, "Target");
        if (target.equals("0")) {
            return List.of();
        }
        if (!target.equals("1")) {
            throw new ImageFormatException(table.where(row) + "Target is 0 or 1, not '" + target + "'");
        }
        double x = table.number(row, "x");
        double y = table.number(row, "y");
        return List.of(
                Sides.box(x, y, x + table.number(row, "width"), y + table.number(row, "height"), table.where(row)));
    }
}
