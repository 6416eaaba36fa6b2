package dev.limpid.lesion.training;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Adam;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import dev.limpid.training.Checkpoint;
import dev.limpid.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Trains a detector with Adam, image after image; gradients of a batch are summed before a step. */
final class DetectorTraining {
    private static final String HEAD = "step,loss,learning rate,AP at IoU 0.5,AP at IoU 0.2,mean sensitivity,"
            + "noisy AP at IoU 0.5,noisy AP at IoU 0.2,noisy mean sensitivity\n";

    /** Streams of what is learnt from lie far from those of what is drawn. */
    private static final long CHOICES = 1L << 60;

    private static final long VIEWS = 1L << 61;

    /** The part of the steps that see other views; those after it see images as the sampler draws them, as detectors see them in use. */
    static final double AUGMENTED = 0.75;

    private final DetectorPlan plan;
    private final Detector detector;
    private final Compute compute;
    private final LesionSampler sampler;
    private final Augmentation augmentation;
    private final DetectorValidation validation;

    DetectorTraining(
            DetectorPlan plan,
            Detector detector,
            Compute compute,
            LesionSampler sampler,
            DetectorValidation validation) {
        this.plan = plan;
        this.detector = detector;
        this.compute = compute;
        this.sampler = sampler;
        this.augmentation = Augmentation.of(plan);
        this.validation = validation;
    }

    /**
     * Runs from the checkpoint if there is one, to the end.
     *
     * @param fingerprint what the checkpoint must have been made with
     * @return the state at the end
     */
    Checkpoint run(Path checkpointFile, int checkpointSeconds, String fingerprint, TrainingProgress progress)
            throws IOException {
        long step = 0;
        double secondsBefore = 0;
        StringBuilder log = new StringBuilder(HEAD);
        detector.parameters().initialise(plan.seed(), compute);
        if (Files.exists(checkpointFile)) {
            Checkpoint checkpoint = Checkpoint.read(checkpointFile);
            if (!checkpoint.settings().equals(fingerprint)) {
                throw new IOException(checkpointFile + " belongs to a run with other settings or images; give the"
                        + " same options or another output name");
            }
            detector.parameters()
                    .shapes()
                    .keySet()
                    .forEach(name -> detector.parameters().put(name, checkpoint.weight(name), compute));
            step = checkpoint.step();
            secondsBefore = checkpoint.seconds();
            log = new StringBuilder(checkpoint.log());
            progress.message("continuing at step " + step);
        }
        try (Adam adam = new Adam(detector.parameters())) {
            if (step > 0) {
                adam.restore(Checkpoint.read(checkpointFile)::tensor);
            }
            detector.parameters().trainable(true);
            long started = System.nanoTime();
            long saved = started;
            double sum = 0;
            int count = 0;
            while (step < plan.steps()) {
                step++;
                double loss = gradients(step);
                if (!Double.isFinite(loss)) {
                    throw new IOException("the loss is " + loss + " at step " + step + "; try a lower learning rate");
                }
                adam.step(step, plan.learningRateAt(step));
                sum += loss;
                count++;
                progress.step(step, plan.steps(), sum / count);
                boolean last = step == plan.steps();
                if (last || step % plan.validateEvery() == 0) {
                    log.append(validated(step, sum / count, progress));
                    sum = 0;
                    count = 0;
                }
                long now = System.nanoTime();
                if (last || (count == 0 && (now - saved) / 1e9 >= checkpointSeconds)) {
                    // Only between two lines of the log, so that the line after it is of the same steps.
                    state(step, secondsBefore + (now - started) / 1e9, fingerprint, log, adam)
                            .write(checkpointFile);
                    saved = now;
                }
            }
            return state(step, secondsBefore + (System.nanoTime() - started) / 1e9, fingerprint, log, adam);
        }
    }

    private Checkpoint state(long step, double seconds, String fingerprint, StringBuilder log, Adam adam) {
        return Checkpoint.of(
                step,
                seconds,
                fingerprint,
                log.toString(),
                detector.parameters().values(),
                adam.state());
    }

    private double gradients(long step) {
        double sum = 0;
        for (int place = 0; place < plan.batch(); place++) {
            long index = step * plan.batch() + place;
            LesionExample example = viewed(index);
            FittedPlane padded = example.seen().padded();
            try (PointerScope scope = new PointerScope()) {
                Tensor image = Ops.tensor(padded.pixels(), 1, 1, padded.rows(), padded.columns())
                        .to(compute.nativeDevice(), exact());
                Tensor loss = detector.loss(
                        image,
                        example.seen().size(),
                        example.boxes(),
                        new PixelRandom(plan.seed(), CHOICES + index),
                        compute.precision().type());
                loss.div(Ops.scalar(plan.batch())).backward();
                sum += loss.item_double();
            }
        }
        return sum / plan.batch();
    }

    /** What a step looks at; the step is the number of the draw by the batch. */
    LesionExample viewed(long index) {
        LesionExample drawn = sampler.example(index);
        return index / plan.batch() > plan.steps() * AUGMENTED
                ? drawn
                : augmentation.of(drawn, new PixelRandom(plan.seed(), VIEWS + index));
    }

    private ScalarType exact() {
        return compute.precision() == Compute.Precision.FP64 ? ScalarType.Double : ScalarType.Float;
    }

    private String validated(long step, double loss, TrainingProgress progress) {
        DetectorValidation.Found clean = validation.ofClean(detector, compute);
        DetectorValidation.Found noisy = sampler.degrades() ? validation.ofNoisy(detector, compute) : clean;
        progress.message(String.format(Locale.ROOT, "step %d: loss %.4f, validation %s", step, loss, clean.describe())
                + (sampler.degrades() ? "; with noise " + noisy.describe() : ""));
        return String.format(
                Locale.ROOT,
                "%d,%.5f,%.3e,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f%n",
                step,
                loss,
                plan.learningRateAt(step),
                clean.precision(),
                clean.loosePrecision(),
                clean.sensitivity(),
                noisy.precision(),
                noisy.loosePrecision(),
                noisy.sensitivity());
    }
}
