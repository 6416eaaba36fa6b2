package dev.limpid.bench.detection;

import dev.limpid.image.Detection;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.lesion.LesionDetector;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What finds lesions for a {@link DetectionRow}: it sees the row's image alone. */
public interface RowDetector {
    /** What is found, by falling score, in pixels of the slice. */
    List<Detection> detect(Slice slice, IntensityRange range);

    /** What it finds. */
    String label();

    /** The unit of the images that it takes; any when empty. */
    Optional<Unit> unit();

    /** For the record of a run: what fixes its boxes. */
    String identity();

    /** A trained detector; closed by who opened it. */
    static RowDetector of(LesionDetector detector) throws IOException {
        Optional<Unit> unit = detector.model()
                .input()
                .range()
                .map(fixed -> detector.model().input().unit());
        String identity = detector.model().label() + ", " + detector.precision() + ", sha256 "
                + detector.model().sha256();
        return new RowDetector() {
            @Override
            public List<Detection> detect(Slice slice, IntensityRange range) {
                return detector.detect(slice, range);
            }

            @Override
            public String label() {
                return detector.label();
            }

            @Override
            public Optional<Unit> unit() {
                return unit;
            }

            @Override
            public String identity() {
                return identity;
            }
        };
    }
}
