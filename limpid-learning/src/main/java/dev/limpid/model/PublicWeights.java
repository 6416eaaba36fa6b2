package dev.limpid.model;

import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import dev.limpid.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The weights of DRUNet or DnCNN (without batch normalisation) for grey images under the names of the authors' public
 * code, in a safetensors file without a card. Which network it is, and of which size, is told from names and shapes;
 * every tensor is then checked. Holds no file open. Safe for several threads.
 *
 * <p>Names: {@code m_head.weight}, {@code m_down1.0.res.0.weight} ... {@code m_tail.weight} for DRUNet,
 * {@code model.0.weight}, {@code model.0.bias}, {@code model.2.weight} ... for DnCNN. PyTorch's own files are not read,
 * since they can contain programs: {@code safetensors.torch.save_file(torch.load("drunet_gray.pth"), "drunet_gray.safetensors")}
 * converts one.
 */
public final class PublicWeights implements WeightSource {
    private static final String DRUNET_HEAD = "m_head.weight";
    private static final String DNCNN_HEAD = "model.0.weight";
    private static final int LONGEST_CHAIN = 1000;

    /** As our own models: pixels up to half the range's width outside it are denoised. */
    private static final ModelInput ANY_IMAGE = new ModelInput(Modality.OTHER, Optional.empty(), Unit.NORMALISED, 0.5);

    private final Path path;
    private final Safetensors contents;
    private final Architecture architecture;

    private PublicWeights(Path path, Safetensors contents, Architecture architecture) {
        this.path = path;
        this.contents = contents;
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
        contents.infos().forEach(info -> shapes.put(info.name(), info.shape()));
        try {
            return new PublicWeights(path, contents, recognised(shapes));
        } catch (ModelFormatException e) {
            throw new ModelFormatException(path + ": " + e.getMessage(), e);
        }
    }

    private static Architecture recognised(Map<String, List<Long>> shapes) throws ModelFormatException {
        Architecture guess;
        if (shapes.containsKey(DRUNET_HEAD)) {
            requireGrey(shapes, DRUNET_HEAD, 2, "DRUNet");
            int blocks = chain(shapes, "m_down1.", 1, ".res.0.weight");
            List<String> widths = new ArrayList<>();
            for (String name : List.of(DRUNET_HEAD, down(1, blocks), down(2, blocks), down(3, blocks))) {
                widths.add(String.valueOf(outputs(shapes, name)));
            }
            guess = new Architecture(
                    "drunet", Map.of("widths", String.join(",", widths), "blocks", String.valueOf(blocks)), 0);
        } else if (shapes.containsKey(DNCNN_HEAD)) {
            requireGrey(shapes, DNCNN_HEAD, 1, "DnCNN");
            int depth = chain(shapes, "model.", 2, ".weight");
            String width = String.valueOf(outputs(shapes, DNCNN_HEAD));
            guess = new Architecture("dncnn", Map.of("depth", String.valueOf(depth), "width", width), 0);
        } else {
            throw new ModelFormatException("has neither a model card nor the weights of DRUNet (" + DRUNET_HEAD
                    + ", ...) or DnCNN (" + DNCNN_HEAD + ", ...) under the names of their public code");
        }
        try (Network network = Networks.create(guess)) {
            requireSame(network, shapes);
            return Networks.describe(network);
        }
    }

    private static String down(int scale, int blocks) {
        return "m_down" + scale + "." + blocks + ".weight";
    }

    /** How many tensors there are whose number rises from 0 in steps. */
    private static int chain(Map<String, List<Long>> shapes, String before, int step, String after) {
        int count = 0;
        while (count < LONGEST_CHAIN && shapes.containsKey(before + count * step + after)) {
            count++;
        }
        return count;
    }

    private static void requireGrey(Map<String, List<Long>> shapes, String head, int inputs, String title)
            throws ModelFormatException {
        List<Long> shape = shapes.getOrDefault(head, List.of());
        if (shape.size() != 4 || shape.get(1) != inputs) {
            throw new ModelFormatException("tensor " + head + " has shape " + shape + ", but " + title
                    + " for grey images takes " + inputs + (inputs == 1 ? " channel" : " channels")
                    + "; weights for colour, or another network's");
        }
    }

    private static long outputs(Map<String, List<Long>> shapes, String name) throws ModelFormatException {
        List<Long> shape = shapes.getOrDefault(name, List.of());
        if (shape.isEmpty()) {
            throw new ModelFormatException("has no tensor '" + name + "'");
        }
        return shape.get(0);
    }

    private static void requireSame(Network network, Map<String, List<Long>> shapes) throws ModelFormatException {
        Map<String, List<Long>> left = new TreeMap<>(shapes);
        for (Map.Entry<String, long[]> weight : network.parameters().shapes().entrySet()) {
            List<Long> wanted = Arrays.stream(weight.getValue()).boxed().toList();
            List<Long> there = left.remove(weight.getKey());
            if (there == null) {
                throw new ModelFormatException("has no tensor '" + weight.getKey() + "', which "
                        + network.architecture() + " " + network.configuration() + " needs");
            }
            if (!there.equals(wanted)) {
                throw new ModelFormatException("tensor " + weight.getKey() + " has shape " + there + ", but "
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
        return (architecture.name().equals("drunet") ? "DRUNet" : "DnCNN") + " with the weights in " + label();
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public ModelInput input() {
        return ANY_IMAGE;
    }

    @Override
    public StoredTensor tensor(String name) throws IOException {
        return contents.tensor(name);
    }

    @Override
    public String sha256() throws IOException {
        return ModelIdentity.of(architecture, ANY_IMAGE, contents);
    }

    @Override
    public String toString() {
        return path + " (" + architecture.name() + ", public weights)";
    }
}
