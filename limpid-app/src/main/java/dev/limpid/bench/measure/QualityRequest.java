package dev.limpid.bench.measure;

import dev.limpid.physics.Insert;
import dev.limpid.physics.Window;
import java.util.List;

/**
 * What is measured of images.
 *
 * @param regions where noise is measured, all of one size; empty to find such places
 * @param inserts whose edges and contrast are measured
 * @param findInserts whether the images show a phantom whose inserts are to be found
 * @param repeats whether all images are scans of the same object
 */
public record QualityRequest(List<Window> regions, List<Insert> inserts, boolean findInserts, boolean repeats) {
    /** @throws IllegalArgumentException if regions differ in size */
    public QualityRequest {
        regions = List.copyOf(regions);
        inserts = List.copyOf(inserts);
        for (Window region : regions) {
            if (region.rows() != regions.get(0).rows()
                    || region.columns() != regions.get(0).columns()) {
                throw new IllegalArgumentException(
                        "regions of several sizes have no spectrum in common: give all --region the same width and height");
            }
        }
    }
}
