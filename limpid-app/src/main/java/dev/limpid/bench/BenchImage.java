package dev.limpid.bench;

import dev.limpid.degrade.Degradation;
import dev.limpid.degrade.GaussianNoise;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.training.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One plane to measure on: as it is, and with noise.
 *
 * @param patient whom it shows
 * @param file its file, relative to the data folder, with the frame's number behind it where there are several
 */
record BenchImage(String patient, String file, IntensityRange range, Slice clean, Slice noisy) {
    /**
     * The noise of a benchmark.
     *
     * @param sigma as a fraction of the range
     * @param clip whether noisy values are clipped to the range, as 8-bit storage does
     * @param seed of the draws; each file has its own stream, whatever other files there are
     */
    record Noise(double sigma, boolean clip, long seed) {
        Slice add(Slice clean, IntensityRange range, String file) {
            CRC32 checksum = new CRC32();
            checksum.update(file.getBytes(StandardCharsets.UTF_8));
            Degradation noise = new GaussianNoise(range, sigma);
            Slice noisy = noise.apply(clean, seed * 0x1_0000_0000L + checksum.getValue());
            if (!clip) {
                return noisy;
            }
            Slice.Builder clipped = noisy.like();
            for (int i = 0; i < noisy.size(); i++) {
                float value = noisy.at(i);
                boolean keep = noisy.isPadding(i) || !range.contains(clean.at(i));
                clipped.set(i, keep ? value : Math.max(range.low(), Math.min(range.high(), value)));
            }
            return clipped.build();
        }

        /** {@code gaussian (sigma=0.1)}. */
        String describe() {
            return "gaussian (sigma=" + sigma + (clip ? ", clipped)" : ")");
        }
    }

    /** Every plane of an entry; {@code given} is the range, else the file's own. */
    static List<BenchImage> of(DataFolder data, DataFolder.Entry entry, Optional<IntensityRange> given, Noise noise)
            throws IOException {
        List<BenchImage> images = new ArrayList<>();
        try (StoredImage stored = ImageFormats.open(entry.file())) {
            Optional<IntensityRange> known = given.isPresent() ? given : stored.range();
            IntensityRange range =
                    known.orElseThrow(() -> new IOException("does not say its intensity range; give one by --range"));
            for (int frame = 0; frame < stored.frames(); frame++) {
                String name = data.root().relativize(entry.file()) + (stored.frames() > 1 ? "#" + frame : "");
                Slice clean = stored.frame(frame);
                images.add(new BenchImage(entry.patient(), name, range, clean, noise.add(clean, range, name)));
            }
        }
        return images;
    }
}
