package dev.limpid.training;

import dev.limpid.degrade.GaussianNoise;
import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Mean true PSNR over the centres (256 x 256 at most, unless the network takes only larger ones) of validation images with Gaussian noise of 0.1 of the range, the
 * same noise at every validation. Where the run ends with a mix of degradations, its kinds take turns in place of that
 * noise, at their default strength, clipped; a run without noise is measured without. Subsets take turns, and in them
 * patients, so that a subset of few images counts. A network that takes the noise level is told it.
 */
final class Validation {
    private static final int EDGE = 256;
    private static final double SIGMA = 0.1;

    private record Pair(int rows, int columns, float[] clean, float[] noisy) {}

    private final List<Pair> pairs = new ArrayList<>();
    private final double sigma;

    /** @param settings of the run, which say what is to be undone */
    Validation(List<TrainingImage> images, int most, int stride, TrainingSettings settings) {
        Optional<DegradationMix> degradations = settings.degradations();
        sigma = settings.noise().isNone() ? 0 : SIGMA;
        List<TrainingImage> turns = inTurns(images);
        GaussianNoise noise = new GaussianNoise(new IntensityRange(0, 1), sigma);
        Optional<UnfitImageException> unfit = Optional.empty();
        for (int i = 0; i < turns.size() && pairs.size() < most; i++) {
            TrainingImage image = turns.get(i);
            int edge = Math.max(EDGE, stride);
            int rows = Math.min(edge, image.rows()) / stride * stride;
            int columns = Math.min(edge, image.columns()) / stride * stride;
            if (rows == 0 || columns == 0) {
                continue;
            }
            int top = (image.rows() - rows) / 2;
            int left = (image.columns() - columns) / 2;
            float[] clean = centre(image.pixels(), image.columns(), top, left, rows, columns);
            int number = i;
            float[] noisy;
            try {
                noisy = degradations
                        .map(mix -> centre(mix.reference(image, number), image.columns(), top, left, rows, columns))
                        .orElseGet(() -> noise.apply(Slice.of(rows, columns, clean, Unit.NORMALISED), number)
                                .toArray());
            } catch (UnfitImageException tooLittleToSee) {
                unfit = Optional.of(tooLittleToSee); // It cannot be degraded in this way; the next one takes its place.
                continue;
            }
            pairs.add(new Pair(rows, columns, clean, noisy));
        }
        if (pairs.isEmpty() && unfit.isPresent()) {
            throw new IllegalArgumentException(
                    "no validation image can be degraded: " + unfit.get().getMessage(), unfit.get());
        }
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are no validation images: a run needs patients it does not train on to be measured");
        }
    }

    private static float[] centre(float[] pixels, int width, int top, int left, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(pixels, (top + row) * width + left, values, row * columns, columns);
        }
        return values;
    }

    /** All images, in the order in which a validation takes them. */
    static List<TrainingImage> inTurns(List<TrainingImage> images) {
        Map<String, Map<String, Deque<TrainingImage>>> waiting = new TreeMap<>();
        images.forEach(image -> waiting.computeIfAbsent(image.subset(), name -> new TreeMap<>())
                .computeIfAbsent(image.patient(), name -> new ArrayDeque<>())
                .add(image));
        Map<String, Deque<TrainingImage>> subsets = new TreeMap<>();
        waiting.forEach((name, patients) -> subsets.put(name, new ArrayDeque<>(turns(patients.values()))));
        return turns(subsets.values());
    }

    /** One of each queue, then another of each, until all are empty. */
    private static List<TrainingImage> turns(Collection<Deque<TrainingImage>> queues) {
        List<TrainingImage> all = new ArrayList<>();
        while (queues.stream().anyMatch(queue -> !queue.isEmpty())) {
            queues.stream().filter(queue -> !queue.isEmpty()).forEach(queue -> all.add(queue.remove()));
        }
        return all;
    }

    double psnr(Network network, Compute compute) {
        double sum = 0;
        try (NoGradGuard guard = new NoGradGuard()) {
            for (Pair pair : pairs) {
                sum += psnr(network, compute, pair);
            }
        }
        return sum / pairs.size();
    }

    private double psnr(Network network, Compute compute, Pair pair) {
        float[] result = new float[pair.clean().length];
        float[] level = {(float) sigma};
        try (PointerScope scope = new PointerScope()) {
            Tensor noisy = Ops.tensor(pair.noisy(), 1, 1, pair.rows(), pair.columns())
                    .to(compute.nativeDevice(), org.bytedeco.pytorch.global.torch.ScalarType.Float);
            Tensor input = network.takesNoiseLevel() ? Ops.withLevels(noisy, level) : noisy;
            Ops.read(network.forward(input, compute.precision().type()), result);
        }
        double squares = 0;
        for (int i = 0; i < result.length; i++) {
            double difference = result[i] - pair.clean()[i];
            squares += difference * difference;
        }
        return -10 * Math.log10(squares / result.length);
    }
}
