package dev.limpid.lesion.training;

import dev.limpid.degrade.PixelRandom;
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
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** The three stages of {@link LidnetPlan}, step after step. */
final class LidnetTraining {
    private static final String SCALES = "scales";
    /** Draws by which gates and losses are scaled lie far from those of steps. */
    private static final long OWN_DRAWS = 1L << 59;

    private static final int SQUARES = 16;

    private final LidnetPlan plan;
    private final int detectorSteps;
    private final LidnetModels models;
    private final Compute compute;
    private final LidnetSquares squares;
    private final DetectorValidation validation;
    private final DenoiserLoss own;
    private final JointLoss jointLoss;
    private final Denoising denoiser;
    private LidnetCourse course = LidnetCourse.of("");

    /**
     * @param detectorSteps of the second stage; 0 when the detector is trained already
     * @param own the denoiser's, the caller's to close
     * @param restoration the network whose maps the feature-preserving loss compares, where the plan has such a loss; ignored
     *     where it has none
     */
    LidnetTraining(
            LidnetPlan plan,
            int detectorSteps,
            LidnetModels models,
            Compute compute,
            LesionSampler sampler,
            DetectorValidation validation,
            DenoiserLoss own,
            Optional<Network> restoration) {
        this.plan = plan;
        this.detectorSteps = detectorSteps;
        this.models = models;
        this.compute = compute;
        this.squares = new LidnetSquares(plan, sampler, compute);
        this.validation = validation;
        this.denoiser = Denoising.by(models.denoiser(), compute);
        this.own = own;
        this.jointLoss = new JointLoss(
                plan,
                own,
                compute,
                restoration.filter(network -> plan.featureWeight() > 0).map(this::teacher));
    }

