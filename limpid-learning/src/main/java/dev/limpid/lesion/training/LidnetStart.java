package dev.limpid.lesion.training;

import dev.limpid.lesion.DetectorArchitecture;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelInput;
import dev.limpid.model.Networks;
import dev.limpid.network.Network;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Compute;
import java.io.IOException;
import java.util.Optional;

/**
 * What a run of {@link LidnetPlan} starts from.
 *
 * @param denoiser a trained one, of the plan's network; the plan's first stage then has 0 steps
 * @param detector a trained one, of the plan's shape; the second stage is then left out
 * @param restoration whose maps the feature-preserving loss compares and whose features WGAN-VGG's own loss does; given when the
 *     plan has one of these losses
 */
public record LidnetStart(Optional<ModelFile> denoiser, Optional<ModelFile> detector, Optional<ModelFile> restoration) {
    private static final String OTHERS = "; take unet, redcnn, wganvgg or cnn10";

    /**
     * Tells now what would fail later. The native library must be loaded.
     *
     * @throws IllegalArgumentException if a model does not fit the plan
     */
    void requireFor(LidnetPlan plan) {
        DetectorPlan.require(
                restoration.isPresent() || !plan.needsRestoration(),
                "the feature-preserving loss and that of WGAN-VGG need a restoration network; give it by --restoration");
        DetectorPlan.require(
                restoration.isEmpty() || plan.needsRestoration(),
                "no loss looks into the restoration network; give --feature-weight or --denoiser-loss wgan-vgg with"
                        + " --restoration");
        DetectorPlan.require(
                denoiser.isPresent() == (plan.denoiserSteps() == 0),
                "either a trained denoiser is given or the first stage has steps");
        DetectorPlan.require(
                detector.isPresent() || !plan.detectorFixed(),
                "--fixed-detector needs a detector that is trained already; give it by --detector-model");
        ModelInput own = plan.detector().input();
        if (denoiser.isPresent()) {
            requireWholeImages(denoiser.get(), plan);
            requireSameInput(denoiser.get(), own);
            requirePlainInput(denoiser.get());
        }
        detector.ifPresent(model -> requireSameInput(model, own));
        if (restoration.isPresent()) {
            requireSameInput(restoration.get(), own);
            requireMaps(restoration.get(), plan);
        }
    }

    private static void requireSameInput(ModelFile model, ModelInput own) {
        ModelInput other = model.card().input();
        DetectorPlan.require(
                own.range().equals(other.range()),
                model.path() + " sees another intensity range than this run; give the same --modality and --range");
        DetectorPlan.require(
                own.modality() == other.modality() && own.unit() == other.unit(),
                model.path() + " is for " + other.modality() + " images in " + other.unit() + ", this run for "
                        + own.modality() + " in " + own.unit() + "; give the same --modality");
    }

    /** Steps see images as they are and results as the network gives them, and so must those who use the model. */
    private static void requirePlainInput(ModelFile model) {
        ModelInput input = model.card().input();
        String more = input.corrected()
                ? "images after a correction of artefacts"
                : input.specialist().isPresent()
                        ? "a second model's result, " + input.specialist().get() + "'s"
                        : input.standardisation().isPresent() ? "standardised values" : "";
        DetectorPlan.require(
                more.isEmpty(),
                model.path() + " needs " + more
                        + ", which a joint training does not give it; start from another denoiser");
    }

    /** A step gives the denoiser the image alone, in the size of the image: no noise level, no fixed window. */
    private static void requireWholeImages(ModelFile model, LidnetPlan plan) {
        try (Network network = plan.denoiser().create()) {
            String what = model.path() + " is a " + network.architecture();
            DetectorPlan.require(
                    network.inputs() == 1,
                    what + ", which must be told more than the image, such as the noise's strength" + OTHERS);
            DetectorPlan.require(
                    network.window() == 0,
                    what + ", which sees only squares of " + network.window() + " pixels" + OTHERS);
        } catch (ModelFormatException unknown) {
            throw new IllegalArgumentException(unknown.getMessage(), unknown);
        }
    }

    private static void requireMaps(ModelFile model, LidnetPlan plan) {
        DetectorPlan.require(
                model.card().task().equals(ModelCard.RESTORE),
                model.path() + " is a model to " + model.card().task()
                        + ", not to restore; train one by a recipe with \"task\": \"restore\"");
        try (Network network = Networks.create(model.architecture())) {
            DetectorPlan.require(
                    plan.ownLoss().game().isEmpty() || !network.graph().pooled().isEmpty(),
                    model.path()
                            + " has no levels, whose features WGAN-VGG's loss compares; give a U-Net by --restoration");
            DetectorPlan.require(
                    network.inputs() == 1 && Detector.STRIDE % network.stride() == 0,
                    model.path() + " does not see the image alone in sizes of " + Detector.STRIDE
                            + "; give a U-Net by --restoration");
        } catch (UnsupportedOperationException | ModelFormatException unfit) {
            throw new IllegalArgumentException(
                    model.path() + " has no feature maps: " + unfit.getMessage() + "; give a U-Net by --restoration",
                    unfit);
        }
    }

    Network denoiser(LidnetPlan plan, Compute compute) throws IOException {
        if (denoiser.isPresent()) {
            return Networks.load(denoiser.get(), compute);
        }
        Network network = plan.denoiser().create();
        if (network.takesNoiseLevel()) {
            network.close();
            throw new IOException("a " + plan.denoiser().name()
                    + " must be told the noise's strength, which here nobody knows" + OTHERS);
        }
        network.parameters().initialise(plan.detector().seed(), compute);
        return network;
    }

    Detector detector(LidnetPlan plan, Compute compute) throws IOException {
        if (detector.isPresent()) {
            return DetectorArchitecture.load(detector.get(), compute);
        }
        Detector finder = new Detector(plan.detector().shape());
        finder.parameters().initialise(plan.detector().seed() + 1, compute);
        return finder;
    }

    /** Digests of the models, for what a checkpoint is pinned to. */
    String identity() throws IOException {
        return identity(denoiser) + identity(detector) + identity(restoration);
    }

    /** SHA-256 of a model file; empty for none. */
    static String identity(Optional<ModelFile> model) throws IOException {
        return model.isPresent() ? model.get().sha256() : "";
    }
}
