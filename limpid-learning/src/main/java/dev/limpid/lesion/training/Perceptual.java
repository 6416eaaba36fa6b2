package dev.limpid.lesion.training;

import dev.limpid.image.Box;
import dev.limpid.network.detector.Detector;
import dev.limpid.network.detector.RoiAlign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How the features of a denoised image are held to those of the clean one, in a detector whose weights stand still. Features are
 * those of the backbone's second and third stage (conv3_x and conv4_x, strides 8 and 16).
 */
public enum Perceptual {
    /**
     * In regions alone, as LIDnet's abstract has it: the mean over regions of the mean squared difference of their 7 x 7 aligned
     * features. Regions are the lesions' boxes and the best proposals of the clean image; where there are none, it is 0.
     */
    ROI {
        @Override
        Tensor of(List<Tensor> denoised, List<Tensor> clean, List<Box> regions) {
            return sum(
                    denoised,
                    clean,
                    (a, b, stride) ->
                            RoiAlign.of(a, regions, stride, CELLS).sub(RoiAlign.of(b, regions, stride, CELLS)));
        }
    },
    /** Over the whole image: the rival. */
    IMAGE {
        @Override
        Tensor of(List<Tensor> denoised, List<Tensor> clean, List<Box> regions) {
            return sum(denoised, clean, (a, b, stride) -> a.sub(b));
        }
    },
    /** Not at all. */
    NONE {
        @Override
        Tensor of(List<Tensor> denoised, List<Tensor> clean, List<Box> regions) {
            throw new IllegalStateException("no perceptual loss is not computed");
        }
    };

    private static final int CELLS = 7;
    private static final List<Integer> STAGES = List.of(1, 2);
    private static final List<Integer> STRIDES = List.of(8, 16);

    /** The difference of two stages' features, where it counts. */
    @FunctionalInterface
    interface Difference {
        Tensor of(Tensor denoised, Tensor clean, int stride);
    }

    /** The loss between features of the two stages. */
    abstract Tensor of(List<Tensor> denoised, List<Tensor> clean, List<Box> regions);

    private static Tensor sum(List<Tensor> denoised, List<Tensor> clean, Difference difference) {
        Optional<Tensor> sum = Optional.empty();
        for (int i = 0; i < STAGES.size(); i++) {
            Tensor part = difference
                    .of(denoised.get(i), clean.get(i), STRIDES.get(i))
                    .square()
                    .mean();
            sum = Optional.of(sum.map(before -> before.add(part)).orElse(part));
        }
        return sum.orElseThrow();
    }

    /**
     * The loss of a denoised image; gradients go to it alone, when the detector's weights collect none.
     *
     * @param denoised its features
     * @param clean those of the clean image, without gradients
     * @param exact precision of boxes and of the result
     * @param lesions boxes
     * @param proposals how many of the clean image's best proposals are regions too
     */
    Tensor of(
            Detector detector,
            Detector.Features denoised,
            Detector.Features clean,
            ScalarType exact,
            Detector.Size size,
            List<Box> lesions,
            int proposals) {
        List<Box> regions = new ArrayList<>(lesions);
        if (this == ROI) {
            if (proposals > 0) {
                try (NoGradGuard guard = new NoGradGuard()) {
                    regions.addAll(detector.proposals(clean, exact, size, proposals));
                }
            }
            if (regions.isEmpty()) {
                return denoised.stages().get(0).new_zeros(1).to(exact).sum();
            }
        }
        return of(chosen(denoised.stages(), exact), chosen(clean.stages(), exact), regions);
    }

    private static List<Tensor> chosen(List<Tensor> stages, ScalarType exact) {
        return STAGES.stream().map(stage -> stages.get(stage).to(exact)).toList();
    }

    /** The name on the command line. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
