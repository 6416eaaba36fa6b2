package dev.limpid.lesion;

import dev.limpid.image.Detection;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Finds lesions in single planes. The same plane gives the same boxes on the same number of threads, and on another nearly the same,
 * by rounding; calls from several threads run one after the other.
 *
 * <p>Example: {@code LesionDetector.open(ModelFile.open(path), InferenceOptions.DEFAULT).detect(slice, range)}.
 */
public final class LesionDetector implements AutoCloseable {
    private final ModelFile model;
    private final DetectorArchitecture architecture;
    private final Detector detector;
    private final Compute compute;

    private LesionDetector(ModelFile model, DetectorArchitecture architecture, Detector detector, Compute compute) {
        this.model = model;
        this.architecture = architecture;
        this.detector = detector;
        this.compute = compute;
    }

    /**
     * Loads a detector.
     *
     * @throws ModelFormatException if the model is no detector, or its weights are not those of its architecture
     * @throws IllegalArgumentException if the device cannot be used
     */
    public static LesionDetector open(ModelFile model, InferenceOptions options) throws IOException {
        DetectorArchitecture architecture = DetectorArchitecture.of(model);
        NativeLibrary.load(options.threads());
        Compute compute = Compute.of(options.device(), options.precision());
        return new LesionDetector(model, architecture, DetectorArchitecture.load(model, compute), compute);
    }

    public ModelFile model() {
        return model;
    }

    /** The precision in which its layers run, e.g. {@code fp32}: what the machine takes where that was left to it. */
    public String precision() {
        return compute.precision().name().toLowerCase(Locale.ROOT);
    }

    /** What it finds. */
    public String label() {
        return architecture.label();
    }

    /**
     * What is found, by falling score, in pixels of the slice.
     *
     * @param range what counts as 0 and 1; the model's own where its card has one
     */
    public synchronized List<Detection> detect(Slice slice, IntensityRange range) {
        IntensityRange interval = model.input().range().orElse(range);
        float[] values = slice.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = slice.isPadding(i) ? 0 : interval.normalise(values[i]);
        }
        FittedPlane seen = new FittedPlane(slice.rows(), slice.columns(), values).shrunk(architecture.edge());
        double across = (double) slice.columns() / seen.columns();
        double down = (double) slice.rows() / seen.rows();
        return scored(seen).stream()
                .map(found -> new Detection(found.box().scaled(across, down), found.score(), label()))
                .toList();
    }

    private List<Detector.Scored> scored(FittedPlane seen) {
        FittedPlane padded = seen.padded();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor image = Ops.tensor(padded.pixels(), 1, 1, padded.rows(), padded.columns())
                    .to(compute.nativeDevice(), ScalarType.Float);
            return detector.detect(image, seen.size(), compute.precision().type());
        }
    }

    @Override
    public void close() {
        detector.close();
    }
}
