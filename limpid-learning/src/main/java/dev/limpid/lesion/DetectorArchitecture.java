package dev.limpid.lesion;

import dev.limpid.model.Architecture;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.StoredTensor;
import dev.limpid.network.detector.Detector;
import dev.limpid.network.detector.DetectorShape;
import dev.limpid.tensor.Compute;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a detector's card says of it.
 *
 * @param shape its size
 * @param edge longest edge in pixels of the image it sees; larger images are made smaller
 * @param label what it finds, e.g. {@code opacity}
 */
public record DetectorArchitecture(DetectorShape shape, int edge, String label) {
    /** The architecture's name in cards. */
    public static final String NAME = "detector";

    private static final int LEAST_EDGE = 64;

    /** The largest images that a detector sees whole; with it as edge, images are taken as they are. */
    public static final int MOST_EDGE = 4096;

    public DetectorArchitecture {
        if (edge < LEAST_EDGE || edge > MOST_EDGE) {
            throw new IllegalArgumentException("a detector sees images of 64 to 4096 pixels, not " + edge);
        }
        if (label.isBlank() || label.length() > 64) {
            throw new IllegalArgumentException("what a detector finds needs a name of 1 to 64 characters");
        }
    }

    /** As the card holds it. */
    public Architecture forCard() {
        Map<String, String> parameters =
                Map.of("shape", shape.optionName(), "edge", String.valueOf(edge), "label", label);
        return new Architecture(NAME, parameters, 0);
    }

    /**
     * Of a model file.
     *
     * @throws ModelFormatException if it is no detector, or of a kind that this version does not have
     */
    public static DetectorArchitecture of(ModelFile model) throws ModelFormatException {
        Architecture architecture = model.architecture();
        if (!model.card().task().equals(ModelCard.DETECT)
                || !architecture.name().equals(NAME)) {
            throw new ModelFormatException(
                    model.path() + " is a model to " + model.card().task() + ", not to detect");
        }
        DetectorShape shape = architecture.choice("shape", DetectorShape.values(), DetectorShape.RESNET18);
        int edge = architecture.integer("edge", LEAST_EDGE, MOST_EDGE);
        try {
            return new DetectorArchitecture(shape, edge, architecture.text("label", "lesion"));
        } catch (IllegalArgumentException wrong) {
            throw new ModelFormatException(model.path() + ": " + wrong.getMessage(), wrong);
        }
    }

    /**
     * A model file's detector with its weights, to be closed.
     *
     * @throws ModelFormatException if the weights are not those of the architecture
     */
    public static Detector load(ModelFile model, Compute compute) throws IOException {
        Detector detector = new Detector(of(model).shape());
        try {
            for (String name : detector.parameters().shapes().keySet()) {
                StoredTensor tensor = model.tensor(name);
                List<Long> expected =
                        Arrays.stream(detector.parameters().shape(name)).boxed().toList();
                if (!tensor.shape().equals(expected) || !tensor.dtype().isFloating()) {
                    throw new ModelFormatException(model.path() + ": weight " + name + " has shape " + tensor.shape()
                            + " of " + tensor.dtype() + ", but the detector needs numbers of shape " + expected);
                }
                detector.parameters().put(name, tensor.toFloats(), compute);
            }
            return detector;
        } catch (IOException | RuntimeException failure) {
            detector.close();
            throw failure;
        }
    }
}
