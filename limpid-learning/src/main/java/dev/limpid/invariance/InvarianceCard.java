package dev.limpid.invariance;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import dev.limpid.model.Architecture;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelInput;
import dev.limpid.model.Training;
import dev.limpid.network.invariance.InvarianceShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a model file says of itself beyond what all do: sizes, the denoiser it describes, and the patches it was trained on.
 *
 * @param shape of the networks
 * @param denoiser it was trained for
 * @param range of the patches
 */
public record InvarianceCard(InvarianceShape shape, DenoiserIdentity denoiser, TrainedRange range) {
    /** The task of such a model, and its architecture's name. */
    public static final String TASK = "invariance";

    private static final int MOST = 4096;

    /**
     * Reads it.
     *
     * @throws ModelFormatException if the model is another one, or says too little
     */
    public static InvarianceCard of(ModelCard card) throws ModelFormatException {
        Architecture architecture = card.architecture();
        if (!card.task().equals(TASK) || !architecture.name().equals(TASK)) {
            throw new ModelFormatException("model " + card.name() + " is a model to " + card.task()
                    + ", not of the invariances of a denoiser");
        }
        List<Integer> decoder = architecture.integers("decoder", 5, 1, MOST);
        List<Integer> flow = architecture.integers("flow", 5, 0, MOST);
        try {
            InvarianceShape shape = new InvarianceShape(
                    architecture.integer("edge", 32, 512),
                    architecture.integer("latent", 2, MOST),
                    new InvarianceShape.Residual(
                            architecture.flag("bottleneck", false),
                            architecture.integer("encoderWidth", 1, 256),
                            architecture.integers("encoderBlocks", 4, 1, 64)),
                    new InvarianceShape.Decoder(
                            decoder.get(0), decoder.get(1), decoder.get(2), decoder.get(3), decoder.get(4)),
                    architecture.integer("criticWidth", 1, 256),
                    new InvarianceShape.Flow(flow.get(0), flow.get(1), flow.get(2), flow.get(3), flow.get(4)));
            return new InvarianceCard(
                    shape,
                    new DenoiserIdentity(
                            architecture.text("denoiser", "unknown"), architecture.text("denoiserSha256", "unknown")),
                    TrainedRange.of(architecture));
        } catch (IllegalArgumentException wrong) {
            throw new ModelFormatException("model " + card.name() + ": " + wrong.getMessage(), wrong);
        }
    }

    /** As an architecture of a model card. */
    Architecture architecture() {
        InvarianceShape.Decoder decoder = shape.decoder();
        InvarianceShape.Flow flow = shape.flow();
        Map<String, String> parameters = new TreeMap<>(range.toParameters());
        parameters.put("edge", String.valueOf(shape.edge()));
        parameters.put("latent", String.valueOf(shape.latent()));
        parameters.put("bottleneck", String.valueOf(shape.residual().bottleneck()));
        parameters.put("encoderWidth", String.valueOf(shape.residual().width()));
        parameters.put("encoderBlocks", joined(shape.residual().blocks()));
        parameters.put(
                "decoder",
                joined(List.of(
                        decoder.base(), decoder.chunk(), decoder.hidden(), decoder.classes(), decoder.embedding())));
        parameters.put("criticWidth", String.valueOf(shape.criticWidth()));
        parameters.put(
                "flow",
                joined(List.of(flow.blocks(), flow.hidden(), flow.depth(), flow.embedderWidth(), flow.embedding())));
        parameters.put("denoiser", denoiser.description());
        parameters.put("denoiserSha256", denoiser.sha256());
        return new Architecture(TASK, parameters, 0);
    }

    ModelCard card(String name, Training training, String command) {
        return new ModelCard(
                name,
                "Invariances of " + denoiser.description(),
                TASK,
                architecture(),
                new ModelInput(Modality.CT, Optional.of(IntensityRange.CT), Unit.HOUNSFIELD, 0),
                training,
                Optional.empty(),
                List.of(),
                "not stated",
                command,
                "not measured yet");
    }

    private static String joined(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
