package dev.limpid.model;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the public code of a network lays out its weights: by which tensor it is known, how its size is told, and what its names
 * are. Names are the same here, but for the two chains of convolutions.
 */
enum PublicLayout {
    /** Of DPIR's authors. */
    DRUNET("DRUNet", "m_head.weight", 2) {
        @Override
        Architecture architecture(Map<String, List<Long>> shapes) throws ModelFormatException {
            int blocks = chain(shapes, "m_down1.", 1, ".res.0.weight");
            List<String> widths = new ArrayList<>();
            for (String name : List.of(head(), down(1, blocks), down(2, blocks), down(3, blocks))) {
                widths.add(String.valueOf(outputs(shapes, name)));
            }
            return sized("drunet", Map.of("widths", String.join(",", widths), "blocks", String.valueOf(blocks)));
        }

        private String down(int scale, int blocks) {
            return "m_down" + scale + "." + blocks + ".weight";
        }
    },
    /** Of DnCNN's authors, without batch normalisation. */
    DNCNN("DnCNN", "model.0.weight", 1) {
        @Override
        Architecture architecture(Map<String, List<Long>> shapes) throws ModelFormatException {
            int depth = chain(shapes, "model.", 2, ".weight");
            String width = String.valueOf(outputs(shapes, head()));
            return sized("dncnn", Map.of("depth", String.valueOf(depth), "width", width));
        }
    },
    /** Of ldct-benchmark, as all that follow. */
    CNN10("CNN-10", "layers.0.weight", 1) {
        @Override
        Architecture architecture(Map<String, List<Long>> shapes) {
            return sized("cnn10", Map.of());
        }

        @Override
        String nameInFile(String name) {
            return ofChain(name, "layers");
        }
    },
    WGAN_VGG("WGAN-VGG", "net.0.weight", 1) {
        @Override
        Architecture architecture(Map<String, List<Long>> shapes) {
            return sized("wganvgg", Map.of());
        }

        @Override
        String nameInFile(String name) {
            return ofChain(name, "net");
        }
    },
    RED_CNN("RED-CNN", "conv1.weight", 1) {
        @Override
        Architecture architecture(Map<String, List<Long>> shapes) throws ModelFormatException {
            return sized("redcnn", Map.of("width", String.valueOf(outputs(shapes, head()))));
        }

        /** Any network may have a conv1. */
        @Override
        boolean fits(Map<String, List<Long>> shapes) {
            return super.fits(shapes) && shapes.containsKey("tconv1.weight");
        }
    },
    RESNET("ResNet", "in_conv.weight", 1) {
        @Override
        Architecture architecture(Map<String, List<Long>> shapes) throws ModelFormatException {
            int blocks = chain(shapes, "blocks.", 1, ".layers.0.weight");
            String width = String.valueOf(outputs(shapes, head()));
            return sized("resnet", Map.of("width", width, "blocks", String.valueOf(blocks)));
        }
    },
    QAE("Quadratic autoencoder", "encoder.0.W_r", 1) {
        @Override
        Architecture architecture(Map<String, List<Long>> shapes) {
            return sized("qae", Map.of());
        }
    },
    TRANSCT("TransCT", "conv_encoder_lf.base_encoder.0.weight", 1) {
        /** There are as many places as values of a token: (edge / 16)^2. */
        @Override
        Architecture architecture(Map<String, List<Long>> shapes) throws ModelFormatException {
            long places = outputs(shapes, "decoder.0.mha1.out_proj.weight");
            return sized("transct", Map.of("edge", String.valueOf(16 * Math.round(Math.sqrt(places)))));
        }
    },
    BILATERAL("Trained bilateral filters", "filters.0.sigma_x", 0) {
        @Override
        Architecture architecture(Map<String, List<Long>> shapes) {
            return sized("bilateral-trained", Map.of());
        }
    };

    private static final int LONGEST_CHAIN = 1000;

    /** As our own models: pixels up to half the range's width outside it are denoised. */
    private static final ModelInput ANY_IMAGE = new ModelInput(Modality.OTHER, Optional.empty(), Unit.NORMALISED, 0.5);

    private static final ModelInput LDCT = new ModelInput(
            Modality.CT,
            Optional.of(IntensityRange.CT),
            Unit.HOUNSFIELD,
            0.5,
            false,
            Optional.empty(),
            Optional.of(Standardisation.LDCT_BENCHMARK));

    private final String title;
    private final String head;
    private final int inputs;

    /** @param inputs channels of the head's input for grey images; 0 where the head is no convolution */
    PublicLayout(String title, String head, int inputs) {
        this.title = title;
        this.head = head;
        this.inputs = inputs;
    }

    /**
     * The layout of these tensors.
     *
     * @throws ModelFormatException if there is none, or they are for colour images
     */
    static PublicLayout of(Map<String, List<Long>> shapes) throws ModelFormatException {
        for (PublicLayout layout : values()) {
            if (layout.fits(shapes)) {
                layout.requireGrey(shapes);
                return layout;
            }
        }
        throw new ModelFormatException("has neither a model card nor the weights of "
                + Arrays.stream(values())
                        .map(layout -> layout.title + " (" + layout.head + ", ...)")
                        .collect(Collectors.joining(" or "))
                + " under the names of their public code");
    }

    boolean fits(Map<String, List<Long>> shapes) {
        return shapes.containsKey(head);
    }

    /** Which network, of which size; its weights are still to be checked. */
    abstract Architecture architecture(Map<String, List<Long>> shapes) throws ModelFormatException;

    /** The file's name of a weight. */
    String nameInFile(String name) {
        return name;
    }

    /** The images it is for. */
    ModelInput input() {
        return this == DRUNET || this == DNCNN ? ANY_IMAGE : LDCT;
    }

    String title() {
        return title;
    }

    String head() {
        return head;
    }

    private void requireGrey(Map<String, List<Long>> shapes) throws ModelFormatException {
        List<Long> shape = shapes.getOrDefault(head, List.of());
        if (inputs > 0 && (shape.size() != 4 || shape.get(1) != inputs)) {
            throw new ModelFormatException("tensor " + head + " has shape " + shape + ", but " + title
                    + " for grey images takes " + inputs + (inputs == 1 ? " channel" : " channels")
                    + "; weights for colour, or another network's");
        }
    }

    private static Architecture sized(String name, Map<String, String> parameters) {
        return new Architecture(name, parameters, 0);
    }

    /** Of {@code conv3.bias} for {@code net}: {@code net.4.bias}, since the activations between are counted too. */
    private static String ofChain(String name, String list) {
        int dot = name.indexOf('.');
        int layer = Integer.parseInt(name.substring("conv".length(), dot));
        return list + "." + 2 * (layer - 1) + name.substring(dot);
    }

    /** How many tensors there are whose number rises from 0 in steps. */
    private static int chain(Map<String, List<Long>> shapes, String before, int step, String after) {
        int count = 0;
        while (count < LONGEST_CHAIN && shapes.containsKey(before + count * step + after)) {
            count++;
        }
        return count;
    }

    private static long outputs(Map<String, List<Long>> shapes, String name) throws ModelFormatException {
        List<Long> shape = shapes.getOrDefault(name, List.of());
        if (shape.isEmpty()) {
            throw new ModelFormatException("has no tensor '" + name + "'");
        }
        return shape.get(0);
    }
}
