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
 */
public final class RsnaLabels {
    private RsnaLabels() {}

    /**
     * Boxes by patientId; an empty list says that there is no opacity.
     *
     * @throws IOException if it cannot be read, or a row is not of this form, saying which
     */
    public static Map<String, List<Box>> read(Path file) throws IOException {
        CsvTable table = CsvTable.read(file);
        Map<String, List<Box>> boxes = new LinkedHashMap<>();
        for (int row = 0; row < table.size(); row++) {
            List<Box> of = boxes.computeIfAbsent(table.text(row, "patientId"), name -> new ArrayList<>());
            String target = table.text(row, "Target");
            if (target.equals("0")) {
                continue;
            }
            if (!target.equals("1")) {
                throw new ImageFormatException(table.where(row) + "Target is 0 or 1, not '" + target + "'");
            }
            double x = table.number(row, "x");
            double y = table.number(row, "y");
            of.add(Sides.box(x, y, x + table.number(row, "width"), y + table.number(row, "height"), table.where(row)));
        }
        return boxes;
    }
}
