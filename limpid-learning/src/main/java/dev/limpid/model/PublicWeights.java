package dev.limpid.model;

import dev.limpid.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The weights of a published network for grey images under the names of its public code ({@link PublicLayout}), in a safetensors file
 * without a card. Which network it is, and of which size, is told from names and shapes; every tensor is then checked. Holds
 * no file open. Safe for several threads.
 *
 * <p>Networks of ldct-benchmark see CT standardised as its code does. PyTorch's own files are not read, since they can contain programs:
 * {@code safetensors.torch.save_file(torch.load("drunet_gray.pth"), "drunet_gray.safetensors")} converts one, and for
 * ldct-benchmark {@code save_file(torch.load("redcnn.pt")["model_state_dict"], "redcnn.safetensors")}.
 */
public final class PublicWeights implements WeightSource {
    /** How many batches a normalisation has seen decides nothing. */
    private static final String BATCHES = ".num_batches_tracked";

    private final Path path;
    private final Safetensors contents;
    private final PublicLayout layout;
    private final Architecture architecture;

    private PublicWeights(Path path, Safetensors contents, PublicLayout layout, Architecture architecture) {
        this.path = path;
        this.contents = contents;
        this.layout = layout;
        this.architecture = architecture;
    }

    /**
     * Opens a file; reads its header only.
     *
     * @throws ModelFormatException if it is no safetensors file, or not the weights of one of these networks
     */
    public static PublicWeights open(Path path) throws ModelFormatException {
        Safetensors contents = Safetensors.open(path);
        Map<String, List<Long>> shapes = new TreeMap<>();
        contents.infos().stream()
                .filter(info -> !info.name().endsWith(BATCHES))
                .forEach(info -> shapes.put(info.name(), info.shape()));
        try {
            PublicLayout layout = PublicLayout.of(shapes);
            try (Network network = Networks.create(layout.architecture(shapes))) {
                requireSame(network, layout, shapes);
                return new PublicWeights(path, contents, layout, Networks.describe(network));
            }
        } catch (ModelFormatException e) {
            throw new ModelFormatException(path + ": " + e.getMessage(), e);
        }
    }

    private static void requireSame(Network network, PublicLayout layout, Map<String, List<Long>> shapes)
            throws ModelFormatException {
        Map<String, List<Long>> left = new TreeMap<>(shapes);
        for (Map.Entry<String, long[]> weight : network.parameters().shapes().entrySet()) {
            List<Long> wanted = Arrays.stream(weight.getValue()).boxed().toList();
            String name = layout.nameInFile(weight.getKey());
            List<Long> there = left.remove(name);
            if (there == null) {
                throw new ModelFormatException("has no tensor '" + name + "', which " + network.architecture() + " "
                        + network.configuration() + " needs");
            }
            if (!there.equals(wanted)) {
                throw new ModelFormatException("tensor " + name + " has shape " + there + ", but "
                        + network.architecture() + " " + network.configuration() + " needs " + wanted);
            }
        }
        if (!left.isEmpty()) {
            throw new ModelFormatException(
                    "has a tensor '" + left.keySet().iterator().next() + "' that " + network.architecture()
                            + " does not have (with batch normalisation, merge it first)");
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String label() {
        return Optional.ofNullable(path.getFileName()).orElse(path).toString();
    }

    @Override
    public String title() {
        return layout.title() + " with the weights in " + label();
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public ModelInput input() {
        return layout.input();
    }

    @Override
    public StoredTensor tensor(String name) throws IOException {
        return contents.tensor(layout.nameInFile(name));
    }

    @Override
    public String sha256() throws IOException {
        return ModelIdentity.of(architecture, input(), contents);
    }

    @Override
    public String toString() {
        return path + " (" + architecture.name() + ", public weights)";
    }
}
