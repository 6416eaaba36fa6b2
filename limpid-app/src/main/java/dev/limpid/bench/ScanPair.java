package dev.limpid.bench;

import dev.limpid.batch.Problem;
import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Section;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The plane of lower dose that belongs to a plane of full dose. */
final class ScanPair {
    private static final double SAME_MM = 0.01;

    private ScanPair() {}

    /**
     * Reads it.
     *
     * @param frames of the full dose's file
     * @throws ImageFormatException if it is of another size, unit, spacing or place, naming which
     */
    static Slice read(ImageRef ref, Modality said, Slice clean, int frames) throws IOException {
        Path file = ref.degraded().orElseThrow();
        try (StoredImage low = ImageFormats.open(file, said)) {
            if (low.frames() != frames) {
                throw unlike(file, "planes", String.valueOf(frames), String.valueOf(low.frames()));
            }
            Slice plane = low.frame(ref.frame());
            requireSame(file, "size", size(clean), size(plane));
            requireSame(file, "unit", clean.unit().symbol(), plane.unit().symbol());
            if (!near(clean.spacing(), plane.spacing())) {
                throw unlike(file, "pixel spacing", show(clean.spacing()), show(plane.spacing()));
            }
            if (!sameSection(clean.section(), plane.section())) {
                throw unlike(file, "place", show(clean.section()), show(plane.section()));
            }
            return plane;
        }
    }

    private static String size(Slice slice) {
        return slice.rows() + " x " + slice.columns();
    }

    private static void requireSame(Path file, String what, String full, String low) throws ImageFormatException {
        if (!full.equals(low)) {
            throw unlike(file, what, full, low);
        }
    }

    private static boolean near(Optional<PixelSpacing> full, Optional<PixelSpacing> low) {
        return full.isEmpty()
                || low.isEmpty()
                || (Math.abs(full.get().rowMm() / low.get().rowMm() - 1) < 1e-3
                        && Math.abs(full.get().columnMm() / low.get().columnMm() - 1) < 1e-3);
    }

    private static boolean sameSection(Optional<Section> full, Optional<Section> low) {
        return full.isEmpty()
                || low.isEmpty()
                || Math.abs(full.get().positionMm() - low.get().positionMm()) < SAME_MM;
    }

    private static String show(Optional<?> value) {
        return value.map(Object::toString).orElse("not given");
    }

    private static ImageFormatException unlike(Path file, String what, String full, String low) {
        return new ImageFormatException("is no pair with " + Problem.show(file) + ", which has another " + what + ": "
                + low + " instead of " + full);
    }
}
