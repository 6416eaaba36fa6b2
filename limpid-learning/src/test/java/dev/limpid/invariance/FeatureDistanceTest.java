package dev.limpid.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.limpid.model.ModelFile;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the shipped restoration network. */
class FeatureDistanceTest {
    private static final int EDGE = TinyRuns.EDGE;
    private static final float[] PATCH = Patches.toNetwork(List.of(TinyRuns.patch(1)));

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    private static FeatureDistance open(String model) throws IOException {
        Path root = Path.of(System.getProperty("limpid.root", ".."));
        return FeatureDistance.of(ModelFile.open(root.resolve("models/" + model)), Compute.cpu());
    }

    private static double value(FeatureDistance distance, float[] image) {
        return value(distance, image, Precision.FP32);
    }

    private static double value(FeatureDistance distance, float[] image, Precision precision) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return distance.of(Ops.tensor(image, 1, 1, EDGE, EDGE), Ops.tensor(PATCH, 1, 1, EDGE, EDGE), precision)
                    .item_double();
        }
    }

    @Test
    void ofAnImageFromItselfIsZeroAndGrowsWithTheChange() throws IOException {
        try (FeatureDistance distance = open("ct-restoration.safetensors")) {
            assertThat(value(distance, PATCH)).isZero();
            double before = 0;
            for (float strength : new float[] {0.1f, 0.3f, 1}) {
                float[] changed = PATCH.clone();
                for (int i = 0; i < changed.length; i++) {
                    changed[i] += Math.hypot(i / EDGE - 16, i % EDGE - 16) < 5 ? strength : 0;
                }
                double now = value(distance, changed);
                assertThat(now).isGreaterThan(before);
                before = now;
            }
        }
    }

    @Test
    void inHalfPrecisionIsTheSameButForRounding() throws IOException {
        try (FeatureDistance distance = open("ct-restoration.safetensors")) {
            float[] other = Patches.toNetwork(List.of(TinyRuns.patch(2)));
            double full = value(distance, other);
            assertThat(value(distance, other, Precision.BF16))
                    .isCloseTo(full, withinPercentage(2))
                    .isNotEqualTo(full);
        }
    }

    @Test
    void itsGradientReachesTheMadeImageAndNoWeight() throws IOException {
        try (FeatureDistance distance = open("ct-restoration.safetensors");
                PointerScope scope = new PointerScope()) {
            Tensor made = Ops.tensor(Patches.toNetwork(List.of(TinyRuns.patch(2))), 1, 1, EDGE, EDGE)
                    .set_requires_grad(true);
            distance.of(made, Ops.tensor(PATCH, 1, 1, EDGE, EDGE), Precision.FP32)
                    .backward();
            assertThat(made.grad().abs().max().item_double()).isPositive();
            assertThat(distance.parameters().shapes()).isNotEmpty();
            for (String name : distance.parameters().shapes().keySet()) {
                Tensor weight = distance.parameters().get(name);
                assertThat(weight.requires_grad()).as(name).isFalse();
                assertThat(weight.grad().defined()).as(name).isFalse();
            }
        }
    }

    @Test
    void aModelThatDenoisesIsRefused() {
        assertThatThrownBy(() -> open("ct.safetensors")).hasMessageContaining("give a restoration network for CT");
    }
}
