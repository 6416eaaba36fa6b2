package dev.limpid.network.invariance;

import java.util.List;

/**
 * Sizes of the autoencoder and of the flow.
 *
 * @param edge rows and columns of a patch: 4 times a power of two, at least 32
 * @param latent numbers that the encoder describes a patch by, even
 * @param residual the encoder
 * @param decoder the decoder
 * @param criticWidth channels of the critic's first layer
 * @param flow the invertible network
 */
public record InvarianceShape(int edge, int latent, Residual residual, Decoder decoder, int criticWidth, Flow flow) {
    /** Sizes that went to print: 108,878,827 weights of the autoencoder, 9,310,674 of the critic, 137,133,184 of the flow. */
    public static final InvarianceShape PAPER = new InvarianceShape(
            128,
            256,
            new Residual(true, 64, List.of(3, 4, 6, 3)),
            new Decoder(96, 20, 2000, 1000, 128),
            64,
            new Flow(12, 1024, 2, 64, 256));

    /** For two processor cores: 64 pixels, and a file of less than 20 MB. */
    public static final InvarianceShape SMALL = new InvarianceShape(
            64,
            64,
            new Residual(false, 32, List.of(2, 2, 2, 2)),
            new Decoder(16, 8, 128, 64, 32),
            32,
            new Flow(8, 160, 2, 32, 64));

    /**
     * The encoder, a residual network (He et al., CVPR 2016).
     *
     * @param bottleneck whether blocks are 1x1, 3x3, 1x1 of four times the width, as in ResNet-50; else two 3x3
     * @param width channels of the first stage; each stage has twice those before
     * @param blocks of each of the four stages
     */
    public record Residual(boolean bottleneck, int width, List<Integer> blocks) {
        public Residual {
            blocks = List.copyOf(blocks);
            require(blocks.size() == 4 && blocks.stream().allMatch(count -> count >= 1 && count <= 64), "four stages");
            require(width >= 1 && width <= 256, "a width of 1..256");
        }
    }

    /**
     * The decoder, a BigGAN generator (Brock et al., ICLR 2019) whose class is a vector.
     *
     * @param base channels of the last block; earlier ones have up to 16 times as many
     * @param chunk numbers of the code that each block is told of its own
     * @param hidden width of the perceptron that makes a code a distribution over classes
     * @param classes of that distribution
     * @param embedding numbers that a class is told by
     */
    public record Decoder(int base, int chunk, int hidden, int classes, int embedding) {
        public Decoder {
            require(base >= 1 && base <= 256 && chunk >= 1 && hidden >= 1 && classes >= 1 && embedding >= 1, "a base");
        }
    }

    /**
     * The invertible network and what it is told of the denoised patch.
     *
     * @param blocks of it
     * @param hidden width of the perceptrons that scale and shift
     * @param depth hidden layers of those after the first
     * @param embedderWidth channels of the embedder's first layer
     * @param embedding numbers that tell of the denoised patch
     */
    public record Flow(int blocks, int hidden, int depth, int embedderWidth, int embedding) {
        public Flow {
            require(blocks >= 1 && blocks <= 64 && hidden >= 1 && depth >= 0 && depth <= 8, "1..64 blocks");
            require(embedderWidth >= 1 && embedding >= 1, "an embedding");
        }
    }

    public InvarianceShape {
        require(edge >= 32 && edge <= 512 && Integer.bitCount(edge) == 1, "an edge of 32, 64, 128, 256 or 512 pixels");
        require(latent >= 2 && latent % 2 == 0 && latent <= 4096, "an even number of latent dimensions");
        require(criticWidth >= 1 && criticWidth <= 256, "a critic's width of 1..256");
        require(
                latent > decoder.chunk() * doublings(edge),
                "more latent dimensions than its decoder's blocks take in chunks");
    }

    /** How often 4 pixels are doubled to the edge: blocks of the decoder, and halvings of the critic. */
    int doublings() {
        return doublings(edge);
    }

    private static int doublings(int edge) {
        return Integer.numberOfTrailingZeros(edge / 4);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("an invariance model needs " + what);
        }
    }
}
