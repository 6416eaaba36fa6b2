package dev.limpid.lesion.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import dev.limpid.lesion.DetectorArchitecture;
import dev.limpid.lesion.nodule.NoduleMix;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelInput;
import dev.limpid.network.detector.DetectorShape;
import dev.limpid.training.DegradationMix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A detector to be trained, in full, beside the images and the code version.
 *
 * @param name what {@code --model} will take
 * @param modality what images it is for
 * @param low bottom of the intensity range; empty when every image has its own
 * @param high top of it
 * @param unit of the pixels
 * @param label what it finds
 * @param licence of the weights
 * @param subsets of the data folder; all when empty
 * @param excluded patients of the folder that are not used, for instance because nobody states their licence; none when left out
 * @param shape its size
 * @param edge longest edge in pixels of what it sees; larger images are made smaller
 * @param steps of the optimiser
 * @param batch images a step
 * @param learningRate peak rate of Adam, after a warm-up of 200 steps, falling to 0 by a half cosine
 * @param seed of everything that is drawn
 * @param precision {@code auto}, {@code bf16} or {@code fp32}
 * @param lesionShare of the images drawn that have lesions
 * @param degradations noises of images, so that it finds lesions in them too; none when left out
 * @param nodules nodules to be put into CT slices before anything else; none when left out
 * @param images of training, and as many of validation, that are held in memory at most; the seed chooses among more
 * @param validateEvery steps between validations
 * @param validationImages images a validation looks at, at most
 */
public record DetectorPlan(
        String name,
        Modality modality,
        Optional<Float> low,
        Optional<Float> high,
        Unit unit,
        String label,
        String licence,
        List<String> subsets,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<String>> excluded,
        DetectorShape shape,
        int edge,
        int steps,
        int batch,
        double learningRate,
        long seed,
        String precision,
        double lesionShare,
        Optional<DegradationMix> degradations,
        Optional<NoduleMix> nodules,
        int images,
        int validateEvery,
        int validationImages) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private static final double MARGIN = 0.5;
    private static final int WARM_UP = 200;

    public DetectorPlan {
        subsets = List.copyOf(subsets);
        excluded = excluded.map(List::copyOf);
        require(
                ModelCard.isName(name),
                "a model's name is made of lower case letters, digits and hyphens, not " + name);
        require(low.isPresent() == high.isPresent(), "a plan gives both low and high, or neither");
        require(steps >= 1 && batch >= 1 && batch <= 256, "a run needs steps, and 1 to 256 images a step");
        require(learningRate > 0 && learningRate < 1, "the learning rate must be between 0 and 1");
        require(lesionShare > 0 && lesionShare <= 1, "the share of images with lesions must be above 0, at most 1");
        require(validateEvery >= 1 && validationImages >= 1, "validation needs at least one image and one step");
        require(images >= 1, "a run needs at least one image");
        require(nodules.isEmpty() || unit == Unit.HOUNSFIELD, "nodules are put into CT in HU");
        require(
                degradations.flatMap(DegradationMix::discs).isEmpty(),
                "discs are put into images of denoisers' trainings, not of detectors'; nodules are for these");
        new DetectorArchitecture(shape, edge, label);
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The images the model is for. */
    ModelInput input() {
        Optional<IntensityRange> range = low.map(bottom -> new IntensityRange(bottom, high.orElseThrow()));
        return new ModelInput(modality, range, unit, MARGIN);
    }

    /** The same with another detector. */
    public DetectorPlan with(DetectorArchitecture other) {
        return new DetectorPlan(
                name,
                modality,
                low,
                high,
                unit,
                other.label(),
                licence,
                subsets,
                excluded,
                other.shape(),
                other.edge(),
                steps,
                batch,
                learningRate,
                seed,
                precision,
                lesionShare,
                degradations,
                nodules,
                images,
                validateEvery,
                validationImages);
    }

    DetectorArchitecture architecture() {
        return new DetectorArchitecture(shape, edge, label);
    }

    /** The rate of a step, which counts from 1. */
    double learningRateAt(long step) {
        double warmUp = Math.max(1, Math.min(WARM_UP, steps / 20));
        double cosine = 0.5 * (1 + Math.cos(Math.PI * (step - 1) / steps));
        return learningRate * cosine * Math.min(1, step / warmUp);
    }

    /**
     * Reads a plan.
     *
     * @throws IOException if the file is missing or not a complete plan, saying what is wrong
     */
    public static DetectorPlan read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), DetectorPlan.class);
        } catch (JacksonException malformed) {
            throw new IOException(file + " is not a plan of a detector: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** As JSON, readable by people. */
    public String toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }
}
