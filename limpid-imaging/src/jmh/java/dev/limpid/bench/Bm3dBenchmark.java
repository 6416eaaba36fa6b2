package dev.limpid.bench;

import dev.limpid.filter.bm3d.Bm3d;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.metric.EdgePreservation;
import dev.limpid.metric.Vif;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * BM3D on one 512 x 512 slice in a pool of one and of two threads, and the metrics that smooth.
 *
 * <p>mvn -P bench -pl limpid-imaging test-compile exec:exec -Dbench=Bm3dBenchmark
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class Bm3dBenchmark {
    @Param({"1", "2"})
    int threads = 1;

    private final Slice clean = BenchmarkImage.of(512, 512, 0, false);
    private final Slice noisy = BenchmarkImage.of(512, 512, 100, false);
    private final Slice veryNoisy = BenchmarkImage.of(512, 512, 400, false);
    private ForkJoinPool pool = new ForkJoinPool(1);

    private Slice run(double sigma, Slice slice) {
        if (pool.getParallelism() != threads) {
            pool.shutdown();
            pool = new ForkJoinPool(threads);
        }
        Bm3d bm3d = new Bm3d(IntensityRange.CT, OptionalDouble.of(sigma), Optional.empty());
        return pool.submit(() -> bm3d.denoise(slice)).join();
    }

    @TearDown
    public void stop() {
        pool.shutdown();
    }

    @Benchmark
    public Slice normal() {
        return run(100, noisy);
    }

    @Benchmark
    public Slice highNoise() {
        return run(400, veryNoisy);
    }

    @Benchmark
    public double vif() {
        return new Vif(IntensityRange.CT).of(clean, noisy);
    }

    @Benchmark
    public double edgePreservation() {
        return new EdgePreservation().of(clean, noisy);
    }
}
