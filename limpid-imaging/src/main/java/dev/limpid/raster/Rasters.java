package dev.limpid.raster;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.awt.image.Raster;
import java.util.Optional;

/** From the JDK's rasters to planes. */
final class Rasters {
    private Rasters() {}

    /** The samples of band 0 as they are stored. */
    static Slice slice(Raster raster, Unit unit, Optional<PixelSpacing> spacing) {
        int columns = raster.getWidth();
        Slice.Builder builder = Slice.builder(raster.getHeight(), columns, unit);
        spacing.ifPresent(builder::spacing);
        float[] row = new float[columns];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, columns, 1, 0, row);
            builder.row(y, 0, columns, row, 0);
        }
        return builder.build();
    }
}
