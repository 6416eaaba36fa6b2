package dev.limpid.explain;

import static dev.limpid.explain.MapSamples.ONE_THREAD;
import static dev.limpid.explain.MapSamples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.Networks;
import dev.limpid.network.Network;
import dev.limpid.network.UNet;
import dev.limpid.network.graph.Activation;
import dev.limpid.network.maps.LayerGradient;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherMapsTest {
    private static final IntensityRange BYTES = IntensityRange.ofBits(8);

    @TempDir
    static Path folder;

    private static ModelFile restoration;

    @BeforeAll
    static void load() throws IOException {
        NativeLibrary.load(1);
        restoration = MapSamples.model(folder, ModelCard.RESTORE, Unit.ARBITRARY);
    }

    @Nested
    class TheGradient {
        @Test
        void isHowMuchTheSumOfTheOutputChangesWithThePixels() throws IOException {
            Slice image = image(32, 48);
            Slice map = map(MapKind.GRADIENT, image);
            Random random = new Random(8);
            float[] direction = new float[image.size()];
            double slope = 0;
            for (int i = 0; i < direction.length; i++) {
                direction[i] = (float) random.nextGaussian();
                slope += direction[i] * map.at(i);
            }
            double step = 1e-6;
            double difference = (sum(image, direction, step) - sum(image, direction, -step)) / (2 * step);
            assertThat(slope).isCloseTo(difference, within(1e-4 * Math.abs(difference)));
        }

        /** The sum of the network's output in double precision, at a normalised image and so far along a direction. */
        private double sum(Slice image, float[] direction, double step) throws IOException {
            try (Network network = Networks.load(restoration, new Compute("cpu", Precision.FP64));
                    PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor along = Ops.tensor(direction, 1, 1, image.rows(), image.columns())
                        .to(ScalarType.Double);
                Tensor plane = plane(image).to(ScalarType.Double).add(along.mul(Ops.scalar(step)));
                return network.forward(plane, ScalarType.Double).sum().item_double();
            }
        }
    }

    @Nested
    class SmoothGradients {
        @Test
        void areTheSameTwiceAndAnotherMapThanTheGradient() throws IOException {
            Slice image = image(32, 32);
            Slice smooth = map(MapKind.SMOOTH_GRAD, image);
            assertThat(map(MapKind.SMOOTH_GRAD, image).toArray()).isEqualTo(smooth.toArray());
            assertThat(FeatureMaps.error(map(MapKind.GRADIENT, image), smooth)).isGreaterThan(1e-4);
        }

        @Test
        void tendToTheMeanOverNoise() throws IOException {
            // Another, larger sample of the same noise is nearer to the map than a single gradient is.
            Slice image = image(32, 32);
            float[] mean = new float[image.size()];
            Random random = new Random(99);
            int copies = 64;
            for (int copy = 0; copy < copies; copy++) {
                float[] noisy = image.toArray();
                for (int i = 0; i < noisy.length; i++) {
                    noisy[i] += (float) (0.15 * 255 * random.nextGaussian());
                }
                Slice one = map(MapKind.GRADIENT, image.withPixels(noisy));
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += one.at(i) / copies;
                }
            }
            Slice expected = image.withPixels(mean);
            double smooth = FeatureMaps.error(expected, map(MapKind.SMOOTH_GRAD, image));
            assertThat(smooth).isLessThan(0.5 * FeatureMaps.error(expected, map(MapKind.GRADIENT, image)));
        }
    }

    @Nested
    class GradCam {
        @Test
        void rectifiesActivationsWeightedByTheirMeanDerivative() throws IOException {
            assertCorners(image(32, 32));
        }

        @Test
        void ofALargeImageIsThatOfTheWhole() throws IOException {
            assertCorners(image(1216, 1008)); // Above what is looked at in one piece.
        }

        @Test
        void liesBetweenTheCoarseValuesInBetween() throws IOException {
            Slice map = map(MapKind.GRAD_CAM, image(32, 32));
            // 16 x 16 pixels for each coarse one: their centres are at 7.5 and 23.5.
            float left = map.at(0);
            float right = map.at(31);
            assertThat(map.at(8)).isCloseTo(left + 0.5f / 16 * (right - left), within(1e-5f));
            assertThat(map.at(23)).isCloseTo(left + 15.5f / 16 * (right - left), within(1e-5f));
        }

        private void assertCorners(Slice image) throws IOException {
            Slice map = map(MapKind.GRAD_CAM, image);
            float[] coarse = coarse(image);
            int columns = image.columns() / 16;
            float scale = 0;
            for (float each : coarse) {
                scale = Math.max(scale, each);
            }
            assertThat(scale).isPositive();
            int last = image.columns() - 1;
            int foot = image.size() - image.columns();
            assertThat(map.at(0)).isCloseTo(coarse[0], within(1e-4f * scale));
            assertThat(map.at(last)).isCloseTo(coarse[columns - 1], within(1e-4f * scale));
            assertThat(map.at(foot)).isCloseTo(coarse[coarse.length - columns], within(1e-4f * scale));
            assertThat(map.at(foot + last)).isCloseTo(coarse[coarse.length - 1], within(1e-4f * scale));
        }

        /** The definition, in tensor operations on the whole image. */
        private float[] coarse(Slice image) throws IOException {
            try (Network network = Networks.load(restoration, Compute.cpu());
                    PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                LayerGradient layer = LayerGradient.coarsest(network, plane(image), ScalarType.Float);
                Tensor weights = Ops.meanOfEach(layer.gradient().squeeze(0)).view(1, -1, 1, 1);
                return Ops.values(layer.activation().mul(weights).sum(1).relu());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "5", "15"})
    void aLayersDerivativeIsWhatItsBiasMoves(int channel) {
        try (Network network = new UNet(UNet.Shape.restoration(2, Activation.RELU));
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Compute exact = new Compute("cpu", Precision.FP64);
            network.parameters().initialise(4, exact);
            Tensor plane = plane(image(32, 32)).to(ScalarType.Double);
            LayerGradient layer = LayerGradient.coarsest(network, plane, ScalarType.Double);
            Tensor open = layer.activation().gt(Ops.scalar(0)).to(ScalarType.Double);
            double expected =
                    layer.gradient().mul(open).narrow(1, channel, 1).sum().item_double();
            double step = 1e-6;
            double up = moved(network, plane, channel, step);
            double down = moved(network, plane, channel, -2 * step);
            assertThat(expected)
                    .isNotZero()
                    .isCloseTo((up - down) / (2 * step), within(1e-5 * Math.abs(expected) + 1e-9));
        }
    }

    private static double moved(Network network, Tensor plane, int channel, double step) {
        network.parameters().get("down4.conv2.bias").narrow(0, channel, 1).add_(Ops.scalar(step));
        return network.forward(plane, ScalarType.Double).sum().item_double();
    }

    private static Slice map(MapKind kind, Slice image) throws IOException {
        try (FeatureMaps maps = FeatureMaps.open(restoration, ONE_THREAD, kind)) {
            return maps.map(image, BYTES);
        }
    }

    private static Tensor plane(Slice image) {
        float[] values = image.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = BYTES.normalise(values[i]);
        }
        return Ops.tensor(values, 1, 1, image.rows(), image.columns());
    }
}
