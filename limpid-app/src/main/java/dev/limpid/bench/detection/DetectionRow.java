package dev.limpid.bench.detection;

import dev.limpid.bench.BenchMethod;
import java.util.Optional;

/**
 * A row of the table: a detector on images of one kind.
 *
 * @param name of the row
 * @param images what the detector looks at
 * @param denoiser of {@link Images#DENOISED} images, else empty; closed by who opened it
 * @param detector what finds lesions in it
 */
public record DetectionRow(String name, Images images, Optional<BenchMethod> denoiser, RowDetector detector) {
    /** What a detector looks at. */
    public enum Images {
        /** As they are. */
        CLEAN,
        /** With noise. */
        NOISY,
        /** With noise, if there is any, and then denoised. */
        DENOISED
    }

    public DetectionRow {
        if (denoiser.isPresent() != (images == Images.DENOISED)) {
            throw new IllegalArgumentException("denoised images need a denoiser, and others have none");
        }
    }

    /** For the record of a run: what fixes its figures. */
    public String identity() {
        return denoiser.map(BenchMethod::identity).orElse(images == Images.CLEAN ? "clean images" : "noisy images")
                + "; detector " + detector.identity();
    }
}
