import dev.limpid.model.Architecture;
import dev.limpid.model.Networks;
import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Times the networks for low-dose CT with random weights on 512 x 512 pixels: LowDoseNetworkTimes THREADS ROUNDS. */
final class LowDoseNetworkTimes {
    private static final int EDGE = 512;

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Map<String, Map<String, String>> published = new LinkedHashMap<>();
        published.put("cnn10", Map.of());
        published.put("redcnn", Map.of("width", "96"));
        published.put("wganvgg", Map.of());
        published.put("resnet", Map.of("width", "128", "blocks", "10"));
        published.put("qae", Map.of());
        published.put("transct", Map.of("edge", "512"));
        published.put("bilateral-trained", Map.of());
        NativeLibrary.load(threads);
        float[] image = new float[EDGE * EDGE];
        Random random = new Random(1);
        for (int i = 0; i < image.length; i++) {
            image[i] = random.nextFloat();
        }
        for (String precision : new String[] {"fp32", "bf16"}) {
            Compute compute = Compute.of("cpu", precision);
            for (Map.Entry<String, Map<String, String>> each : published.entrySet()) {
                try (Network network = Networks.create(new Architecture(each.getKey(), each.getValue(), 0))) {
                    network.parameters().initialise(1, compute);
                    network.parameters().round(compute);
                    double[] times = new double[rounds];
                    for (int turn = -2; turn < rounds; turn++) {
                        long start = System.nanoTime();
                        try (PointerScope scope = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
                            Tensor input = Ops.tensor(image, 1, 1, EDGE, EDGE);
                            Ops.values(network.forward(input.to(ScalarType.Float), compute.precision().type()));
                        }
                        if (turn >= 0) {
                            times[turn] = (System.nanoTime() - start) / 1e9;
                        }
                    }
                    Arrays.sort(times);
                    System.out.printf(Locale.ROOT, "| %s | Limpid | %s | %.3f (%.3f..%.3f) |%n",
                            each.getKey(), precision, times[rounds / 2], times[0], times[rounds - 1]);
                }
            }
        }
    }
}
