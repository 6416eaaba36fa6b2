package dev.limpid.model;

import dev.limpid.image.IntensityRange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a model is, what it is for, how it was made and how well it does; lies in the model's file as JSON.
 *
 * <p>Example: {@code ModelFile.open(path).card().summary()}.
 *
 * @param name what {@code --model} takes: lower case letters, digits and hyphens, beginning with the modality, e.g.
 *     {@code ct-low-dose}
 * @param title for a human, e.g. {@code U-Net for CT}
 * @param task {@link #DENOISE}, or another word for models that do something else
 * @param architecture the network
 * @param input the images it is for
 * @param training how it was made
 * @param domain what its training images look like; empty when that was not measured
 * @param results measured figures; may be empty
 * @param licence of the weights, e.g. {@code Apache-2.0}
 * @param retrainCommand makes the model again
 * @param evaluationCommand makes {@code results} again
 */
public record ModelCard(
        String name,
        String title,
        String task,
        Architecture architecture,
        ModelInput input,
        Training training,
        Optional<DomainRange> domain,
        List<MeasuredResult> results,
        String licence,
        String retrainCommand,
        String evaluationCommand) {
    /** The task of a denoiser. */
    public static final String DENOISE = "denoise";

    /** The task of a restoration network: from clean images to themselves, for its feature maps. */
    public static final String RESTORE = "restore";

    /** The task of a lesion detector. */
    public static final String DETECT = "detect";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public ModelCard {
        results = List.copyOf(results);
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "a model's name is made of lower case letters, digits and hyphens, not '" + name + "'");
        }
    }

    /** Whether a text can name a model. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The same with other figures. */
    public ModelCard withResults(List<MeasuredResult> measured) {
        return new ModelCard(
                name,
                title,
                task,
                architecture,
                input,
                training,
                domain,
                measured,
                licence,
                retrainCommand,
                evaluationCommand);
    }

    /** The same with another command that makes its figures. */
    public ModelCard withEvaluationCommand(String command) {
        return new ModelCard(
                name, title, task, architecture, input, training, domain, results, licence, retrainCommand, command);
    }

    /** The same with a domain. */
    public ModelCard withDomain(DomainRange learnt) {
        return new ModelCard(
                name,
                title,
                task,
                architecture,
                input,
                training,
                Optional.of(learnt),
                results,
                licence,
                retrainCommand,
                evaluationCommand);
    }

    /** Reads a card from its JSON; fields it does not know are passed over, so that newer cards can be read. */
    public static ModelCard ofJson(String json) throws ModelFormatException {
        return CardJson.read(json);
    }

    /** The card as one line of JSON; the same card always gives the same text. */
    public String toJson() {
        return CardJson.write(this);
    }

    /**
     * One line for a list: {@code ct: U-Net for CT (unet baseChannels=32), CT -1000..1000 HU, trained on 5 patients (164
     * images) of LIDC-IDRI, CPTAC for gaussian, poisson noise, licence Apache-2.0}.
     */
    public String summary() {
        StringBuilder line =
                new StringBuilder(name).append(": ").append(title).append(" (").append(architecture.name());
        architecture
                .parameters()
                .forEach(
                        (key, value) -> line.append(' ').append(key).append('=').append(value));
        line.append("), ")
                .append(input.modality())
                .append(' ')
                .append(rangeText())
                .append(", ")
                .append(trainedOn());
        if (!training.degradations().isEmpty()) {
            List<String> kinds =
                    training.degradations().stream().map(Training.Noise::kind).toList();
            line.append(" for ").append(String.join(", ", kinds)).append(" noise");
        }
        return line.append(", licence ").append(licence).toString();
    }

    /** {@code trained on 5 patients (164 images) of LIDC-IDRI, CPTAC}. */
    public String trainedOn() {
        List<String> sources =
                training.sources().stream().map(Training.Source::name).toList();
        return "trained on " + training.patients() + " patients (" + training.images() + " images) of "
                + String.join(", ", sources);
    }

    /** {@code -1000..1000 HU}, or {@code over each image's own range}. */
    String rangeText() {
        return input.range().map(this::withUnit).orElse("over each image's own range");
    }

    private String withUnit(IntensityRange range) {
        return DomainFeature.number(range.low()) + ".." + DomainFeature.number(range.high()) + " "
                + input.unit().symbol();
    }
}
