package dev.limpid.lesion.training;

import dev.limpid.image.Box;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.metric.NotApplicableException;
import dev.limpid.metric.detection.RegionFidelity;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How near a denoiser comes to clean images, in all and inside the lesions' boxes; of normalised values.
 *
 * @param psnr mean over images, dB
 * @param regionPsnr mean over boxes, dB
 * @param regionBias mean over boxes of the mean error inside
 * @param contrastError mean over boxes of the change of their contrast
 */
record DenoiserFidelity(double psnr, double regionPsnr, double regionBias, double contrastError) {
    private static final IntensityRange NORMALISED = new IntensityRange(0, 1);

    static DenoiserFidelity of(Denoising denoiser, Compute compute, List<LesionExample> examples) {
        double psnr = 0;
        List<RegionFidelity> regions = new ArrayList<>();
        for (LesionExample example : examples) {
            FittedPlane clean = example.clean();
            float[] result = denoised(denoiser, compute, example.seen());
            double squares = 0;
            for (int i = 0; i < result.length; i++) {
                double difference = (double) result[i] - clean.pixels()[i];
                squares += difference * difference;
            }
            psnr += -10 * Math.log10(Math.max(1e-12, squares / result.length));
            Slice truth = Slice.of(clean.rows(), clean.columns(), clean.pixels(), Unit.NORMALISED);
            Slice test = Slice.of(clean.rows(), clean.columns(), result, Unit.NORMALISED);
            for (Box box : example.boxes()) {
                try {
                    regions.add(RegionFidelity.of(truth, test, box, NORMALISED));
                } catch (NotApplicableException withoutPixels) {
                    continue; // A box of less than a pixel, or of the whole image, has no contrast.
                }
            }
        }
        return new DenoiserFidelity(
                psnr / examples.size(),
                regions.stream().mapToDouble(RegionFidelity::psnr).average().orElse(0),
                regions.stream().mapToDouble(RegionFidelity::bias).average().orElse(0),
                regions.stream()
                        .mapToDouble(region -> region.contrast() - region.cleanContrast())
                        .average()
                        .orElse(0));
    }

    private static float[] denoised(Denoising denoiser, Compute compute, FittedPlane seen) {
        FittedPlane padded = seen.padded();
        float[] all = new float[padded.pixels().length];
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor image = Ops.tensor(padded.pixels(), 1, 1, padded.rows(), padded.columns())
                    .to(compute.nativeDevice(), ScalarType.Float);
            Ops.read(denoiser.of(image, seen.size()), all);
        }
        float[] result = new float[seen.pixels().length];
        for (int row = 0; row < seen.rows(); row++) {
            System.arraycopy(all, row * padded.columns(), result, row * seen.columns(), seen.columns());
        }
        return result;
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%.2f dB, in lesions %.2f dB, bias %.4f, contrast %.4f",
                psnr,
                regionPsnr,
                regionBias,
                contrastError);
    }
}
