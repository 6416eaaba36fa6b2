package dev.limpid.lesion.training;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.network.Network;
import dev.limpid.network.maps.FeatureTeacher;
import dev.limpid.network.maps.GateWidths;
import dev.limpid.network.maps.GuidedBackpropagation;
import dev.limpid.network.maps.Target;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import dev.limpid.training.Checkpoint;
import dev.limpid.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The three stages of {@link LidnetPlan}, step after step. */
final class LidnetTraining {
    private static final String HEAD =
            "step,stage,loss,PSNR,PSNR in lesions,bias in lesions,contrast in lesions,AP at IoU 0.5,AP at IoU 0.2,mean"
                    + " sensitivity\n";
    private static final String HISTORY = "#";
    private static final String LOSSES = "~";
    private static final String SCALES = "scales";
    private static final long CHOICES = 1L << 60;
    /** Draws by which gates and losses are scaled lie far from those of steps. */
    private static final long OWN_DRAWS = 1L << 59;

    private static final int SQUARES = 16;
    private static final double WARM_UP = 200;

    private final LidnetPlan plan;
    private final int detectorSteps;
    private final LidnetModels models;
    private final Compute compute;
    private final LesionSampler sampler;
    private final DetectorValidation validation;
    private final JointLoss jointLoss;
    private final Denoising denoiser;
    private Optional<Drawn> latest = Optional.empty();
    private BestOfBoth history = BestOfBoth.of("");
    private StringBuilder log = new StringBuilder(HEAD);
    /** Of the losses since the last validation. */
    private double lossSum;

    private int lossCount;

    private record Drawn(long number, LesionExample example) {}

    /**
     * @param detectorSteps of the second stage; 0 when the detector is trained already
     * @param restoration the network whose maps the feature-preserving loss compares, where the plan has one
     */
    LidnetTraining(
            LidnetPlan plan,
            int detectorSteps,
            LidnetModels models,
            Compute compute,
            LesionSampler sampler,
            DetectorValidation validation,
            Optional<Network> restoration) {
        this.plan = plan;
        this.detectorSteps = detectorSteps;
        this.models = models;
        this.compute = compute;
        this.sampler = sampler;
        this.validation = validation;
        this.denoiser = Denoising.by(models.denoiser(), compute);
        this.jointLoss = new JointLoss(plan, compute, restoration.map(this::teacher));
    }

