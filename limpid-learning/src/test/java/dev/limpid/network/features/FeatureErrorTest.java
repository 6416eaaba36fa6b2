package dev.limpid.network.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class FeatureErrorTest {
    /** The image itself, and three times its square. */
    private static final FeatureExtractor TWO_LEVELS = new FeatureExtractor() {
        @Override
        public List<Tensor> features(Tensor images, ScalarType layers) {
            return List.of(images, images.square().mul(Ops.scalar(3)));
        }

        @Override
        public int stride() {
            return 1;
        }

        @Override
        public String title() {
            return "two levels";
        }
    };

    @Test
    void isTheMeanAbsoluteDifferenceAveragedOverLevelsTimesItsWeight() {
        NativeLibrary.load(1);
        try (PointerScope scope = new PointerScope()) {
            Tensor result = Ops.tensor(new float[] {1, 2, 0, -1}, 1, 1, 2, 2);
            Tensor clean = Ops.tensor(new float[] {0, 0, 0, 1}, 1, 1, 2, 2);
            // |1| + |2| + 0 + |2| over four, and 3 (1 + 4 + 0 + 0) over four.
            double wanted = (5.0 / 4 + 15.0 / 4) / 2;
            assertThat(FeatureError.of(TWO_LEVELS, result, clean, ScalarType.Float, 1)
                            .item_double())
                    .isCloseTo(wanted, within(1e-6));
            assertThat(FeatureError.of(TWO_LEVELS, result, clean, ScalarType.Float, 0.5)
                            .item_double())
                    .isCloseTo(wanted / 2, within(1e-6));
            assertThat(FeatureError.of(TWO_LEVELS, clean, clean, ScalarType.Float, 1)
                            .item_double())
                    .isZero();
        }
    }
}
