import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Times a model on 512 x 512 pixels: NetworkTimes MODEL THREADS ROUNDS; see networks.sh. */
final class NetworkTimes {
    private static final int EDGE = 512;

    public static void main(String[] arguments) throws Exception {
        ModelFile model = ModelFile.open(Path.of(arguments[0]));
        int threads = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        Random random = new Random(1);
        float[] values = new float[EDGE * EDGE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(2000) - 1000;
        }
        Slice slice = Slice.of(EDGE, EDGE, values, model.card().input().unit());
        for (String precision : new String[] {"fp32", "bf16"}) {
            InferenceOptions options = new InferenceOptions("cpu", precision, 0, threads);
            double[] times = new double[rounds];
            try (LearnedDenoiser denoiser = LearnedDenoiser.open(model, options)) {
                for (int turn = -2; turn < rounds; turn++) {
                    long start = System.nanoTime();
                    denoiser.denoise(slice);
                    if (turn >= 0) {
                        times[turn] = (System.nanoTime() - start) / 1e9;
                    }
                }
            }
            Arrays.sort(times);
            System.out.printf(Locale.ROOT, "| inference | Limpid | %s, channels-last | %.3f (%.3f..%.3f) |%n",
                    precision, times[rounds / 2], times[0], times[rounds - 1]);
        }
    }
}
