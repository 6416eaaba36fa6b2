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
 * @param orientation for pictures
 */
record BenchImage(ImageRef ref, Modality modality, IntensityRange range, PlaneOrientation orientation, Slice clean) {
    /**
     * Reads planes; the file read last stays open, so that the planes of a volume, asked for in ascending order, are
     * decoded once. One thread at a time.
     */
    static final class Source implements AutoCloseable {
        private final Modality said;
        private final Optional<IntensityRange> given;
        private Optional<Path> path = Optional.empty();
        private Optional<StoredImage> open = Optional.empty();

        /**
         * @param said what files show that do not say it
         * @param given the range, empty for each file's own
         */
        Source(Modality said, Optional<IntensityRange> given) {
            this.said = said;
            this.given = given;
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
            return new BenchImage(ref, modality, range, stored.orientation(), stored.frame(ref.frame()));
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
