package dev.limpid.training;

import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.Safetensors;
import dev.limpid.model.StoredTensor;
import dev.limpid.network.Network;
import dev.limpid.network.features.EncoderFeatures;
import dev.limpid.network.features.FeatureExtractor;
import dev.limpid.network.features.Vgg19;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Parameters;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a run's perceptual loss takes its features from: VGG-19 if there is a file of it, else the restoration network. */
record FeatureSource(Optional<FeatureExtractor> features, Optional<Vgg19> owned, String sha256)
        implements AutoCloseable {
    /**
     * Opens it.
     *
     * @param vgg19 the public weights as safetensors
     * @param restoration the run's restoration network with its model, which stays the caller's
     * @throws ModelFormatException if a file is not VGG-19's weights
     */
    static FeatureSource of(
            TrainingSettings settings,
            Optional<Path> vgg19,
            Optional<ModelFile> model,
            Optional<Network> restoration,
            Compute compute)
            throws IOException {
        if (!settings.needsFeatures()) {
            return new FeatureSource(Optional.empty(), Optional.empty(), "");
        }
        if (vgg19.isPresent()) {
            Vgg19 network = new Vgg19(Vgg19.PUBLISHED_WIDTH);
            try {
                load(vgg19.get(), network.parameters(), compute);
            } catch (IOException | RuntimeException failure) {
                network.close();
                throw failure;
            }
            return new FeatureSource(Optional.of(network), Optional.of(network), identity(vgg19.get()));
        }
        return new FeatureSource(
                restoration.map(network ->
                        new EncoderFeatures(network, model.orElseThrow().card().name())),
                Optional.empty(),
                model.isPresent() ? model.get().sha256() : "");
    }

    /** For a card: the features and the checksum of the file they come from. */
    Optional<String> description() {
        return features.map(network -> network.title() + " (sha256 " + sha256 + ")");
    }

    /** What tells a file from another: the checksum of its bytes. */
    static String identity(Path file) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] part = new byte[1 << 16];
            for (int read = bytes.read(part); read > 0; read = bytes.read(part)) {
                digest.update(part, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void load(Path file, Parameters parameters, Compute compute) throws IOException {
        Safetensors stored = Safetensors.open(file);
        for (Map.Entry<String, long[]> weight : parameters.shapes().entrySet()) {
            String name = weight.getKey();
            List<Long> wanted = Arrays.stream(weight.getValue()).boxed().toList();
            boolean there = stored.infos().stream()
                    .anyMatch(info -> info.name().equals(name) && info.shape().equals(wanted));
            if (!there) {
                throw new ModelFormatException(file + " has no tensor " + name + " of shape " + wanted
                        + "; give VGG-19's weights as torchvision names them, saved as safetensors");
            }
            StoredTensor tensor = stored.tensor(name);
            if (!tensor.dtype().isFloating()) {
                throw new ModelFormatException(
                        file + ": weight " + name + " has elements of " + tensor.dtype() + "; give F32, F16 or BF16");
            }
            parameters.put(name, tensor.toFloats(), compute);
        }
    }

    @Override
    public void close() {
        owned.ifPresent(Vgg19::close);
    }
}
