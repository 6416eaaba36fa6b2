package dev.limpid.model;

import dev.limpid.network.BilateralLayers;
import dev.limpid.network.ConvolutionChain;
import dev.limpid.network.DnCnn;
import dev.limpid.network.DrUNet;
import dev.limpid.network.Network;
import dev.limpid.network.QuadraticAutoencoder;
import dev.limpid.network.RedCnn;
import dev.limpid.network.ResNet;
import dev.limpid.network.TransCt;
import dev.limpid.network.UNet;
import dev.limpid.network.graph.Activation;
import dev.limpid.tensor.Compute;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Networks by the name in a model card. */
public final class Networks {
    private static final String KNOWN =
            "unet, drunet, dncnn, cnn10, redcnn, wganvgg, resnet, qae, transct and bilateral-trained";

    private Networks() {}

    /**
     * The network of a card, without weights.
     *
     * @throws ModelFormatException if this version does not have it, or its parameters are out of bounds
     */
    public static Network create(Architecture architecture) throws ModelFormatException {
        return switch (architecture.name()) {
            case "unet" -> unet(architecture);
            case "drunet" ->
                new DrUNet(architecture.integers("widths", 4, 1, 1024), architecture.integer("blocks", 1, 16));
            case "dncnn" -> new DnCnn(architecture.integer("depth", 2, 64), architecture.integer("width", 1, 1024));
            case "cnn10" -> ConvolutionChain.cnn10();
            case "wganvgg" -> ConvolutionChain.wganVgg();
            case "redcnn" -> new RedCnn(architecture.integer("width", 1, 1024));
            case "resnet" -> resnet(architecture);
            case "qae" -> new QuadraticAutoencoder();
            case "transct" -> transCt(architecture);
            case "bilateral-trained" -> new BilateralLayers();
            default ->
                throw new ModelFormatException("architecture '" + architecture.name()
                        + "' is not known to this version of Limpid; it knows " + KNOWN);
        };
    }

    private static Network resnet(Architecture architecture) throws ModelFormatException {
        int width = architecture.integer("width", 8, 1024);
        if (width % 8 != 0) {
            throw new ModelFormatException("architecture resnet needs a width that is a multiple of 8, not " + width);
        }
        return new ResNet(width, architecture.integer("blocks", 1, 64));
    }

    private static Network transCt(Architecture architecture) throws ModelFormatException {
        int edge = architecture.integer("edge", TransCt.EDGE_STEP, TransCt.PUBLISHED_EDGE);
        if (edge % TransCt.EDGE_STEP != 0) {
            throw new ModelFormatException("architecture transct needs an edge of 128, 256, 384 or 512, not " + edge);
        }
        return new TransCt(edge);
    }

    private static Network unet(Architecture architecture) throws ModelFormatException {
        Map<String, String> given = architecture.parameters();
        List<Integer> blocks = given.containsKey("blocks")
                ? architecture.integers("blocks", UNet.LEVELS, 0, UNet.MOST_BLOCKS)
                : UNet.Shape.NO_BLOCKS;
        return new UNet(new UNet.Shape(
                architecture.integer("base", 1, 256),
                blocks,
                architecture.choice("activation", Activation.values(), Activation.RELU),
                architecture.flag("residual", true)));
    }

    /**
     * A network with its weights.
     *
     * @throws ModelFormatException if the weights are not those of their architecture, or it is not known
     */
    public static Network load(WeightSource weights, Compute compute) throws IOException {
        Network network = create(weights.architecture());
        try {
            put(weights, network, compute);
            return network;
        } catch (IOException | RuntimeException failure) {
            network.close();
            throw failure;
        }
    }

    private static void put(WeightSource weights, Network network, Compute compute) throws IOException {
        for (String name : network.parameters().shapes().keySet()) {
            StoredTensor tensor = weights.tensor(name);
            List<Long> expected =
                    Arrays.stream(network.parameters().shape(name)).boxed().toList();
            if (!tensor.shape().equals(expected)) {
                throw new ModelFormatException(weights.path() + ": weight " + name + " has shape " + tensor.shape()
                        + ", but " + weights.architecture().name() + " needs " + expected);
            }
            if (!tensor.dtype().isFloating()) {
                throw new ModelFormatException(weights.path() + ": weight " + name + " has elements of "
                        + tensor.dtype() + "; quantised weights are not supported, give F32, F16 or BF16");
            }
            network.parameters().put(name, tensor.toFloats(), compute);
        }
    }

    /** Whether a card's network is told the noise level; false for one that is not known. */
    public static boolean takesNoiseLevel(Architecture architecture) {
        try (Network network = create(architecture)) {
            return network.takesNoiseLevel();
        } catch (ModelFormatException unknown) {
            return false;
        }
    }

    /** What a card says of a network. */
    public static Architecture describe(Network network) {
        Map<String, String> parameters = new TreeMap<>();
        network.configuration().forEach((name, value) -> parameters.put(name, value.toString()));
        return new Architecture(network.architecture(), parameters, network.halo());
    }
}
