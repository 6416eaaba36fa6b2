package dev.limpid.cli;

import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelLibrary;
import dev.limpid.model.NetworkMethod;
import dev.limpid.model.Networks;
import dev.limpid.model.NoiseLevel;
import dev.limpid.model.PlugAndPlay;
import dev.limpid.model.ScriptFile;
import dev.limpid.model.ScriptUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose and steer a denoiser. */
final class MethodOptions {
    private static final Set<String> MODEL_PARAMETERS = parameterNames("precision", "tile", "ensemble");
    private static final Set<String> LEVEL_PARAMETERS =
            parameterNames("precision", "tile", "sigma", "iterations", "ensemble");

    private static final Set<String> SCRIPT_PARAMETERS =
            parameterNames("normalise", "halo", "stride", "tile", "ensemble");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = Methods.AUTO,
            description = "How to denoise, see 'limpid methods'; auto picks a model by modality (default: auto).")
    private String method = Methods.AUTO;

    @Option(
            names = "--model",
            paramLabel = "FILE|NAME",
            description = "A model file, or the name of a shipped model, see 'limpid models'; or a TorchScript file"
                    + " (.pt), with --trust-code.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--trust-code",
            description = "Run the TorchScript file named by --model: a program, which can do more than denoise.")
    private boolean trustCode;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the method; strengths are fractions of the intensity range.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Mixin
    private ContentOptions content = new ContentOptions();

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "Where models run: cpu or cuda (default: cpu).")
    private String device = "cpu";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads to compute with (default: 0, as many as pay).")
    private int threads;

    private static Set<String> parameterNames(String... names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
    }

    /** The choice these options ask for; wrong ones end the command as wrong usage. */
    MethodChoice choice() throws IOException {
        if (threads < 0) {
            throw wrong("--threads must be 0 or more, not " + threads);
        }
        if (!device.equals("cpu") && !device.equals("cuda")) {
            throw wrong("--device is cpu or cuda, not '" + device + "'");
        }
        if (method.equals(Methods.AUTO)) {
            return learned();
        }
        Optional<NetworkMethod> network = NetworkMethod.named(method);
        return network.isPresent() ? published(network.get()) : classical();
    }

    /** For commands that are given results: nothing is denoised, and options that say how are wrong usage. */
    MethodChoice none() {
        if (model.isPresent() || !method.equals(Methods.AUTO) || !parameters.isEmpty()) {
            throw wrong("what was denoised before is not denoised again: leave out --method, --model and --set");
        }
        return new ClassicalMethod(Methods.named("identity").orElseThrow(), Map.of(), content.range());
    }

    private MethodChoice classical() {
        if (model.isPresent()) {
            throw wrong("--model and --method " + method + " exclude each other");
        }
        DenoiserProvider provider = Methods.named(method)
                .orElseThrow(() -> wrong("no method '" + method + "'; there are " + Methods.names()));
        if (threads > 0) {
            // Filters share their rows out over Java's common pool; the calling thread is one more.
            System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", String.valueOf(threads - 1));
        }
        try {
            return new ClassicalMethod(provider, parameters, content.range());
        } catch (IllegalArgumentException e) {
            throw wrong("--method " + method + ": " + e.getMessage());
        }
    }

    /** A TorchScript file, which is looked at before, and run after, the user says that its program may run. */
    private MethodChoice scripted(String file) {
        for (String name : parameters.keySet()) {
            if (!SCRIPT_PARAMETERS.contains(name)) {
                throw wrong("TorchScript takes --set " + String.join(", --set ", SCRIPT_PARAMETERS) + ", not " + name);
            }
        }
        try {
            InferenceOptions options =
                    InferenceOptions.parse(device, "fp32", parameters.getOrDefault("tile", "0"), threads);
            ScriptFile script = ScriptFile.open(Path.of(file), ScriptUse.parse(parameters));
            if (!trustCode) {
                throw wrong(file + " is TorchScript, a program, which can do more than denoise; if you trust where it"
                        + " comes from, add --trust-code");
            }
            PlugAndPlay use = NetworkMethod.use(parameters, new NoiseLevel.Estimated());
            return LearnedMethod.of(
                    script,
                    content.range(),
                    () -> LearnedDenoiser.open(script, options).with(use));
        } catch (IllegalArgumentException | ModelFormatException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private MethodChoice learned() throws IOException {
        if (model.isPresent() && ScriptFile.isNamedAsOne(model.get())) {
            return scripted(model.get());
        }
        ModelLibrary library = ModelLibrary.standard();
        Optional<ModelFile> named = Optional.empty();
        if (model.isPresent()) {
            try {
                named = Optional.of(library.named(model.get()));
            } catch (ModelFormatException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }
        boolean level =
                named.isPresent() && Networks.takesNoiseLevel(named.get().architecture());
        Set<String> known = level ? LEVEL_PARAMETERS : MODEL_PARAMETERS;
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw wrong((level ? "model " + model.orElseThrow() : "a model") + " takes --set "
                        + String.join(", --set ", known) + ", not " + name);
            }
        }
        Optional<IntensityRange> own = named.flatMap(file -> file.input().range());
        if (own.isPresent() && content.range().isPresent() && !own.equals(content.range())) {
            throw wrong(LearnedMethod.otherRange(named.get()));
        }
        try {
            InferenceOptions options = InferenceOptions.parse(
                    device,
                    parameters.getOrDefault("precision", "auto"),
                    parameters.getOrDefault("tile", "0"),
                    threads);
            PlugAndPlay use = NetworkMethod.use(parameters, new NoiseLevel.Estimated());
            if (named.isEmpty()) {
                return LearnedMethod.byModality(
                        library,
                        content.range(),
                        model -> LearnedDenoiser.open(model, options).with(use));
            }
            ModelFile file = named.get();
            return LearnedMethod.of(
                    file,
                    content.range(),
                    () -> LearnedDenoiser.open(file, options).with(use));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** A published method that is a network. */
    private MethodChoice published(NetworkMethod wanted) throws IOException {
        if (model.isPresent()) {
            throw wrong("--method " + method + " takes its weights by --set weights=NAME|FILE, not by --model");
        }
        try {
            return LearnedMethod.of(
                    wanted.setting(parameters, ModelLibrary.standard(), device, threads), content.range());
        } catch (IllegalArgumentException | ModelFormatException e) {
            throw wrong("--method " + method + ": " + e.getMessage());
        }
    }

    /** The modality of files that do not say theirs. */
    Modality modality() {
        return content.modality();
    }

    /** Where and with how many threads networks beside the denoiser run. */
    InferenceOptions inference() {
        try {
            return new InferenceOptions(device, "auto", 0, threads);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** The range the user gave. */
    Optional<IntensityRange> range() {
        return content.range();
    }

    /** How many images are worked on at a time. */
    int parallelImages(MethodChoice choice) {
        return threads > 0 ? Math.min(threads, choice.parallelImages()) : choice.parallelImages();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
