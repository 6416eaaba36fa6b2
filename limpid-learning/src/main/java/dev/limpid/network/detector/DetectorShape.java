package dev.limpid.network.detector;

import java.util.List;
import java.util.Locale;

/** The sizes of detector there are. */
public enum DetectorShape {
    /** Narrow, one block a stage. */
    SMALL(false, 16, List.of(1, 1, 1, 1), 48, 128),
    /** ResNet-18 (He et al., CVPR 2016, table 1) with half the usual width of pyramid and head. */
    RESNET18(false, 64, List.of(2, 2, 2, 2), 128, 512),
    /** ResNet-50 with the published pyramid and head. */
    RESNET50(true, 64, List.of(3, 4, 6, 3), 256, 1024);

    private final boolean bottleneck;
    private final int width;
    private final List<Integer> blocks;
    private final int pyramid;
    private final int hidden;

    DetectorShape(boolean bottleneck, int width, List<Integer> blocks, int pyramid, int hidden) {
        this.bottleneck = bottleneck;
        this.width = width;
        this.blocks = blocks;
        this.pyramid = pyramid;
        this.hidden = hidden;
    }

    /** The name in cards and on the command line. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether blocks are of three convolutions, the middle one narrow. */
    boolean bottleneck() {
        return bottleneck;
    }

    /** Channels of the first stage's convolutions; doubled at each stage. */
    int width() {
        return width;
    }

    /** Residual blocks of each of the four stages. */
    List<Integer> blocks() {
        return blocks;
    }

    /** Channels of a stage's result, from 0. */
    int channels(int stage) {
        return (width << stage) * (bottleneck ? ResNet.EXPANSION : 1);
    }

    /** Channels of the pyramid. */
    int pyramid() {
        return pyramid;
    }

    /** Units of the head's two layers. */
    int hidden() {
        return hidden;
    }
}
