package dev.limpid.cli;

import dev.limpid.batch.Problem;
import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.DegradationKinds;
import dev.limpid.degrade.Draw;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose and steer a degradation. */
final class DegradeOptions {
    private static final List<String> NOT_WITH_REPLAY = List.of("--kind", "--severity", "--set", "--seed", "--range");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--kind", paramLabel = "KIND", description = "What to add, see 'limpid kinds'.")
    private Optional<String> kind = Optional.empty();

    @Option(
            names = "--severity",
            paramLabel = "S",
            defaultValue = "1",
            description = "Multiple of the default strength, 0..4; 0 changes nothing (default: 1).")
    private double severity = 1;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the kind, taken exactly; those not set are drawn for each image.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Of the draws; each file and plane has a stream of its own by its relative path, and low-dose one for each acquisition (default: 1).")
    private long seed = 1;

    @Mixin
    private ContentOptions content = new ContentOptions();

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "A record that an earlier run kept (NAME.degradation.json): the same again.")
    private Optional<Path> replay = Optional.empty();

    /** What these options draw for each file; wrong ones end the command as wrong usage. */
    DegradeWork.Draws draws() throws IOException {
        if (replay.isPresent()) {
            return replayed(replay.get());
        }
        DegradationKind chosen = named(kind.orElseThrow(
                () -> wrong("give --kind KIND, see 'limpid kinds', or --replay FILE of an earlier run")));
        try {
            chosen.draw(parameters, severity, seed); // What is wrong is told before any image is read.
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        String run = chosen.name() + new TreeMap<>(parameters) + " severity " + severity + " seed " + seed
                + content.range()
                        .map(given -> " range " + given.low() + ":" + given.high())
                        .orElse("");
        return (image, relative) -> drawn(chosen, image, relative, run);
    }

    private DegradationRecord drawn(DegradationKind chosen, StoredImage image, Path relative, String run)
            throws IOException {
        IntensityRange known = MethodChoice.rangeOf(image, content.range());
        String name = StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
        List<Draw> draws = new ArrayList<>();
        SeriesPlaces places = SeriesPlaces.of(image, name);
        for (int frame = 0; frame < image.frames(); frame++) {
            Optional<String> shared = chosen.oneSeedForSeries() ? places.next(image.section(frame)) : Optional.empty();
            String plane = shared.orElse(name + (image.frames() > 1 ? "#" + frame : ""));
            long own = seed * 0x1_0000_0000L + DegradationRecord.checksum(plane);
            draws.add(chosen.draw(parameters, severity, own));
        }
        return new DegradationRecord(chosen.name(), severity, known, run, draws);
    }

    private DegradeWork.Draws replayed(Path file) {
        for (String option : NOT_WITH_REPLAY) {
            if (command.commandLine().getParseResult().hasMatchedOption(option)) {
                throw wrong("--replay takes everything from its record; leave out " + option);
            }
        }
        try {
            DegradationRecord record = DegradationRecord.read(file);
            return (image, relative) -> record;
        } catch (IOException e) {
            throw wrong("--replay: " + Problem.describeWithFile(e));
        }
    }

    private DegradationKind named(String name) {
        List<String> names = DegradationKinds.all().stream()
                .flatMap(each -> Stream.concat(Stream.of(each.name()), each.aliases().stream()))
                .toList();
        return DegradationKinds.find(name)
                .orElseThrow(() -> wrong("no kind '" + name + "'" + Nearest.suggestion(name, names)
                        + "; there are "
                        + DegradationKinds.all().stream()
                                .map(DegradationKind::name)
                                .collect(Collectors.joining(", "))));
    }

    /** The modality of files that do not say theirs. */
    Modality modality() {
        return content.modality();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
