package dev.limpid.bench.detection;

import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.metric.NotApplicableException;
import dev.limpid.metric.Psnr;
import dev.limpid.metric.Ssim;
import dev.limpid.metric.detection.DetectionCase;
import dev.limpid.metric.detection.RegionFidelity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a row made of one image.
 *
 * @param found truth and boxes
 * @param psnr to the clean image in dB; no number for a row that has no image
 * @param ssim to it, scikit-image's setting; likewise
 * @param unit of the image
 * @param width of its range, in that unit
 * @param lesions what was done inside each box that has pixels and surroundings
 */
record Seen(DetectionCase found, double psnr, double ssim, Unit unit, double width, List<RegionFidelity> lesions) {
    Seen {
        lesions = List.copyOf(lesions);
    }

    /** Of a detector. */
    static Seen of(DetectionImage image, Slice looked, List<Detection> found) {
        List<RegionFidelity> lesions = new ArrayList<>();
        image.boxes().forEach(box -> lesion(image, looked, box).ifPresent(lesions::add));
        return new Seen(
                new DetectionCase(image.patient(), image.boxes(), found),
                new Psnr(image.range()).of(image.clean(), looked),
                ssim(image, looked),
                image.clean().unit(),
                image.range().width(),
                lesions);
    }

    /** Nothing of a box of less than a pixel, or of the whole image, which has no contrast. */
    private static Optional<RegionFidelity> lesion(DetectionImage image, Slice looked, Box box) {
        try {
            return Optional.of(RegionFidelity.of(image.clean(), looked, box, image.range()));
        } catch (NotApplicableException withoutPixels) {
            return Optional.empty();
        }
    }

    private static double ssim(DetectionImage image, Slice looked) {
        try {
            return Ssim.uniform(image.range()).of(image.clean(), looked);
        } catch (NotApplicableException tooSmall) {
            return Double.NaN;
        }
    }

    /** Of a rival, which looks at no image. */
    static Seen of(DetectionImage image, List<Detection> found) {
        return new Seen(
                new DetectionCase(image.patient(), image.boxes(), found),
                Double.NaN,
                Double.NaN,
                image.clean().unit(),
                image.range().width(),
                List.of());
    }
}
