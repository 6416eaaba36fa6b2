package dev.limpid.network.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.network.ConvolutionChain;
import dev.limpid.network.DnCnn;
import dev.limpid.network.DrUNet;
import dev.limpid.network.Network;
import dev.limpid.network.RedCnn;
import dev.limpid.network.UNet;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {
    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @ParameterizedTest
    @CsvSource({
        "unet, Float",
        "unet, BFloat16",
        "drunet, Float",
        "drunet, BFloat16",
        "dncnn, Float",
        "dncnn, BFloat16",
        "redcnn, Float",
        "cnn10, BFloat16"
    })
    void aTraceEndsWithWhatTheNetworkGivesBitForBit(String name, ScalarType layers) {
        try (Network network = network(name);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            randomise(network.parameters());
            float[] values = new float[network.inputs() * 32 * 48];
            Random random = new Random(2);
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat();
            }
            Tensor input = Ops.tensor(values, 1, network.inputs(), 32, 48);
            float[] given = Ops.values(network.forward(input, layers));
            Weights weights = new Weights(network.parameters(), ScalarType.Float, layers);
            float[] traced =
                    Ops.values(Trace.of(network.graph(), weights, input).output());
            assertThat(traced).isEqualTo(given);
            assertThat(Ops.values(input)).as("the input is not written over").isEqualTo(values);
        }
    }

    @Test
    void whatIsWrittenOverMustBeAConvolutionsOwnResult() {
        try (Parameters parameters = new Parameters()) {
            GraphBuilder builder = new GraphBuilder(parameters, Activation.RELU);
            assertThatThrownBy(() -> builder.rectified(Graph.INPUT, "a"))
                    .hasMessageContaining("cannot be written over");
            int sum = builder.sum(Graph.INPUT, Graph.INPUT);
            assertThatThrownBy(() -> builder.rectified(sum, "a")).hasMessageContaining("cannot be written over");
            int conv = builder.conv(sum, "a", 1, 1, 3);
            builder.sum(conv, sum);
            assertThatThrownBy(() -> builder.rectified(conv, "a")).hasMessageContaining("cannot be written over");
            int second = builder.conv(sum, "b", 1, 1, 3);
            builder.rectified(second, "b");
            assertThatThrownBy(() -> builder.sum(second, sum)).hasMessageContaining("cannot use node " + second);
            builder.graph();
            assertThatThrownBy(() -> builder.maxPool(sum)).hasMessageContaining("cannot use");
        }
    }

    private static Network network(String name) {
        return switch (name) {
            case "dncnn" -> new DnCnn(4, 5);
            case "redcnn" -> new RedCnn(3);
            case "cnn10" -> ConvolutionChain.cnn10();
            case "drunet" -> new DrUNet(List.of(4, 6, 8, 10), 2);
            default -> new UNet(4, List.of(2, 1, 0, 0, 1));
        };
    }

    private static void randomise(Parameters parameters) {
        Random random = new Random(9);
        parameters.shapes().forEach((name, shape) -> {
            int size = 1;
            for (long extent : shape) {
                size = Math.toIntExact(size * extent);
            }
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = (float) (Math.sqrt(2.0 * shape[0] / size) * random.nextGaussian());
            }
            parameters.put(name, values, Compute.cpu());
        });
    }
}
