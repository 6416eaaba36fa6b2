package dev.limpid.bench.measure;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.phantom.LowContrastPhantom;

/** A square to look at. */
final class DiscSample {
    private DiscSample() {}

    /** The first of a slice's squares that has a disc. */
    static Slice of(Slice slice, int repeat) {
        int place = DoseSeries.present(repeat, 0) ? 0 : 1;
        double[] square = LowContrastPhantom.square(slice, place);
        Slice.Builder sample = Slice.builder(LowContrastPhantom.SIDE, LowContrastPhantom.SIDE, slice.unit())
                .spacing(new PixelSpacing(LowContrastPhantom.SPACING_MM, LowContrastPhantom.SPACING_MM));
        for (int i = 0; i < square.length; i++) {
            sample.set(i, (float) square[i]);
        }
        return sample.build();
    }
}
