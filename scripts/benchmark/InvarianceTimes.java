import dev.limpid.model.Architecture;
import dev.limpid.model.Networks;
import dev.limpid.network.Network;
import dev.limpid.network.invariance.Autoencoder;
import dev.limpid.network.invariance.ConditionalFlow;
import dev.limpid.network.invariance.InvarianceShape;
import dev.limpid.network.invariance.Pass;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Times 100 invariances of a patch, with random weights: codes from the flow, their images in batches of 16, and what CNN-10 makes of
 * each image. InvarianceTimes THREADS ROUNDS [paper]; with paper the published sizes, too.
 */
final class InvarianceTimes {
    private static final int SAMPLES = 100;
    private static final int BATCH = 16;

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[1]);
        NativeLibrary.load(Integer.parseInt(arguments[0]));
        InvarianceShape small = InvarianceShape.SMALL;
        InvarianceShape larger = new InvarianceShape(
                128, small.latent(), small.residual(), small.decoder(), small.criticWidth(), small.flow());
        boolean paper = arguments.length > 2 && arguments[2].equals("paper");
        for (InvarianceShape shape :
                paper ? List.of(small, larger, InvarianceShape.PAPER) : List.of(small, larger)) {
            String name = shape == InvarianceShape.PAPER ? "paper" : "small";
            double[] seconds = seconds(shape, rounds);
            Arrays.sort(seconds);
            System.out.printf(
                    Locale.ROOT,
                    "| `%s`, %d x %d pixels | %.2f (%.2f..%.2f) |%n",
                    name,
                    shape.edge(),
                    shape.edge(),
                    seconds[seconds.length / 2],
                    seconds[0],
                    seconds[seconds.length - 1]);
        }
    }

    private static double[] seconds(InvarianceShape shape, int rounds) throws Exception {
        double[] seconds = new double[rounds];
        try (Autoencoder autoencoder = new Autoencoder(shape);
                ConditionalFlow flow = new ConditionalFlow(shape);
                Network denoiser = Networks.create(new Architecture("cnn10", Map.of(), 0))) {
            autoencoder.initialise(1, Compute.cpu());
            flow.initialise(2, Compute.cpu());
            denoiser.parameters().initialise(3, Compute.cpu());
            for (int round = -1; round < rounds; round++) {
                long start = System.nanoTime();
                sample(shape, autoencoder, flow, denoiser);
                if (round >= 0) {
                    seconds[round] = (System.nanoTime() - start) / 1e9;
                }
            }
        }
        return seconds;
    }

    private static void sample(InvarianceShape shape, Autoencoder autoencoder, ConditionalFlow flow, Network denoiser) {
        int edge = shape.edge();
        for (int first = 0; first < SAMPLES; first += BATCH) {
            int count = Math.min(BATCH, SAMPLES - first);
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor told = random(edge * edge, 1, 1, edge, edge).expand(count, 1, edge, edge);
                Tensor normal = random(count * shape.latent(), count, shape.latent());
                Tensor code = flow.inverse(normal, flow.condition(told, Pass.INFERENCE));
                Tensor images = autoencoder.decode(code, told, Pass.INFERENCE);
                for (int i = 0; i < count; i++) {
                    Ops.values(denoiser.forward(images.narrow(0, i, 1), ScalarType.Float));
                }
            }
        }
    }

    private static Tensor random(int count, long... sizes) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Ops.tensor(values, sizes);
    }
}
