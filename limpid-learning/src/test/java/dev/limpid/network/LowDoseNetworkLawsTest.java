package dev.limpid.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ResNet, QAE, TransCT and trained bilateral filters promise beyond the numbers of the reference. */
class LowDoseNetworkLawsTest {
    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @Nested
    class WhatTheyReach {
        @Test
        void isTheirHalo() {
            try (ResNet resNet = new ResNet(8, 2);
                    Network autoencoder = new QuadraticAutoencoder()) {
                HashedWeights.put(resNet, Compute.cpu());
                HashedWeights.put(autoencoder, Compute.cpu());
                assertThat(Planes.reach(resNet, 40, 60, 0))
                        .isEqualTo(resNet.halo())
                        .isEqualTo(9);
                assertThat(Planes.reach(autoencoder, 40, 60, 0))
                        .isEqualTo(autoencoder.halo())
                        .isEqualTo(10);
            }
        }

        @Test
        void growsWithTheSigmasOfBilateralFiltersAndEnds() {
            try (BilateralLayers filters = new BilateralLayers()) {
                HashedWeights.put(filters, Compute.cpu());
                for (int i = 0; i < 3; i++) {
                    set(filters, i, "color_sigma", 1e9f);
                    set(filters, i, "sigma_y", 0.5f);
                }
                assertThat(Planes.reach(filters, 9, 80, 0)).isEqualTo(6);
                for (int i = 0; i < 3; i++) {
                    set(filters, i, "sigma_y", 30);
                }
                assertThat(Planes.reach(filters, 9, 80, 0)).isEqualTo(filters.halo());
            }
        }

        @Test
        void ofTransCtIsAWindowWhereverItLies() {
            try (TransCt network = new TransCt(128)) {
                HashedWeights.put(network, Compute.cpu());
                float[] wide = HashedWeights.image(128 * 256);
                float[] left = new float[128 * 128];
                for (int row = 0; row < 128; row++) {
                    System.arraycopy(wide, row * 256, left, row * 128, 128);
                }
                float[] both = Planes.forward(network, wide, 128, 256, 0);
                float[] one = Planes.forward(network, left, 128, 128, 0);
                float[] half = new float[one.length];
                for (int row = 0; row < 128; row++) {
                    System.arraycopy(both, row * 256, half, row * 128, 128);
                }
                PublishedLowDoseNetworksTest.requireClose(half, one, 1e-5);
                assertThat(network.window()).isEqualTo(128);
            }
        }
    }

    @Nested
    class BilateralFilters {
        @Test
        void leaveAConstantAsItIsUpToTheBorder() {
            try (BilateralLayers filters = new BilateralLayers()) {
                filters.parameters().initialise(1, Compute.cpu());
                float[] constant = new float[7 * 9];
                Arrays.fill(constant, 0.7f);
                for (float value : Planes.forward(filters, constant, 7, 9, 0)) {
                    assertThat(value).isCloseTo(0.7f, within(1e-6f));
                }
            }
        }

        @ParameterizedTest
        @CsvSource({"0.001, 0, 1e-6", "1000, 0.05, 0.5"})
        void keepAStepThatTheirValuesTellApartAndBlurOneTheyDoNot(float sigma, double least, double most) {
            try (BilateralLayers filters = new BilateralLayers()) {
                filters.parameters().initialise(1, Compute.cpu());
                for (int i = 0; i < 3; i++) {
                    set(filters, i, "color_sigma", sigma);
                }
                float[] step = new float[5 * 12];
                for (int i = 0; i < step.length; i++) {
                    step[i] = i % 12 < 6 ? 0 : 1;
                }
                double change = Planes.forward(filters, step, 5, 12, 0)[2 * 12 + 5];
                assertThat(change).isBetween(least, most);
            }
        }
    }

    @Test
    void anUntrainedResNetIsTheIdentityAndAnUntrainedQuadraticAutoencoderIsLinearWithinItsRectifiers() {
        try (ResNet network = new ResNet(8, 2);
                QuadraticAutoencoder autoencoder = new QuadraticAutoencoder()) {
            network.parameters().initialise(1, Compute.cpu());
            float[] image = Planes.random(15 * 16, 3);
            assertThat(Planes.forward(network, image, 15, 16, 0)).isEqualTo(image);
            autoencoder.parameters().initialise(1, Compute.cpu());
            // Without biases and with max(x, 0) as the only bend, f(2 x) = 2 f(x).
            float[] twice = new float[image.length];
            for (int i = 0; i < image.length; i++) {
                twice[i] = 2 * image[i];
            }
            float[] once = Planes.forward(autoencoder, image, 15, 16, 0);
            float[] doubled = Planes.forward(autoencoder, twice, 15, 16, 0);
            for (int i = 0; i < once.length; i++) {
                assertThat(doubled[i]).isCloseTo(2 * once[i], within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64, 200, 640})
    void edgesOutOfBoundsAreRefused(int edge) {
        assertThatThrownBy(() -> new TransCt(edge)).hasMessageContaining("128, 256, 384 or 512");
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "12, 1", "2048, 1", "16, 0", "16, 65"})
    void sizesOutOfBoundsAreRefused(int width, int blocks) {
        assertThatThrownBy(() -> new ResNet(width, blocks)).hasMessageContaining("multiple of 8");
    }

    private static void set(Network network, int filter, String what, float value) {
        network.parameters().put("filters." + filter + "." + what, new float[] {value}, Compute.cpu());
    }
}
