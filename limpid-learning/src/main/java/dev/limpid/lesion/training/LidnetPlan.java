package dev.limpid.lesion.training;

import dev.limpid.training.NetworkPlan;
import tools.jackson.databind.ObjectMapper;

/**
 * A denoiser to be trained with a detector's help, after what LIDnet's abstract says (arXiv 2104.08845); all numbers and the
 * schedule's details are our inference, since no more is public. Three stages: the denoiser alone, the detector on its results mixed
 * with clean images, and both in turns.
 *
 * @param detector the images, their noise, and the detector; its steps are those of the second stage
 * @param denoiser the network to be trained
 * @param crop edge in pixels of the squares that steps look at, a multiple of 64
 * @param cuts squares that are cut from each image that is drawn, one after another: where its noise takes longer than a step
 * @param denoiserSteps of the first stage; 0 when the denoiser is trained already
 * @param jointSteps of the third stage, at most; denoiser and detector take turns unless the detector is fixed
 * @param jointValidateEvery steps between validations of the joint stage; the plan of the detector says those of the others
 * @param denoiserRate peak rate of Adam in the first stage
 * @param jointRate peak rate in the third
 * @param ownLoss of the denoiser in both its stages
 * @param perceptual how features are held
 * @param perceptualWeight of that loss, in units of the error in the denoiser's own loss at the first joint step
 * @param detectionWeight of the detector's loss, likewise
 * @param featureWeight of the feature-preserving loss ({@code docs/feature-preserving-loss.md}), likewise; 0 for none
 * @param proposals of the clean image, the best of them, that are regions beside the lesions
 * @param patience validations of the third stage without a better one, after which it ends unless the last state is kept
 * @param detectorFixed whether the detector stays as it is in the third stage, all of whose steps are then of the denoiser: for a
 *     detector that is in use and cannot be trained
 * @param lastKept whether the state at the end counts, not the best one: for runs that are compared with each other, between which the
 *     choice of a state by few validation patients makes differences of its own
 */
public record LidnetPlan(
        DetectorPlan detector,
        NetworkPlan denoiser,
        int crop,
        int cuts,
        int denoiserSteps,
        int jointSteps,
        int jointValidateEvery,
        double denoiserRate,
        double jointRate,
        OwnLoss ownLoss,
        Perceptual perceptual,
        double perceptualWeight,
        double detectionWeight,
        double featureWeight,
        int proposals,
        int patience,
        boolean detectorFixed,
        boolean lastKept) {
    private static final int STRIDE = 64;
    private static final double WARM_UP = 200;

    public LidnetPlan {
        DetectorPlan.require(
                detector.degradations().isPresent(), "a denoiser needs noise to learn from; leave out --clean");
        DetectorPlan.require(crop >= STRIDE && crop % STRIDE == 0 && crop <= 4096, "the crop must be a multiple of 64");
        DetectorPlan.require(cuts >= 1, "at least one square is cut from each image");
        DetectorPlan.require(
                denoiserSteps >= 0 && jointSteps >= 1 && jointValidateEvery >= 1 && patience >= 1,
                "the joint stage needs steps, and validations");
        DetectorPlan.require(
                denoiserRate > 0 && denoiserRate < 1 && jointRate > 0 && jointRate < 1,
                "learning rates must be between 0 and 1");
        DetectorPlan.require(
                perceptualWeight >= 0 && detectionWeight >= 0 && featureWeight >= 0, "weights must be 0 or more");
        DetectorPlan.require(proposals >= 0, "the number of proposals must be 0 or more, not " + proposals);
    }

    /** Which part of the run a step belongs to. */
    enum Stage {
        DENOISER,
        DETECTOR,
        JOINT
    }

    /**
     * A step within its stage.
     *
     * @param number within the stage, from 1
     * @param ofDenoiser whether it changes the denoiser, else the detector
     * @param update number of that change within the stage, from 1
     */
    record Position(Stage stage, long number, boolean ofDenoiser, long update) {}

    int validateEvery(Stage stage) {
        return stage == Stage.JOINT ? jointValidateEvery : detector.validateEvery();
    }

    /** @param detectorSteps of the second stage; 0 when the detector is trained already */
    Position position(long step, int detectorSteps) {
        if (step <= denoiserSteps) {
            return new Position(Stage.DENOISER, step, true, step);
        }
        long rest = step - denoiserSteps;
        if (rest <= detectorSteps) {
            return new Position(Stage.DETECTOR, rest, false, rest);
        }
        long joint = rest - detectorSteps;
        return detectorFixed
                ? new Position(Stage.JOINT, joint, true, joint)
                : new Position(Stage.JOINT, joint, joint % 2 == 1, (joint + 1) / 2);
    }

    /** Number of the change of the same model that a step makes, from 1 over all stages. */
    long updates(Position position, int detectorSteps) {
        boolean again = position.stage() == Stage.JOINT;
        long before = position.ofDenoiser() ? denoiserSteps : detectorSteps;
        return position.update() + (again ? before : 0);
    }

    /** Whether losses look into a restoration network. */
    boolean needsRestoration() {
        return featureWeight > 0 || ownLoss.game().isPresent();
    }

    /** Learning rate of a step: in each stage a warm-up, at most of a twentieth of it, and half a cosine down to 0. */
    double rate(Position position, int detectorSteps) {
        double peak = switch (position.stage()) {
            case DENOISER -> denoiserRate;
            case DETECTOR -> detector.learningRate();
            case JOINT -> jointRate;
        };
        return peak * rateFraction(position, detectorSteps);
    }

    /** The same as a fraction of the stage's peak. */
    double rateFraction(Position position, int detectorSteps) {
        double steps = switch (position.stage()) {
            case DENOISER -> denoiserSteps;
            case DETECTOR -> detectorSteps;
            case JOINT -> jointSteps;
        };
        double warmUp = Math.max(1, Math.min(WARM_UP, steps / 20));
        double cosine = 0.5 * (1 + Math.cos(Math.PI * (position.number() - 1) / steps));
        return cosine * Math.min(1, position.number() / warmUp);
    }

    /** For a checkpoint and a run's record. */
    String toJson() {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }
}
