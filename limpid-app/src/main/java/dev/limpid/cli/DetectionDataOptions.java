package dev.limpid.cli;

import dev.limpid.bench.detection.DetectionData;
import dev.limpid.bench.detection.DetectionNoise;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.lesion.nodule.NoduleMix;
import dev.limpid.lowdose.LowDose;
import dev.limpid.training.DataFolder.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which images with lesions a measurement looks at, and what noise they get. */
final class DetectionDataOptions {
    private static final String DOSE = "dose";
    private static final List<String> SPLITS = List.of("validation", "test");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The folder of annotated images, as for 'train detector'.")
    private Path data = Path.of("");

    @Option(
            names = "--subset",
            paramLabel = "NAME",
            description = "A subset of splits.json; repeat for several (default: all).")
    private List<String> subsets = new ArrayList<>();

    @Option(
            names = "--split",
            paramLabel = "validation|test",
            defaultValue = "validation",
            description = "Whose patients are measured (default: validation).")
    private String split = "validation";

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
            description = "What counts as 0 and 1 where a file does not say it.")
    private Optional<IntensityRange> range = Optional.empty();

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Images that are measured at most, of whole patients (default: 1000).")
    private int images = 1000;

    @Option(
            names = "--insert-nodules",
            description = "Put nodules of known place into the lung of CT slices, instead of reading annotations.")
    private boolean insertNodules;

    @Option(names = "--clean", description = "Without noise.")
    private boolean clean;

    @Option(
            names = "--dose",
            paramLabel = "D",
            description = "Of CT: the part of the images' own dose that is left, 0.01 to 1 (default: 0.25).")
    private Optional<Double> dose = Optional.empty();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "The noise, see 'limpid kinds' (default: low-dose for images in HU, else gaussian).")
    private Optional<String> kind = Optional.empty();

    @Option(
            names = "--severity",
            paramLabel = "S",
            description = "Multiple of the noise's strength, 0..4 (default: 1).")
    private Optional<Double> severity = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the noise, taken exactly; those not set are drawn for each image.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of noise, nodules, and draws of patients (default: 1).")
    private long seed = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    Path data() {
        return data;
    }

    String split() {
        return split;
    }

    long seed() {
        return seed;
    }

    DetectionData.Request request() {
        if (!SPLITS.contains(split)) {
            throw Choices.unknown(command, "split", split, SPLITS);
        }
        try {
            return new DetectionData.Request(
                    subsets,
                    split.equals("test") ? Split.TEST : Split.VAL,
                    modality,
                    range,
                    insertNodules ? Optional.of(NoduleMix.STANDARD) : Optional.empty(),
                    images,
                    seed);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** Empty with {@code --clean}. */
    Optional<DetectionNoise> noise() {
        boolean some = dose.isPresent() || kind.isPresent() || severity.isPresent() || !set.isEmpty();
        if (clean && some) {
            throw wrong("--clean leaves out all noise; leave out --dose, --kind, --severity and --set");
        }
        if (clean) {
            return Optional.empty();
        }
        String chosen = kind.orElse(modality == Modality.CT ? LowDose.NAME : "gaussian");
        if (dose.isPresent() && !chosen.equals(LowDose.NAME)) {
            throw wrong(
                    kind.isPresent()
                            ? "--dose is of the kind " + LowDose.NAME + "; leave it out, or --kind " + chosen
                            : "--dose is of CT: say --modality ct, or leave it out");
        }
        if (dose.isPresent() && severity.isPresent()) {
            throw wrong("give the strength once, by --dose or by --severity");
        }
        if (dose.isPresent() && set.containsKey(DOSE)) {
            throw wrong("give the dose once, by --dose or by --set dose=D");
        }
        Map<String, String> parameters = new LinkedHashMap<>(set);
        dose.ifPresent(value -> parameters.put(DOSE, String.valueOf(value)));
        try {
            return Optional.of(new DetectionNoise(chosen, kind.isPresent(), parameters, severity.orElse(1.0), seed));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** For {@code run.json}. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("data", data.toString());
        map.put("subsets", subsets);
        map.put("split", split);
        map.put("modality", modality.name());
        map.put("range", range.map(each -> each.low() + ":" + each.high()).orElse(""));
        map.put("images", images);
        map.put("insertNodules", insertNodules);
        map.put("noise", noise().map(DetectionNoise::describe).orElse("none"));
        map.put("seed", seed);
        return map;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
