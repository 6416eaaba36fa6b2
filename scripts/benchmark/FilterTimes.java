import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongSupplier;

/**
 * Median time of one filter on one image, in milliseconds, for scripts/benchmark/filters.py.
 *
 * <p>Arguments: image (little-endian floats), rows, columns, low, high, threads (0: one, and its processor time instead of
 * the wall clock's), seconds, method, name=value... Prints "absent" if there is no such method.
 */
public final class FilterTimes {
    private static final int FEWEST_CALLS = 5;

    /** The last result: it must be made. */
    private static volatile Slice kept;

    private FilterTimes() {}

    public static void main(String[] arguments) throws IOException {
        int rows = Integer.parseInt(arguments[1]);
        int columns = Integer.parseInt(arguments[2]);
        IntensityRange range = new IntensityRange(Float.parseFloat(arguments[3]), Float.parseFloat(arguments[4]));
        float[] pixels = new float[rows * columns];
        ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[0])))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(pixels);
        Slice noisy = Slice.of(rows, columns, pixels, Unit.ARBITRARY);
        Map<String, String> settings = new HashMap<>();
        for (int i = 8; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        Optional<DenoiserProvider> provider = ServiceLoader.load(DenoiserProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.name().equals(arguments[7]))
                .findFirst();
        if (provider.isEmpty()) {
            System.out.println("absent");
            return;
        }
        Denoiser filter = provider.get().create(settings, range);
        double seconds = Double.parseDouble(arguments[6]);
        int threads = Integer.parseInt(arguments[5]);
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        LongSupplier clock = threads == 0 ? thread::getCurrentThreadCpuTime : System::nanoTime;
        double median = new ForkJoinPool(Math.max(1, threads))
                .submit(() -> {
                    times(filter, noisy, seconds, clock);
                    return median(times(filter, noisy, seconds, clock));
                })
                .join();
        System.out.println(median);
    }

    private static List<Long> times(Denoiser filter, Slice noisy, double seconds, LongSupplier clock) {
        List<Long> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (times.size() < FEWEST_CALLS || System.nanoTime() < end) {
            long start = clock.getAsLong();
            kept = filter.denoise(noisy);
            times.add(clock.getAsLong() - start);
        }
        return times;
    }

    private static double median(List<Long> times) {
        Collections.sort(times);
        return times.get(times.size() / 2) / 1e6;
    }
}
