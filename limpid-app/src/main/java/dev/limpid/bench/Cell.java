package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageRef;
import java.util.List;

/**
 * All columns on one degraded image: the unit of work that is kept when a run ends early.
 *
 * @param stage {@code matrix} or {@code sweep}
 * @param image the image's name
 * @param pixels of the image
 * @param draw the drawn parameters, as JSON
 * @param drawSeed of the noise
 * @param measured in the order of the columns; a method that failed on the image is missing
 */
record Cell(
        String stage,
        String subset,
        String kind,
        double severity,
        String image,
        String patient,
        long pixels,
        String draw,
        long drawSeed,
        List<Measured> measured) {
    static final String MATRIX = "matrix";
    static final String SWEEP = "sweep";

    /** What a cell is found by. */
    static String key(String stage, String subset, String kind, double severity, String image) {
        return String.join("\t", stage, subset, kind, Numbers.plain(severity), image);
    }

    static String key(String stage, Block block, Corruption corruption, ImageRef ref) {
        return key(stage, block.subset(), corruption.kind().name(), corruption.severity(), ref.name());
    }

    /** What a cell of which some columns failed is found by: kept for the tables, and measured again by the next start. */
    static String partial(String key) {
        return key + "\tpartial";
    }

    String key() {
        return key(stage, subset, kind, severity, image);
    }
}
