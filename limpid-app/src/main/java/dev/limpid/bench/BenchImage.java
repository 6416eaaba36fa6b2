package dev.limpid.bench;

import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One plane to measure on, as it is.
 *
 * @param range the interval that counts as [0, 1]
 * @param window what errors are looked at in, where that is less than the range: values beyond it look as its ends do
 * @param orientation for pictures
 * @param scanned the plane as it was scanned with a lower dose, in data sets of pairs
 */
record BenchImage(
        ImageRef ref,
        Modality modality,
        IntensityRange range,
        Optional<IntensityRange> window,
        PlaneOrientation orientation,
        Slice clean,
        Optional<Slice> scanned) {
    /** The interval whose width is the peak of what is seen. */
    IntensityRange scale() {
        return window.orElse(range);
    }

    /** A plane as the window shows it. */
    Slice seen(Slice plane) {
        if (window.isEmpty()) {
            return plane;
        }
        Slice.Builder clipped = plane.like();
        for (int i = 0; i < plane.size(); i++) {
            clipped.set(i, Math.max(scale().low(), Math.min(scale().high(), plane.at(i))));
        }
        return clipped.build();
    }

    /** Whether the window shows nothing of the clean plane: all of it is black, or all of it white, as a slice of air is. */
    boolean blank() {
        boolean black = true;
        boolean white = true;
        for (int i = 0; i < clean.size() && window.isPresent(); i++) {
            black &= clean.isPadding(i) || clean.at(i) <= scale().low();
            white &= clean.isPadding(i) || clean.at(i) >= scale().high();
        }
        return window.isPresent() && (black || white);
    }

    /**
     * Reads planes; the file read last stays open, so that the planes of a volume, asked for in ascending order, are
     * decoded once. One thread at a time.
     */
    static final class Source implements AutoCloseable {
        private final Modality said;
        private final Optional<IntensityRange> given;
        private final Optional<IntensityRange> window;
        private Optional<Path> path = Optional.empty();
        private Optional<StoredImage> open = Optional.empty();

        /**
         * @param said what files show that do not say it
         * @param given the range, empty for each file's own
         * @param window see {@link BenchImage#window}
         */
        Source(Modality said, Optional<IntensityRange> given, Optional<IntensityRange> window) {
            this.said = said;
            this.given = given;
            this.window = window;
        }

        /** @throws IOException if the plane cannot be read or its range is not known */
        BenchImage read(ImageRef ref) throws IOException {
            if (!path.equals(Optional.of(ref.file()))) {
                close();
                open = Optional.of(ImageFormats.open(ref.file(), said));
                path = Optional.of(ref.file());
            }
            StoredImage stored = open.orElseThrow();
            Optional<IntensityRange> known = given.isPresent() ? given : stored.range();
            IntensityRange range =
                    known.orElseThrow(() -> new IOException("does not say its intensity range; give one by --range"));
            Modality modality = stored.modality() == Modality.OTHER ? said : stored.modality();
            Slice clean = stored.frame(ref.frame());
            Optional<Slice> scanned = ref.degraded().isPresent()
                    ? Optional.of(ScanPair.read(ref, said, clean, stored.frames()))
                    : Optional.empty();
            return new BenchImage(ref, modality, range, window, stored.orientation(), clean, scanned);
        }

        @Override
        public void close() throws IOException {
            Optional<StoredImage> last = open;
            open = Optional.empty();
            path = Optional.empty();
            if (last.isPresent()) {
                last.get().close();
            }
        }
    }
}
