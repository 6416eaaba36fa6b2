import dev.limpid.network.detector.Detector;
import dev.limpid.network.detector.DetectorShape;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Times detection on a plane of 512 x 512 pixels, with random weights: backbone, proposals, head, suppression. DetectionTimes
 * THREADS ROUNDS SHAPE PRECISION; one shape a process, so that its peak of memory is its own.
 */
final class DetectionTimes {
    private static final int EDGE = 512;

    public static void main(String[] arguments) throws Exception {
        NativeLibrary.load(Integer.parseInt(arguments[0]));
        double[] seconds = new double[Integer.parseInt(arguments[1])];
        Compute compute = Compute.of("cpu", arguments[3]);
        try (Detector detector = new Detector(DetectorShape.valueOf(arguments[2].toUpperCase(Locale.ROOT)))) {
            detector.parameters().initialise(1, compute);
            float[] pixels = new float[EDGE * EDGE];
            Random random = new Random(1);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = random.nextFloat();
            }
            for (int round = -2; round < seconds.length; round++) {
                long start = System.nanoTime();
                try (PointerScope scope = new PointerScope();
                        NoGradGuard guard = new NoGradGuard()) {
                    Tensor image = Ops.tensor(pixels, 1, 1, EDGE, EDGE);
                    detector.detect(image, new Detector.Size(EDGE, EDGE), compute.precision().type());
                }
                if (round >= 0) {
                    seconds[round] = (System.nanoTime() - start) / 1e9;
                }
            }
        }
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "| `%s` | %s | %.3f (%.3f..%.3f) | %s |%n",
                arguments[2],
                arguments[3],
                seconds[seconds.length / 2],
                seconds[0],
                seconds[seconds.length - 1],
                peak());
    }

    /** The most memory that the process ever held, as Linux counts it. */
    private static String peak() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "not known here";
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return String.format(Locale.ROOT, "%.2f GB", Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e9);
            }
        }
        return "not known here";
    }
}
