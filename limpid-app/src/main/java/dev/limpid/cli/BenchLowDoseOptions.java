package dev.limpid.cli;

import dev.limpid.bench.MetricSet;
import dev.limpid.bench.SimulatedDose;
import dev.limpid.bench.layout.Anatomy;
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

    /** By subset; {@code ""} for every subset. */
    Map<String, Anatomy> anatomy(List<String> subsets) {
        Map<String, Anatomy> parts = new HashMap<>();
        for (String option : anatomy) {
            int equals = option.indexOf('=');
            String subset = equals < 0 ? "" : option.substring(0, equals);
            String name = option.substring(equals + 1);
            if (!subset.isEmpty() && !subsets.contains(subset)) {
                throw Choices.unknown(command, "subset", subset, subsets);
            }
            parts.put(
                    subset,
                    Anatomy.named(name)
                            .orElseThrow(() -> Choices.unknown(
                                    command,
                                    "anatomy",
                                    name,
                                    Arrays.stream(Anatomy.values())
                                            .map(Anatomy::option)
                                            .toList())));
        }
        return parts;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
