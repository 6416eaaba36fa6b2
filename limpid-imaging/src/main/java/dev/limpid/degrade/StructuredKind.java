package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind structured}: {@link StructuredNoise}. Severity scales amplitude and stripes. */
public final class StructuredKind extends ParametricKind {
    public StructuredKind() {
        super(
                "structured",
                "a wave of low frequency, fixed to the detector",
                Parameter.near("amplitude", "fraction of the range", 0.49, 0, 1),
                Parameter.shape("period", "fraction of the larger side", 0.25, 0.5, 0.01, 4),
                Parameter.shape("angle", "degrees", 0, 360, 0, 360),
                Parameter.shape("phase", "degrees", 0, 360, 0, 360),
                Parameter.fixed("stripes", "offsets of columns, fraction of the range", 0, 0, 1));
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new StructuredNoise(
                range,
                scaled(draw, "amplitude"),
                draw.parameter("period"),
                draw.parameter("angle"),
                draw.parameter("phase"),
                scaled(draw, "stripes"));
    }
}
