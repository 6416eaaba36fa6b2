package dev.limpid.cli;

import dev.limpid.bench.BenchRequest;
import dev.limpid.bench.PaperTables;
import dev.limpid.bench.layout.Anatomy;
import dev.limpid.bench.layout.ImageCollection;
import dev.limpid.bench.layout.StudyLayout;
import dev.limpid.bench.layout.StudyLayouts;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say on which images a benchmark runs. */
final class BenchDataOptions {
    private static final String AUTO = "auto";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "A folder of images; repeat for several data sets.")
    private List<Path> data = new ArrayList<>();

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description =
                    "How DIR lies on disk: splits, lidc-idri, ldct, rsna, lits, pairs, folder, or auto to look (default:"
                            + " auto).")
    private String layout = AUTO;

    @Option(
            names = "--subset",
            paramLabel = "NAME",
            split = ",",
            description = "A block of the tables, of those in DIR; repeat for several (default: all).")
    private List<String> subsets = new ArrayList<>();

    @Option(names = "--split", paramLabel = "val|test", description = "Whose images are measured (default: test).")
    private String split = "test";

    @Option(
            names = {"--test", "--images"},
            paramLabel = "N",
            description = "Images of each block to measure at most, drawn over patients (default: 500).")
    private int test = 500;

    @Option(
            names = "--train",
            paramLabel = "N",
            description = "Also draw N training images and list all three parts in OUT/splits.json, for limpid train.")
    private int train;

    @Option(
            names = "--tuning-images",
            paramLabel = "N",
            description = "Validation images of each block to tune filters on (default: 6).")
    private int tuning = 6;

    @Option(
            names = "--range",
            paramLabel = "LOW:HIGH",
            converter = RangeConverter.class,
            description = "The intensities that count as 0 and 1, where files do not say.")
    private Optional<IntensityRange> range = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "C,W",
            converter = RangeConverter.OfWindow.class,
            description =
                    "Measure PSNR and SSIM, and tune, in a display window of this centre and width, e.g. 50,400"
                            + " (default: in the range; -600,1500, 50,400 and 40,80 for chest, abdomen and head of layout ldct).")
    private Optional<IntensityRange> window = Optional.empty();

    @Option(
            names = "--modality",
            paramLabel = "[SUBSET=]M",
            description = "What files show that do not say it: ct, xray, mr or other.")
    private List<String> modality = new ArrayList<>();

    @Option(
            names = "--paper",
            paramLabel = "[SUBSET=]NAME",
            description = "Whose of the paper's figures stand beside: LIDC-IDRI, LiTS, RSNA or none (default: the"
                    + " data set itself, else LIDC-IDRI for CT and RSNA for X-ray).")
    private List<String> paper = new ArrayList<>();

    /** The images there are. */
    ImageCollection collection(long seed) throws IOException {
        if (!layout.equals(AUTO) && StudyLayouts.named(layout).isEmpty()) {
            List<String> names =
                    StudyLayouts.all().stream().map(StudyLayout::name).toList();
            throw Choices.unknown(command, "layout", layout, names);
        }
        ImageCollection collection = ImageCollection.open(data, layout, seed);
        if (collection.subsets().isEmpty()) {
            throw wrong(String.join(", ", data.stream().map(String::valueOf).toList())
                    + " holds no images that Limpid reads (DICOM, NIfTI-1, PNG, TIFF, JPEG)");
        }
        return collection;
    }

    /** The blocks asked for, else every subset that has images of the split. */
    List<String> subsets(ImageCollection collection) {
        Stream.concat(named(modality).keySet().stream(), named(paper).keySet().stream())
                .filter(key -> !key.isEmpty() && !collection.subsets().contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw Choices.unknown(command, "subset", key, collection.subsets());
                });
        for (String subset : subsets) {
            if (!collection.subsets().contains(subset)) {
                throw Choices.unknown(command, "subset", subset, collection.subsets());
            }
        }
        if (!subsets.isEmpty()) {
            return subsets.stream().distinct().toList();
        }
        List<String> measurable = collection.subsets().stream()
                .filter(subset -> !collection.files(subset, part()).isEmpty())
                .toList();
        if (measurable.isEmpty()) {
            throw wrong("no subset has " + split + " images; there are " + collection.subsets());
        }
        return measurable;
    }

    Split part() {
        return switch (split) {
            case "val" -> Split.VAL;
            case "test" -> Split.TEST;
            default -> throw wrong("--split is val or test, not '" + split + "'");
        };
    }

    BenchRequest.Sample sample(long seed) {
        if (test < 1 || tuning < 1 || train < 0) {
            throw wrong("--test and --tuning-images must be at least 1, --train at least 0");
        }
        return new BenchRequest.Sample(test, tuning, seed);
    }

    int train() {
        return train;
    }

    /** @param anatomy of low-dose CT, by subset */
    BenchRequest.Images images(Map<String, Anatomy> anatomy) {
        Map<String, Modality> said = new LinkedHashMap<>();
        named(modality).forEach((subset, name) -> {
            try {
                said.put(subset, Modality.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw Choices.unknown(command, "modality", name, List.of("ct", "xray", "mr", "other"));
            }
        });
        return new BenchRequest.Images(said, range, window, anatomy);
    }

    Map<String, String> paper() {
        Map<String, String> data = named(paper);
        List<String> allowed = new ArrayList<>(PaperTables.DATA_SETS);
        allowed.add("none");
        for (String name : data.values()) {
            if (!allowed.contains(name)) {
                throw Choices.unknown(command, "data set of the paper", name, allowed);
            }
        }
        return data;
    }

    /** {@code SUBSET=VALUE} by subset, {@code VALUE} under {@code ""}. */
    private static Map<String, String> named(List<String> options) {
        Map<String, String> values = new HashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            values.put(equals < 0 ? "" : option.substring(0, equals), option.substring(equals + 1));
        }
        return values;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
