package dev.limpid.cli;

import dev.limpid.bench.MetricSet;
import dev.limpid.bench.SimulatedDose;
import dev.limpid.bench.layout.Anatomy;
import dev.limpid.bench.layout.ImageCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a benchmark of low-dose CT. */
final class BenchLowDoseOptions {
    private static final List<Double> USUAL = List.of(0.5, 0.25, 0.1);
    private static final List<String> GENERAL =
            List.of("--fit", "--update-card", "--train", "--clip", "--severities", "--severity-plot", "--paper");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--ldct",
            description =
                    "Low-dose CT, of images in HU: SSIM and PSNR in the window of the anatomy, VIF and RMSE in HU, bias"
                            + " and noise of soft tissue; of pairs as scanned, else of simulated doses. Ranks the methods.")
    private boolean asked;

    @Option(
            names = "--dose",
            paramLabel = "D",
            split = ",",
            description =
                    "With --ldct: doses to simulate, as parts of the images' own (default: 0.5,0.25,0.1; of pairs none).")
    private List<Double> doses = new ArrayList<>();

    @Option(
            names = "--anatomy",
            paramLabel = "[SUBSET=]PART",
            description =
                    "With --ldct: what the images show: chest (-600,1500), abdomen (50,400), neuro (40,80) or soft-tissue"
                            + " (50,400). Default: what the data set or Body Part Examined says; else chest where lung fills"
                            + " much of the middle, soft-tissue where not.")
    private List<String> anatomy = new ArrayList<>();

    /** Options that would do nothing here are refused. */
    void refuseGeneral() {
        for (String option : GENERAL) {
            if (asked() && command.commandLine().getParseResult().hasMatchedOption(option)) {
                throw wrong(option + " is of the general tables; leave it out, or leave out --ldct");
            }
        }
    }

    /** Whether subsets hold pairs; of low-dose CT those that do have other rows than those that do not. */
    boolean paired(ImageCollection collection, List<String> subsets) {
        List<String> pairs = subsets.stream()
                .filter(subset -> collection.layout(subset).paired())
                .toList();
        if (asked() && doses.isEmpty() && !pairs.isEmpty() && pairs.size() < subsets.size()) {
            List<String> others =
                    subsets.stream().filter(subset -> !pairs.contains(subset)).toList();
            throw wrong(String.join(", ", pairs) + (pairs.size() == 1 ? " holds" : " hold") + " pairs as scanned and "
                    + String.join(", ", others) + (others.size() == 1 ? " does" : " do")
                    + " not: measure each by --subset in a run of its own, or give --dose to simulate doses of all");
        }
        return pairs.size() == subsets.size();
    }

    boolean asked() {
        if (!asked && !(doses.isEmpty() && anatomy.isEmpty())) {
            throw wrong("--dose and --anatomy belong to --ldct; give that too");
        }
        return asked;
    }

    MetricSet metrics() {
        return asked() ? MetricSet.LOW_DOSE : MetricSet.GENERAL;
    }

    /** @param paired whether each image has one of lower dose beside it; then nothing is simulated unless it is asked for */
    List<SimulatedDose> doses(boolean paired) {
        List<Double> usual = paired ? List.of() : USUAL;
        try {
            return (doses.isEmpty() ? usual : doses)
                    .stream().distinct().map(SimulatedDose::new).toList();
        } catch (IllegalArgumentException e) {
            throw wrong("--dose: " + e.getMessage());
        }
    }

    /** By subset; {@code ""} for every subset. Not where a window is given, which says it too. */
    Map<String, Anatomy> anatomy(List<String> subsets) {
        if (!anatomy.isEmpty() && command.commandLine().getParseResult().hasMatchedOption("--window")) {
            throw wrong("--window and --anatomy both say in which window to measure; give one of them");
        }
        Map<String, Anatomy> parts = new HashMap<>();
        for (String option : anatomy) {
            int equals = option.indexOf('=');
            String subset = equals < 0 ? "" : option.substring(0, equals);
            String name = option.substring(equals + 1);
            if (!subset.isEmpty() && !subsets.contains(subset)) {
                throw Choices.unknown(command, "subset", subset, subsets);
            }
            Anatomy part = Anatomy.named(name)
                    .orElseThrow(() -> Choices.unknown(
                            command,
                            "anatomy",
                            name,
                            Arrays.stream(Anatomy.values()).map(Anatomy::option).toList()));
            if (parts.put(subset, part) != null) {
                throw wrong("--anatomy is given more than once for "
                        + (subset.isEmpty() ? "all subsets" : "subset '" + subset + "'") + "; give it once");
            }
        }
        return parts;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
