package dev.limpid.cli;

import dev.limpid.bench.AsScanned;
import dev.limpid.bench.BenchRequest;
import dev.limpid.bench.Corruption;
import dev.limpid.bench.Corruptions;
import dev.limpid.bench.SimulatedDose;
import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.DegradationKinds;
import dev.limpid.lowdose.LowDose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what a benchmark's rows are: degradations, and how strong they are. */
final class BenchRowOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description =
                    "Degradations, see limpid kinds; as-scanned for what lies beside the images in layouts of pairs"
                            + " (default: as-scanned there, else the 13 of the paper's tables).")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--severity",
            paramLabel = "S",
            description = "Scales every degradation's strength, above 0 and at most 4 (default: 1).")
    private double severity = 1;

    @Option(
            names = "--set",
            paramLabel = "KIND.NAME=VALUE",
            description = "A parameter of a degradation, taken exactly for every image.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--clip",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Clip degraded values to the range, as the paper's 8-bit storage does (default: yes).")
    private boolean clip = true;

    @Option(
            names = "--severities",
            paramLabel = "S",
            split = ",",
            description = "Severities of the plots and of --fit (default: 0.25,0.5,1,1.5,2).")
    private List<Double> severities = new ArrayList<>();

    @Option(
            names = "--severity-plot",
            paramLabel = "N",
            description = "Images of each block to plot against severity, of as many patients; 0 for no plots"
                    + " (default: 2).")
    private int severityPlot = 2;

    /** @param paired whether each image has one of lower dose beside it */
    List<Corruption> corruptions(long seed, boolean paired) {
        if (!(severity > 0 && severity <= 4)) {
            throw wrong("--severity must be above 0 and at most 4, not " + severity);
        }
        Map<String, Map<String, String>> parameters = OwnedParameters.byOwner(command, "--set", set);
        List<DegradationKind> chosen = new ArrayList<>();
        List<String> usual = paired ? List.of(AsScanned.NAME) : Corruptions.ofThePaper();
        List<String> wanted = kinds.isEmpty() ? usual : kinds;
        for (String name : wanted) {
            Optional<DegradationKind> kind =
                    name.equals(AsScanned.NAME) && paired ? Optional.of(new AsScanned()) : DegradationKinds.find(name);
            if (name.equals(AsScanned.NAME)) {
                requirePairs(paired);
            }
            if (kind.isEmpty() && !kinds.isEmpty()) {
                throw Choices.unknown(
                        command,
                        "kind of degradation",
                        name,
                        DegradationKinds.all().stream()
                                .map(DegradationKind::name)
                                .toList());
            }
            kind.filter(found -> chosen.stream().noneMatch(each -> each.name().equals(found.name())))
                    .ifPresent(chosen::add);
        }
        List<String> names = chosen.stream().map(DegradationKind::name).toList();
        for (String name : parameters.keySet()) {
            if (!names.contains(name)) {
                throw Choices.unknown(command, "kind of degradation in this run", name, names);
            }
        }
        return rows(chosen, parameters, clip, seed);
    }

    /**
     * The rows of low-dose CT, which are never clipped.
     *
     * @param doses to simulate
     * @param paired whether each image has one of lower dose beside it
     */
    List<Corruption> lowDose(List<SimulatedDose> doses, boolean paired, long seed) {
        if (kinds.stream().anyMatch(name -> !name.equals(AsScanned.NAME)) || severity != 1) {
            throw wrong(
                    "--ldct measures doses: give them by --dose, not by --kinds or --severity; --kinds as-scanned puts"
                            + " pairs beside simulated doses");
        }
        Map<String, Map<String, String>> parameters = OwnedParameters.byOwner(command, "--set", set);
        List<DegradationKind> chosen = new ArrayList<>();
        if (doses.isEmpty() || !kinds.isEmpty()) {
            requirePairs(paired);
            chosen.add(new AsScanned());
        }
        chosen.addAll(doses);
        Map<String, Map<String, String>> byRow = new TreeMap<>();
        for (String name : parameters.keySet()) {
            if (!name.equals(LowDose.NAME) || doses.isEmpty()) {
                throw Choices.unknown(
                        command,
                        "kind of degradation in this run",
                        name,
                        doses.isEmpty() ? List.of(AsScanned.NAME) : List.of(LowDose.NAME));
            }
            doses.forEach(dose -> byRow.put(dose.name(), parameters.getOrDefault(name, Map.of())));
        }
        return rows(chosen, byRow, false, seed);
    }

    private void requirePairs(boolean paired) {
        if (!paired) {
            throw wrong("--kinds as-scanned needs images with one of lower dose beside them: a layout of pairs, see"
                    + " --layout");
        }
    }

    private List<Corruption> rows(
            List<DegradationKind> chosen, Map<String, Map<String, String>> parameters, boolean clipped, long seed) {
        try {
            return Corruptions.of(chosen, parameters, severity, clipped, seed);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    BenchRequest.Sweep sweep(int images) {
        List<Double> at = severities.isEmpty() ? List.of(0.25, 0.5, 1.0, 1.5, 2.0) : severities;
        for (double each : at) {
            if (!(each > 0 && each <= 4)) {
                throw wrong("--severities must be above 0 and at most 4, not " + each);
            }
        }
        return new BenchRequest.Sweep(
                images == 0 ? List.of() : at.stream().distinct().sorted().toList(), images);
    }

    /** Images to plot; what was scanned has no severity. */
    int severityPlot(List<Corruption> rows) {
        if (severityPlot < 0) {
            throw wrong("--severity-plot must be 0 or more, not " + severityPlot);
        }
        boolean scanned = rows.stream().anyMatch(row -> row.kind() instanceof AsScanned);
        return scanned ? 0 : severityPlot;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
