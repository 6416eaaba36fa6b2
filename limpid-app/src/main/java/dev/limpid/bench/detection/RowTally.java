package dev.limpid.bench.detection;

import dev.limpid.metric.detection.DetectionCase;
import dev.limpid.metric.detection.DetectionTally;
import dev.limpid.metric.detection.RegionFidelity;
import dev.limpid.metric.detection.Sensitivity;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * A row's images summed up by patient, so that its figures can be had for any draw of patients. Figures of images are means over
 * images, those of lesions means over lesions, with all images of a drawn patient. The PSNR in lesions is that of the mean over
 * lesions of their mean squared errors: a mean of decibels would be infinite with one lesion that a row left as it was.
 */
final class RowTally {
    private final DetectionTally strict;
    private final DetectionTally loose;
    private final List<Sum> sums;

    /** Sums and numbers by patient. */
    private record Sum(double[] sums, int[] counts) {
        double mean(int[] draw) {
            double sum = 0;
            long count = 0;
            for (int patient = 0; patient < draw.length; patient++) {
                if (draw[patient] > 0 && counts[patient] > 0) {
                    sum += draw[patient] * sums[patient];
                    count += (long) draw[patient] * counts[patient];
                }
            }
            return count == 0 ? Double.NaN : sum / count;
        }
    }

    RowTally(List<Seen> images, LesionScale scale) {
        List<DetectionCase> cases = images.stream().map(Seen::found).toList();
        this.strict = DetectionTally.of(cases, 0.5);
        this.loose = DetectionTally.of(cases, DetectionFigure.FROC_OVERLAP);
        this.sums = List.of(
                images(images, Seen::psnr),
                images(images, Seen::ssim),
                lesions(images, (image, lesion) -> lesion.meanSquare()),
                lesions(images, (image, lesion) -> scale.of(lesion.bias(), image)),
                lesions(images, (image, lesion) -> scale.of(lesion.contrast() - lesion.cleanContrast(), image)));
    }

    private Sum images(List<Seen> images, ToDoubleFunction<Seen> value) {
        Sum sum = empty();
        images.forEach(image -> add(sum, image, value.applyAsDouble(image)));
        return sum;
    }

    private Sum lesions(List<Seen> images, ToDoubleBiFunction<Seen, RegionFidelity> value) {
        Sum sum = empty();
        images.forEach(image -> image.lesions().forEach(lesion -> add(sum, image, value.applyAsDouble(image, lesion))));
        return sum;
    }

    private Sum empty() {
        int patients = loose.patients().size();
        return new Sum(new double[patients], new int[patients]);
    }

    private void add(Sum sum, Seen image, double value) {
        if (!Double.isNaN(value)) {
            int patient = loose.patients().indexOf(image.found().patient());
            sum.sums[patient] += value;
            sum.counts[patient]++;
        }
    }

    /** Detections judged at the overlap of the free-response figures. */
    DetectionTally loose() {
        return loose;
    }

    /** The figures of a draw, as {@link DetectionFigure#ALL}; no number where there is none. */
    double[] of(int[] draw) {
        double[] values = new double[DetectionFigure.ALL.size()];
        int next = 0;
        for (Sum sum : sums) {
            values[next++] = sum.mean(draw);
        }
        int lesionPsnr = DetectionFigure.ALL.indexOf(DetectionFigure.LESION_PSNR);
        values[lesionPsnr] = RegionFidelity.psnr(values[lesionPsnr]);
        values[next++] = strict.precision(draw);
        values[next++] = loose.precision(draw);
        double[] reached = loose.sensitivities(Sensitivity.RATES, draw);
        System.arraycopy(reached, 0, values, next, reached.length);
        values[values.length - 1] = Arrays.stream(reached).average().orElseThrow();
        return values;
    }
}
