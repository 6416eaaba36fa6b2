package dev.limpid.model;

import dev.limpid.artefact.ArtefactCorrection;
import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A trained network as a {@link Denoiser}.
 *
 * <p>Images of any size are cut into tiles with the network's halo, so the network's memory is bounded by the tile, and
 * the result does not depend on the tiling (in fp32 to about 1e-6 of the range). What the model may change and what keeps
 * its value is said by {@link Reach}. Networks that are told the noise level are used as {@link PlugAndPlay} says. A model with a
 * {@linkplain ModelInput#specialist specialist} gives that one's result where {@link SecondOpinion} finds noise alone.
 *
 * <p>Example:
 * <pre>{@code
 * try (LearnedDenoiser ct = LearnedDenoiser.open(ModelFile.open(path), InferenceOptions.DEFAULT)) {
 *     Slice denoised = ct.denoise(noisy);
 * }
 * }</pre>
 *
 * <p>Safe for several threads, whose networks compute one after the other; not to be used once closed.
 */
public final class LearnedDenoiser implements Denoiser, AutoCloseable {
    private final NetworkSource weights;
    private final TiledNetwork network;
    private final InferenceOptions options;
    private final Optional<IntensityRange> range;
    private final PlugAndPlay use;
    private final String name;
    private final Optional<LearnedDenoiser> specialist;

    private LearnedDenoiser(
            NetworkSource weights,
            TiledNetwork network,
            InferenceOptions options,
            Optional<IntensityRange> range,
            PlugAndPlay use,
            String name,
            Optional<LearnedDenoiser> specialist) {
        this.weights = weights;
        this.network = network;
        this.options = options;
        this.range = range;
        this.use = use;
        this.name = name;
        this.specialist = specialist;
    }

    /**
     * Loads a network's weights.
     *
     * @throws ModelFormatException if the weights are not those of their architecture, it is not known, or the model is no
     *     denoiser
     * @throws IllegalArgumentException if the device cannot be used
     */
    public static LearnedDenoiser open(NetworkSource weights, InferenceOptions options) throws IOException {
        if (weights instanceof ModelFile model && !model.card().task().equals(ModelCard.DENOISE)) {
            throw new ModelFormatException(
                    model.path() + " is a model to " + model.card().task() + ", not to denoise");
        }
        Optional<LearnedDenoiser> second = openSpecialist(weights, options);
        try {
            return new LearnedDenoiser(
                    weights,
                    network(weights, options),
                    options,
                    weights.input().range(),
                    PlugAndPlay.AUTOMATIC,
                    weights.label(),
                    second);
        } catch (IOException | RuntimeException failure) {
            second.ifPresent(LearnedDenoiser::close);
            throw failure;
        }
    }

    private static TiledNetwork network(NetworkSource source, InferenceOptions options) throws IOException {
        TiledNetwork network = TiledNetwork.open(source, options);
        if (network.network().takesNoiseLevel()
                && source.input().standardisation().isPresent()) {
            network.close();
            throw new ModelFormatException(source.path()
                    + " is told the noise level as a fraction of the range, so its values cannot be standardised");
        }
        return network;
    }

    private static Optional<LearnedDenoiser> openSpecialist(NetworkSource weights, InferenceOptions options)
            throws IOException {
        Optional<String> named = weights.input().specialist();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Path file = weights.path().resolveSibling(named.get() + ModelLibrary.EXTENSION);
        if (!Files.exists(file)) {
            throw new ModelFormatException(
                    weights.path() + " needs model " + named.get() + " beside it, and there is no " + file);
        }
        ModelFile model = ModelFile.open(file);
        if (model.card().input().specialist().isPresent()) {
            throw new ModelFormatException(
                    file + " has a specialist of its own, so it cannot be that of another model");
        }
        ModelInput own = weights.input();
        ModelInput other = model.card().input();
        if (other.modality() != own.modality()
                || other.unit() != own.unit()
                || !other.range().equals(own.range())) {
            throw new ModelFormatException(
                    file + " is for other images than " + weights.path() + ", so it cannot be its specialist");
        }
        return Optional.of(open(model, options));
    }

    /**
     * The same weights for images of a given range, where the model leaves the range to the image; a range that the
     * model has of its own stays. Close only one of the two.
     */
    public LearnedDenoiser forRange(IntensityRange imageRange) {
        Optional<IntensityRange> chosen = weights.input().range().or(() -> Optional.of(imageRange));
        return new LearnedDenoiser(
                weights, network, options, chosen, use, name, specialist.map(other -> other.forRange(imageRange)));
    }

    /**
     * The same weights used in another way: {@link PlugAndPlay#ensemble} matters to all networks, the rest to those that are told the
     * noise level. Close only one.
     */
    public LearnedDenoiser with(PlugAndPlay another) {
        return new LearnedDenoiser(
                weights, network, options, range, another, name, specialist.map(other -> other.with(another)));
    }

    /** The same under the name of a method; {@link #describe} then says which weights run. Close only one. */
    public LearnedDenoiser named(String method) {
        return new LearnedDenoiser(weights, network, options, range, use, method, specialist);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the model takes the image's range and {@link #forRange} was not used
     * @throws IllegalArgumentException if the image's unit is not the model's
     */
    @Override
    public Slice denoise(Slice image) {
        return denoise(image, remark -> {});
    }

    /** Of a model for corrected images, what was found and undone is a remark. */
    @Override
    public Slice denoise(Slice image, Consumer<String> remarks) {
        ModelInput input = weights.input();
        if (image.unit() != input.unit() && !input.takesAnyUnit()) {
            throw new IllegalArgumentException("model " + name() + " is for images in "
                    + input.unit().symbol() + ", not " + image.unit().symbol());
        }
        IntensityRange interval =
                range.orElseThrow(() -> new IllegalStateException("model " + name() + " needs the image's range"));
        Slice noisy = input.corrected() ? corrected(image, interval, remarks) : image;
        Reach reach = Reach.of(noisy, interval, input.margin());
        Slice.Builder result = noisy.like();
        TiledNetwork.Result put =
                (row, column, value) -> result.set(row, column, reach.result(noisy, row, column, value));
        int rows = noisy.rows();
        int columns = noisy.columns();
        Optional<Standardisation> by = input.standardisation();
        TiledNetwork.Pixels pixels = by.isEmpty()
                ? index -> reach.seen(noisy, index)
                : index -> by.get().seen(reach.seen(noisy, index), interval);
        TiledNetwork.Result given = by.isEmpty()
                ? put
                : (row, column, value) -> put.set(row, column, by.get().fraction(value, interval));
        if (takesNoiseLevel() || use.ensemble()) {
            float[] seen = new float[noisy.size()];
            for (int i = 0; i < seen.length; i++) {
                seen[i] = pixels.at(i);
            }
            double level = takesNoiseLevel() ? use.noise().of(noisy, interval) : 0;
            float[] restored = use.restore(seen, rows, columns, level, network::apply);
            for (int i = 0; i < restored.length; i++) {
                given.set(i / columns, i % columns, restored[i]);
            }
        } else {
            network.apply(rows, columns, 0, pixels, given);
        }
        Slice own = input.localMean()
                .map(sigma -> LocalMean.kept(noisy, result.build(), reach, sigma))
                .orElseGet(result::build);
        if (specialist.isEmpty()) {
            return own;
        }
        Slice second = specialist.get().denoise(noisy);
        return SecondOpinion.agree(noisy, own, second, interval) ? second : own;
    }

    private static Slice corrected(Slice image, IntensityRange range, Consumer<String> remarks) {
        ArtefactCorrection correction = ArtefactCorrection.of(image, range);
        correction.found().forEach(found -> remarks.accept("an artefact was found and undone: " + found));
        return correction.slice();
    }

    private boolean takesNoiseLevel() {
        return network.network().takesNoiseLevel();
    }

    /** Where it comes from. */
    public NetworkSource weights() {
        return weights;
    }

    /** Where the {@linkplain ModelInput#specialist specialist} comes from, if there is one. */
    public Optional<NetworkSource> specialist() {
        return specialist.map(LearnedDenoiser::weights);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String describe() {
        String precision = network.compute().precision().name().toLowerCase(Locale.ROOT);
        return name + "(" + (name.equals(weights.label()) ? "" : "weights=" + weights.label() + ", ")
                + (takesNoiseLevel() ? use.describe() + ", " : use.ensemble() ? "ensemble=8, " : "")
                + (weights.input().corrected() ? "artefacts corrected, " : "")
                + weights.input()
                        .localMean()
                        .map(sigma -> "local mean kept by " + sigma + " px, ")
                        .orElse("")
                + specialist
                        .map(other -> "of noise alone " + other.weights().label() + ", ")
                        .orElse("")
                + "precision=" + precision + ", device=" + network.compute().device() + ", tile="
                + (options.tile() == 0 ? "auto" : options.tile()) + ")";
    }

    @Override
    public Optional<Unit> unit() {
        return weights.input().takesAnyUnit()
                ? Optional.empty()
                : Optional.of(weights.input().unit());
    }

    @Override
    public Optional<IntensityRange> range() {
        return range;
    }

    @Override
    public int halo() {
        boolean whole = network.network().window() > 0;
        if (whole || weights.input().corrected() || specialist.isPresent()) {
            return Network.WHOLE_IMAGE;
        }
        int mean = weights.input()
                .localMean()
                .map(sigma -> new GaussianFilter(sigma).halo())
                .orElse(0);
        return network.network().halo() + mean;
    }

    @Override
    public void close() {
        specialist.ifPresent(LearnedDenoiser::close);
        network.close();
    }
}
