package dev.limpid.cli;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import dev.limpid.lesion.nodule.NoduleMix;
import dev.limpid.lesion.training.DetectorPlan;
import dev.limpid.lowdose.LowDose;
import dev.limpid.network.detector.DetectorShape;
import dev.limpid.training.DegradationMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a detector is to find, in which images; for runs without a plan of their own. */
final class LesionImageOptions {
    static final int VALIDATE_EVERY = 500;
    private static final double NOISY_SHARE = 0.5;

    @Option(
            names = "--preset",
            paramLabel = "small|resnet18|resnet50",
            defaultValue = "small",
            description = "Size of the detector (default: small).")
    private String preset = "small";

    @Option(
            names = "--modality",
            paramLabel = "ct|xray|mr|other",
            defaultValue = "other",
            description = "What the images show; ct for images in HU (default: other).")
    private Modality modality = Modality.OTHER;

    @Option(
            names = "--range",
            paramLabel = "LOW:HIGH",
            converter = RangeConverter.class,
            description = "The model's own intensity range (default: -1000:1000 for ct, else each image's).")
    private Optional<IntensityRange> range = Optional.empty();

    @Option(
            names = "--subset",
            paramLabel = "NAME",
            description = "A subset of splits.json; repeat for several (default: all).")
    private List<String> subsets = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "PATIENT", description = "A patient whose images are not used; repeat.")
    private List<String> excluded = new ArrayList<>();

    @Option(names = "--label", paramLabel = "WORD", defaultValue = "lesion", description = "What is found.")
    private String label = "lesion";

    @Option(
            names = "--edge",
            paramLabel = "N",
            description =
                    "Longest edge in pixels of what a detector sees; larger images are made smaller (default: 512; lidnet:"
                            + " images as they are).")
    private Optional<Integer> edge = Optional.empty();

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "Images of training, and as many of validation, that are held in memory at most (default: 1000).")
    private int images = 1000;

    @Option(
            names = "--insert-nodules",
            description = "Put nodules of known place into the lung of CT slices, instead of reading annotations.")
    private boolean insertNodules;

    @Option(
            names = "--clean",
            description = "Without noise (default: half of the images with noise, for ct that of a lower dose).")
    private boolean clean;

    @Option(
            names = "--dose",
            paramLabel = "D",
            description = "With --modality ct: the part of the dose that is left at strength 1 (default: 0.25).")
    private Optional<Double> dose = Optional.empty();

    @Option(
            names = "--severity",
            paramLabel = "LOW:HIGH",
            converter = StrengthRange.Converter.class,
            description =
                    "How strong that noise is, 1 as everyday noise (default: 0.5:1.6 for ct, which is 57 to 12 %% of the"
                            + " dose, else 0.2:1).")
    private Optional<StrengthRange> severity = Optional.empty();

    @Option(names = "--steps", paramLabel = "N", description = "Steps, instead of the preset's.")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the run.")
    private long seed = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /**
     * The plan that these options make.
     *
     * @param usualEdge where none is given
     */
    DetectorPlan plan(String name, int usualEdge) {
        if (clean) {
            Choices.refuseBeside(command, "--clean", "--severity", "--dose");
        }
        DetectorShape shape = Arrays.stream(DetectorShape.values())
                .filter(each -> each.optionName().equals(preset))
                .findFirst()
                .orElseThrow(() -> Choices.unknown(
                        command,
                        "preset",
                        preset,
                        Arrays.stream(DetectorShape.values())
                                .map(DetectorShape::optionName)
                                .toList()));
        boolean hounsfield = modality == Modality.CT;
        Optional<IntensityRange> own = range.isEmpty() && hounsfield ? Optional.of(IntensityRange.CT) : range;
        return new DetectorPlan(
                name,
                modality,
                own.map(IntensityRange::low),
                own.map(IntensityRange::high),
                hounsfield ? Unit.HOUNSFIELD : Unit.ARBITRARY,
                label,
                "not stated",
                subsets,
                excluded.isEmpty() ? Optional.empty() : Optional.of(excluded),
                shape,
                edge.orElse(usualEdge),
                steps.orElse(
                        switch (shape) {
                            case SMALL -> 6_000;
                            case RESNET18 -> 20_000;
                            case RESNET50 -> 60_000;
                        }),
                2,
                3e-4,
                seed,
                "auto",
                0.7,
                clean ? Optional.empty() : Optional.of(noise(hounsfield)),
                insertNodules ? Optional.of(NoduleMix.STANDARD) : Optional.empty(),
                images,
                VALIDATE_EVERY,
                40);
    }

    private DegradationMix noise(boolean hounsfield) {
        StrengthRange strength = severity.orElse(hounsfield ? new StrengthRange(0.5, 1.6) : new StrengthRange(0.2, 1));
        // A whole slice of lower dose takes longer than its step, so fewer of them.
        double share = insertNodules ? NOISY_SHARE / 2 : NOISY_SHARE;
        DegradationMix mix = hounsfield
                ? new DegradationMix(share, List.of(LowDose.NAME), strength.low(), strength.high(), 0, 1)
                : new DegradationMix(
                        NOISY_SHARE,
                        List.of("gaussian", "poisson", "speckle"),
                        strength.low(),
                        strength.high(),
                        0.5,
                        1);
        return dose.isPresent() ? mix.with(dose.get()) : mix;
    }
}
