package dev.limpid.model;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The published methods that are networks, by the name that {@code --method} takes. */
public enum NetworkMethod {
    /** {@link dev.limpid.network.DnCnn} in one pass. */
    DNCNN("dncnn", "dncnn", "DnCNN (Zhang 2017): weights=FILE, e.g. dncnn_25.safetensors", List.of("weights")),
    /** {@link dev.limpid.network.DrUNet}, see {@link PlugAndPlay}. */
    DPIR(
            "dpir",
            "drunet",
            "DPIR's DRUNet (Zhang 2022): sigma=0.0588 (15/255) or auto, iterations=1 (more: half-quadratic splitting),"
                    + " ensemble=1|8, weights=drunet or FILE",
            List.of("weights", "sigma", "iterations", "ensemble")),
    /** {@link dev.limpid.network.ConvolutionChain#cnn10}, as all that follow for low-dose CT, in one pass. */
    CNN10("cnn10", "CNN-10 for low-dose CT (Chen 2017)"),
    /** {@link dev.limpid.network.RedCnn}. */
    RED_CNN("redcnn", "RED-CNN for low-dose CT (Chen 2017); DU-GAN's generator is one too"),
    /** {@link dev.limpid.network.ConvolutionChain#wganVgg}. */
    WGAN_VGG("wganvgg", "WGAN-VGG's generator for low-dose CT (Yang 2018)"),
    /** {@link dev.limpid.network.ResNet}. */
    RESNET("resnet", "ResNet for low-dose CT (Missert 2018)"),
    /** {@link dev.limpid.network.QuadraticAutoencoder}. */
    QAE("qae", "quadratic autoencoder for low-dose CT (Fan 2020)"),
    /** {@link dev.limpid.network.TransCt}. */
    TRANSCT("transct", "TransCT for low-dose CT (Zhang 2021)"),
    /** {@link dev.limpid.network.BilateralLayers}. */
    BILATERAL_TRAINED("bilateral-trained", "trained bilateral filters for low-dose CT (Wagner 2022)");

    private static final String SHIPPED_DRUNET = "drunet";
    private static final List<String> INFERENCE = List.of("precision", "tile");

    private final String methodName;
    private final String network;
    private final String summary;
    private final List<String> names;

    /** A method that is named after its network and takes nothing but weights. */
    NetworkMethod(String methodName, String summary) {
        this(methodName, methodName, summary + ": weights=FILE", List.of("weights"));
    }

    NetworkMethod(String methodName, String network, String summary, List<String> names) {
        this.methodName = methodName;
        this.network = network;
        this.summary = summary;
        this.names = names;
    }

    /** The method of this name. */
    public static Optional<NetworkMethod> named(String name) {
        return Arrays.stream(values())
                .filter(method -> method.methodName.equals(name))
                .findFirst();
    }

    /** The name on the command line and in tables. */
    public String methodName() {
        return methodName;
    }

    /** One line with the parameters and their defaults. */
    public String summary() {
        return summary;
    }

    /**
     * A method with its parameters and the weights it will run; nothing is loaded yet.
     *
     * @param method which
     * @param weights of the network
     * @param use how it is used, for networks that are told the noise level
     * @param options how to compute
     */
    public record Setting(NetworkMethod method, WeightSource weights, PlugAndPlay use, InferenceOptions options) {
        /** Loads the weights. */
        public LearnedDenoiser open() throws IOException {
            return LearnedDenoiser.open(weights, options).with(use).named(method.methodName);
        }
    }

    /**
     * Checks parameters and finds the weights.
     *
     * @param parameters what the user set by {@code --set name=value}
     * @param library where weights are looked for by name
     * @param device {@code cpu} or {@code cuda}
     * @param threads compute threads, 0 for as many as there are cores
     * @throws IllegalArgumentException for an unknown parameter or a value out of bounds, saying which are allowed
     * @throws IOException if there are no weights, or they are another network's
     */
    public Setting setting(Map<String, String> parameters, ModelLibrary library, String device, int threads)
            throws IOException {
        for (String name : parameters.keySet()) {
            if (!names.contains(name) && !INFERENCE.contains(name)) {
                throw new IllegalArgumentException(methodName + " has no parameter '" + name + "'; it takes "
                        + String.join(", ", names) + ", " + String.join(", ", INFERENCE));
            }
        }
        PlugAndPlay use = use(parameters, NoiseLevel.DPIR_DEFAULT);
        InferenceOptions options = InferenceOptions.parse(
                device, parameters.getOrDefault("precision", "auto"), parameters.getOrDefault("tile", "0"), threads);
        WeightSource weights = parameters.containsKey("weights")
                ? weights(library, parameters.getOrDefault("weights", ""))
                : defaultWeights(library);
        if (!weights.architecture().name().equals(network)) {
            throw new ModelFormatException(weights.path() + ": has weights of "
                    + weights.architecture().name() + ", but method " + methodName + " runs " + network);
        }
        return new Setting(this, weights, use, options);
    }

    /**
     * How a network that is told the noise level is used, from {@code sigma}, {@code iterations} and {@code ensemble}.
     *
     * @param noise the level where {@code sigma} is not given
     * @throws IllegalArgumentException for a value out of bounds, saying which are allowed
     */
    public static PlugAndPlay use(Map<String, String> parameters, NoiseLevel noise) {
        NoiseLevel level =
                parameters.containsKey("sigma") ? NoiseLevel.parse(parameters.getOrDefault("sigma", "")) : noise;
        String ensemble = parameters.getOrDefault("ensemble", "1");
        if (!ensemble.equals("1") && !ensemble.equals("8")) {
            throw new IllegalArgumentException("ensemble is 1 or 8, not '" + ensemble + "'");
        }
        String iterations = parameters.getOrDefault("iterations", "1");
        try {
            return new PlugAndPlay(level, Integer.parseInt(iterations.strip()), ensemble.equals("8"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("iterations is a whole number 1..100, not '" + iterations + "'", e);
        }
    }

    private WeightSource defaultWeights(ModelLibrary library) throws ModelFormatException {
        Optional<ModelFile> shipped = this == DPIR ? library.byName(SHIPPED_DRUNET) : Optional.empty();
        if (shipped.isPresent()) {
            return shipped.get();
        }
        String what = this == DPIR ? "there is no model " + SHIPPED_DRUNET + " in " + library.folder() + "; " : "";
        throw new ModelFormatException(
                what + "method " + methodName + " needs weights: --set weights=FILE, a safetensors file");
    }

    private static WeightSource weights(ModelLibrary library, String nameOrFile) throws IOException {
        Optional<ModelFile> known = library.byName(nameOrFile);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return WeightSource.open(Path.of(nameOrFile));
        } catch (InvalidPathException e) {
            throw new ModelFormatException("no model or file '" + nameOrFile + "'", e);
        }
    }
}
