package dev.limpid.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DnCnnTest {
    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @Test
    void thePublishedSizeHasThePublishedLayers() {
        try (DnCnn network = new DnCnn(DnCnn.PUBLISHED_DEPTH, DnCnn.PUBLISHED_WIDTH)) {
            // 1 -> 64, fifteen of 64 -> 64, 64 -> 1, each 3 x 3 with bias.
            assertThat(network.parameters().count()).isEqualTo(640 + 15 * 36_928 + 577);
            assertThat(network.parameters().shape("model.0.weight")).containsExactly(64, 1, 3, 3);
            assertThat(network.parameters().shape("model.32.weight")).containsExactly(1, 64, 3, 3);
        }
    }

    @Test
    void theChainsOutputIsTakenFromTheInput() {
        try (DnCnn network = new DnCnn(3, 2)) {
            network.parameters().initialise(1, Compute.cpu());
            // Channel 0 carries x + 0.5, channel 1 is cut off at 0; the last layer takes 0.25 of channel 0 and adds 1.
            network.parameters().put("model.0.weight", centres(1, -1), Compute.cpu());
            network.parameters().put("model.0.bias", new float[] {0.5f, 0}, Compute.cpu());
            network.parameters().put("model.2.weight", centres(1, 0, 0, 1), Compute.cpu());
            network.parameters().put("model.4.weight", centres(0.25f, 100), Compute.cpu());
            network.parameters().put("model.4.bias", new float[] {1}, Compute.cpu());
            float[] image = Planes.random(5 * 7, 1);
            float[] result = Planes.forward(network, image, 5, 7, 0);
            for (int i = 0; i < image.length; i++) {
                assertThat(result[i]).isCloseTo(image[i] - (0.25f * (image[i] + 0.5f) + 1), within(1e-6f));
            }
        }
    }

    @Test
    void anUntrainedNetworkIsTheIdentity() {
        try (DnCnn network = new DnCnn(4, 3)) {
            network.parameters().initialise(1, Compute.cpu());
            float[] image = Planes.random(9 * 9, 1);
            assertThat(Planes.forward(network, image, 9, 9, 0)).isEqualTo(image);
        }
    }

    @Test
    void theHaloIsTheReach() {
        try (DnCnn network = new DnCnn(7, 4)) {
            Planes.randomise(network, 1.4, Compute.cpu());
            assertThat(Planes.reach(network, 8, 64, 0))
                    .isEqualTo(network.halo())
                    .isEqualTo(7);
        }
    }

    @Test
    void sizesOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> new DnCnn(1, 64)).hasMessageContaining("2 to 64 layers");
        assertThatThrownBy(() -> new DnCnn(17, 0)).hasMessageContaining("1 to 1024 channels");
    }

    private static float[] centres(float... values) {
        float[] weight = new float[9 * values.length];
        for (int i = 0; i < values.length; i++) {
            weight[9 * i + 4] = values[i];
        }
        return weight;
    }
}