    /** Soft gates are as wide as squares of draws of their own make them, the same for a run that is resumed. */
    private FeatureTeacher teacher(Network restoration) {
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> clean = new ArrayList<>();
            for (int i = 0; i < SQUARES; i++) {
                clean.add(squares.tensor(squares.clean(OWN_DRAWS + i)));
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
        own.restore(checkpoint);
        course = LidnetCourse.of(checkpoint.log());
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
            validate(step, LidnetPlan.Stage.JOINT, progress);
        }
        while (step < steps() && (plan.lastKept() || course.sinceBest() < plan.patience())) {
            step++;
            LidnetPlan.Position position = plan.position(step, detectorSteps);
            double loss = step(step, position);
            if (!Double.isFinite(loss)) {
                throw new IOException("the loss is " + loss + " at step " + step + "; try a lower learning rate");
            }
            course.step(loss);
            progress.step(step, steps(), course.meanLoss().orElseThrow());
            boolean last =
                    step == steps() || plan.position(step + 1, detectorSteps).stage() != position.stage();
            if (last || position.number() % plan.validateEvery(position.stage()) == 0) {
                validate(step, position.stage(), progress);
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
        return course.log();
    }

    private Checkpoint state(long step, double seconds, String fingerprint) {
        Map<String, float[]> more = new HashMap<>(own.state());
        if (jointLoss.scales().length > 0) {
            more.put(SCALES, jointLoss.scales());
        }
        return models.checkpoint(step, seconds, fingerprint, course.state(), more);
    }

    /** By the losses of the models as they are at the stage's beginning, on squares of draws of their own. */
    private void scaleLosses() throws IOException {
        double[] sums = new double[0];
        for (int i = 0; i < SQUARES; i++) {
            long index = OWN_DRAWS + i;
            LesionExample example = squares.of(index);
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor denoised = denoiser.of(
                        squares.tensor(example.seen()), example.seen().size());
                double[] one = jointLoss.measured(
                        models.detector(), denoised, squares.tensor(example.clean()), example, squares.choices(index));
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
        List<LesionExample> examples = new ArrayList<>();
        for (int place = 0; place < batch; place++) {
            examples.add(squares.of(step * batch + place));
        }
        if (ofDenoiser && own.hasOpponent()) {
            letOpponentLearn(step, position, examples);
        }
        for (int place = 0; place < batch; place++) {
            long index = step * batch + place;
            LesionExample example = examples.get(place);
            try (PointerScope scope = new PointerScope()) {
                Tensor loss = ofDenoiser
                        ? ofDenoiser(example, position.stage() == LidnetPlan.Stage.JOINT, index)
                        : ofDetector(example, index);
                loss.div(Ops.scalar(batch)).backward();
                sum += loss.item_double();
            }
        }
        if (ofDenoiser) {
            models.denoiserAdam()
                    .step(
                            plan.updates(position, detectorSteps),
                            plan.rate(position, detectorSteps),
                            plan.ownLoss().beta1());
        } else {
            models.detectorAdam().step(plan.updates(position, detectorSteps), plan.rate(position, detectorSteps));
        }
        return sum / batch;
    }

    /** By all squares of a step at once, before the denoiser hears what it says of each. */
    private void letOpponentLearn(long step, LidnetPlan.Position position, List<LesionExample> examples) {
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> noisy = new ArrayList<>();
            List<Tensor> clean = new ArrayList<>();
            List<Tensor> denoised = new ArrayList<>();
            try (NoGradGuard guard = new NoGradGuard()) {
                for (LesionExample example : examples) {
                    noisy.add(squares.tensor(example.seen()));
                    clean.add(squares.tensor(example.clean()));
                    denoised.add(denoiser.of(
                            noisy.get(noisy.size() - 1), example.seen().size()));
                }
            }
            long updates = plan.updates(position, detectorSteps);
            own.learn(step, updates, plan.rateFraction(position, detectorSteps), noisy, clean, denoised);
        }
    }

    private Tensor ofDenoiser(LesionExample example, boolean joint, long index) {
        Tensor clean = squares.tensor(example.clean());
        Tensor denoised =
                denoiser.of(squares.tensor(example.seen()), example.seen().size());
        return joint
                ? jointLoss.of(models.detector(), denoised, clean, example, squares.choices(index))
                : own.of(denoised, clean);
    }

    /** Half of the time on what the denoiser makes, else on the clean image. */
    private Tensor ofDetector(LesionExample example, long index) {
        PixelRandom random = squares.choices(index);
        Tensor image;
        if (random.uniform() < 0.5) {
            try (NoGradGuard guard = new NoGradGuard()) {
                image = denoiser.of(
                                squares.tensor(example.seen()), example.seen().size())
                        .detach();
            }
        } else {
            image = squares.tensor(example.clean());
        }
        Sight sight = example.sight();
        return models.detector()
                .loss(
                        sight.of(image),
                        sight.size(),
                        sight.of(example.boxes()),
                        random,
                        compute.precision().type());
    }

    private void validate(long step, LidnetPlan.Stage stage, TrainingProgress progress) throws IOException {
        DenoiserFidelity fidelity = DenoiserFidelity.of(denoiser, compute, validation.examples());
        if (!Double.isFinite(fidelity.psnr())) {
            throw new IOException(
                    "the denoiser's PSNR is " + fidelity.psnr() + " at step " + step + "; try a lower learning rate");
        }
        boolean judged = stage == LidnetPlan.Stage.JOINT || startsJoint(step);
        Optional<DetectorValidation.Found> found = stage == LidnetPlan.Stage.DENOISER && !judged
                ? Optional.empty()
                : Optional.of(validation.ofNoisy(models.detector(), compute, denoiser));
        boolean best = judged && course.judge(fidelity, found.orElseThrow());
        if (judged && (best || plan.lastKept())) {
            models.keepAsBest();
        }
        progress.message(
                course.validated(step, stage, fidelity, found) + (best && !plan.lastKept() ? "; the best so far" : ""));
    }

    /** Whether the state after a step, or before the first one, is that with which the joint stage begins. */
    private boolean startsJoint(long step) {
        return step == (long) plan.denoiserSteps() + detectorSteps;
    }
}