    /** Soft gates are as wide as squares of draws of their own make them, the same for a run that is resumed. */
    private FeatureTeacher teacher(Network restoration) {
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> clean = new ArrayList<>();
            for (int i = 0; i < SQUARES; i++) {
                clean.add(plane(cut(sampler.clean(OWN_DRAWS + i), OWN_DRAWS + i).clean()));
            }
            GuidedBackpropagation maps = new GuidedBackpropagation(
                    restoration, GateWidths.measure(restoration, clean, GateWidths.DEFAULT_FRACTION), Target.SUM);
            return new FeatureTeacher(maps, 1, compute, clean);
        }
    }

    long steps() {
        return (long) plan.denoiserSteps() + detectorSteps + plan.jointSteps();
    }

    /** Goes on from where a checkpoint stopped; its weights are in place already. */
    void restore(Checkpoint checkpoint) {
        models.restore(checkpoint);
        jointLoss.restore(checkpoint.tensors().getOrDefault(SCALES, new float[0]));
        String text = checkpoint.log();
        int at = text.lastIndexOf(HISTORY);
        log = new StringBuilder(text.substring(0, at));
        String[] rest = text.substring(at + 1).split(LOSSES, -1);
        history = BestOfBoth.of(rest[0]);
        lossSum = Double.parseDouble(rest[1]);
        lossCount = Integer.parseInt(rest[2]);
    }

    /**
     * Runs to the end, or until the joint stage gets no better where the best state counts.
     *
     * @return the state at the end, of which the weights that were kept count
     */
    Checkpoint run(
            long from,
            double secondsBefore,
            Path checkpointFile,
            int checkpointSeconds,
            String fingerprint,
            TrainingProgress progress)
            throws IOException {
        long started = System.nanoTime();
        long saved = started;
        long step = from;
        if (step == 0 && startsJoint(step)) {
            validate(step, LidnetPlan.Stage.JOINT, OptionalDouble.empty(), progress);
        }
        while (step < steps() && (plan.lastKept() || history.sinceBest() < plan.patience())) {
            step++;
            LidnetPlan.Position position = plan.position(step, detectorSteps);
            double loss = step(step, position);
            if (!Double.isFinite(loss)) {
                throw new IOException("the loss is " + loss + " at step " + step + "; try a lower learning rate");
            }
            lossSum += loss;
            lossCount++;
            progress.step(step, steps(), lossSum / lossCount);
            boolean last =
                    step == steps() || plan.position(step + 1, detectorSteps).stage() != position.stage();
            if (last || position.number() % plan.validateEvery(position.stage()) == 0) {
                validate(step, position.stage(), OptionalDouble.of(lossSum / lossCount), progress);
                lossSum = 0;
                lossCount = 0;
            }
            long now = System.nanoTime();
            if (last || (now - saved) / 1e9 >= checkpointSeconds) {
                state(step, secondsBefore + (now - started) / 1e9, fingerprint).write(checkpointFile);
                saved = now;
            }
        }
        if (step < steps()) {
            progress.message("stopped at step " + step + ": no better validation among the last " + plan.patience());
        }
        return state(step, secondsBefore + (System.nanoTime() - started) / 1e9, fingerprint);
    }

    /** The course of the run as CSV. */
    String log() {
        return log.toString();
    }

    private Checkpoint state(long step, double seconds, String fingerprint) {
        Map<String, float[]> more = new HashMap<>();
        if (jointLoss.scales().length > 0) {
            more.put(SCALES, jointLoss.scales());
        }
        return models.checkpoint(
                step,
                seconds,
                fingerprint,
                log + HISTORY + history.state() + LOSSES + lossSum + LOSSES + lossCount,
                more);
    }

    /** By the losses of the models as they are at the stage's beginning, on squares of draws of their own. */
    private void scaleLosses() throws IOException {
        double[] sums = new double[0];
        for (int i = 0; i < SQUARES; i++) {
            long index = OWN_DRAWS + i;
            LesionExample example = cut(drawn(index / plan.cuts()), index);
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor denoised =
                        denoiser.of(plane(example.seen()), example.seen().size());
                double[] one = jointLoss.measured(
                        models.detector(), denoised, plane(example.clean()), example, choices(index));
                sums = sums.length == 0 ? one : sum(sums, one);
            }
        }
        jointLoss.fix(sums);
    }

    private static double[] sum(double[] one, double[] other) {
        double[] sums = one.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other[i];
        }
        return sums;
    }

    private double step(long step, LidnetPlan.Position position) throws IOException {
        if (position.stage() == LidnetPlan.Stage.JOINT && jointLoss.scales().length == 0) {
            scaleLosses();
        }
        boolean ofDenoiser = position.ofDenoiser();
        models.denoiser().parameters().trainable(ofDenoiser);
        models.detector().parameters().trainable(!ofDenoiser);
        double sum = 0;
        int batch = plan.detector().batch();
        for (int place = 0; place < batch; place++) {
            long index = step * batch + place;
            LesionExample example = cut(drawn(index / plan.cuts()), index);
            try (PointerScope scope = new PointerScope()) {
                Tensor loss = ofDenoiser
                        ? ofDenoiser(example, position.stage() == LidnetPlan.Stage.JOINT, index)
                        : ofDetector(example, index);
                loss.div(Ops.scalar(batch)).backward();
                sum += loss.item_double();
            }
        }
        if (ofDenoiser) {
            models.denoiserAdam().step(denoiserUpdates(position), rate(position));
        } else {
            models.detectorAdam().step(detectorUpdates(position), rate(position));
        }
        return sum / batch;
    }

    /** An image serves the squares that follow one another; a run that is resumed draws it again. */
    private LesionExample drawn(long number) {
        if (latest.isEmpty() || latest.get().number() != number) {
            latest = Optional.of(new Drawn(number, sampler.example(number)));
        }
        return latest.get().example();
    }

    private LesionExample cut(LesionExample example, long index) {
        PixelRandom random = new PixelRandom(plan.detector().seed() + 1, index);
        int top = random.below(Math.max(1, example.clean().rows() - plan.crop() + 1));
        int left = random.below(Math.max(1, example.clean().columns() - plan.crop() + 1));
        return example.cut(top, left, plan.crop());
    }

    private Tensor ofDenoiser(LesionExample example, boolean joint, long index) {
        Tensor clean = plane(example.clean());
        Tensor denoised = denoiser.of(plane(example.seen()), example.seen().size());
        return joint
                ? jointLoss.of(models.detector(), denoised, clean, example, choices(index))
                : torch.mse_loss(denoised, clean);
    }

    /** Half of the time on what the denoiser makes, else on the clean image. */
    private Tensor ofDetector(LesionExample example, long index) {
        PixelRandom random = choices(index);
        Tensor image;
        if (random.uniform() < 0.5) {
            try (NoGradGuard guard = new NoGradGuard()) {
                image = denoiser.of(plane(example.seen()), example.seen().size())
                        .detach();
            }
        } else {
            image = plane(example.clean());
        }
        return models.detector()
                .loss(
                        image,
                        example.clean().size(),
                        example.boxes(),
                        random,
                        compute.precision().type());
    }

    private PixelRandom choices(long index) {
        return new PixelRandom(plan.detector().seed(), CHOICES + index);
    }

    private Tensor plane(FittedPlane plane) {
        FittedPlane padded = plane.padded();
        ScalarType exact = compute.precision() == Compute.Precision.FP64 ? ScalarType.Double : ScalarType.Float;
        return Ops.tensor(padded.pixels(), 1, 1, padded.rows(), padded.columns())
                .to(compute.nativeDevice(), exact);
    }

    private long denoiserUpdates(LidnetPlan.Position position) {
        return position.update() + (position.stage() == LidnetPlan.Stage.DENOISER ? 0 : plan.denoiserSteps());
    }

    private long detectorUpdates(LidnetPlan.Position position) {
        return position.update() + (position.stage() == LidnetPlan.Stage.DETECTOR ? 0 : detectorSteps);
    }

    private double rate(LidnetPlan.Position position) {
        double peak = switch (position.stage()) {
            case DENOISER -> plan.denoiserRate();
            case DETECTOR -> plan.detector().learningRate();
            case JOINT -> plan.jointRate();
        };
        double steps = switch (position.stage()) {
            case DENOISER -> plan.denoiserSteps();
            case DETECTOR -> detectorSteps;
            case JOINT -> plan.jointSteps();
        };
        double warmUp = Math.max(1, Math.min(WARM_UP, steps / 20));
        double cosine = 0.5 * (1 + Math.cos(Math.PI * (position.number() - 1) / steps));
        return peak * cosine * Math.min(1, position.number() / warmUp);
    }

    /** @param loss of the steps before; nothing where there were none */
    private void validate(long step, LidnetPlan.Stage stage, OptionalDouble loss, TrainingProgress progress)
            throws IOException {
        DenoiserFidelity fidelity = DenoiserFidelity.of(denoiser, compute, validation.examples());
        if (!Double.isFinite(fidelity.psnr())) {
            throw new IOException(
                    "the denoiser's PSNR is " + fidelity.psnr() + " at step " + step + "; try a lower learning rate");
        }
        boolean judged = stage == LidnetPlan.Stage.JOINT || startsJoint(step);
        Optional<DetectorValidation.Found> found = stage == LidnetPlan.Stage.DENOISER && !judged
                ? Optional.empty()
                : Optional.of(validation.ofNoisy(models.detector(), compute, denoiser));
        boolean best =
                judged && history.add(fidelity.psnr(), found.orElseThrow().meanPrecision());
        if (judged && (best || plan.lastKept())) {
            models.keepAsBest();
        }
        String name = stage.name().toLowerCase(Locale.ROOT);
        progress.message(String.format(
                Locale.ROOT,
                "step %d (%s): %svalidation %s%s%s",
                step,
                name,
                loss.isPresent() ? String.format(Locale.ROOT, "loss %.5f, ", loss.getAsDouble()) : "",
                fidelity.describe(),
                found.map(each -> "; " + each.describe()).orElse(""),
                best && !plan.lastKept() ? "; the best so far" : ""));
        log.append(String.format(
                Locale.ROOT,
                "%d,%s,%s,%.3f,%.3f,%.5f,%.5f,%s%n",
                step,
                name,
                loss.isPresent() ? String.format(Locale.ROOT, "%.6f", loss.getAsDouble()) : "",
                fidelity.psnr(),
                fidelity.regionPsnr(),
                fidelity.regionBias(),
                fidelity.contrastError(),
                found.map(LidnetTraining::cells).orElse(",,")));
    }

    private static String cells(DetectorValidation.Found found) {
        return String.format(
                Locale.ROOT, "%.4f,%.4f,%.4f", found.precision(), found.loosePrecision(), found.sensitivity());
    }

    /** Whether the state after a step, or before the first one, is that with which the joint stage begins. */
    private boolean startsJoint(long step) {
        return step == (long) plan.denoiserSteps() + detectorSteps;
    }
}
