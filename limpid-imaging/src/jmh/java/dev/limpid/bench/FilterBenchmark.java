package dev.limpid.bench;

import dev.limpid.filter.BilateralFilter;
import dev.limpid.filter.CombinedFilter;
import dev.limpid.filter.GaussianFilter;
import dev.limpid.filter.MeanFilter;
import dev.limpid.filter.MedianFilter;
import dev.limpid.filter.NonLocalMeans;
import dev.limpid.filter.WaveletFilter;
import dev.limpid.filter.WienerFilter;
import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.metric.EdgeCorrelation;
import dev.limpid.metric.NoiseEstimate;
import dev.limpid.metric.Psnr;
import dev.limpid.metric.Ssim;
import dev.limpid.metric.StructureMap;
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

/** Filters and metrics on one 512 x 512 slice; {@code threads} is the size of the pool the filter runs in. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterBenchmark {
    @Param("1")
    int threads = 1;

    private final Slice clean = BenchmarkImage.of(512, 512, 0, false);
    private final Slice noisy = BenchmarkImage.of(512, 512, 30, false);
    private final Slice padded = BenchmarkImage.of(512, 512, 30, true);
    private ForkJoinPool pool = new ForkJoinPool(1);

    private Slice run(Denoiser denoiser, Slice slice) {
        if (pool.getParallelism() != threads) {
            pool.shutdown();
            pool = new ForkJoinPool(threads);
        }
        return pool.submit(() -> denoiser.denoise(slice)).join();
    }

    @TearDown
    public void stop() {
        pool.shutdown();
    }

    @Benchmark
    public Slice gaussian1() {
        return run(new GaussianFilter(1), noisy);
    }

    @Benchmark
    public Slice gaussian1Padded() {
        return run(new GaussianFilter(1), padded);
    }

    @Benchmark
    public Slice gaussian5() {
        return run(new GaussianFilter(5), noisy);
    }

    @Benchmark
    public Slice mean3() {
        return run(new MeanFilter(3), noisy);
    }

    @Benchmark
    public Slice combined() {
        return run(CombinedFilter.usual(), noisy);
    }

    @Benchmark
    public Slice bilateral9() {
        return run(new BilateralFilter(9, 600, 75), noisy);
    }

    @Benchmark
    public Slice bilateral9Padded() {
        return run(new BilateralFilter(9, 600, 75), padded);
    }

    @Benchmark
    public Slice wavelet() {
        return run(WaveletFilter.automatic(), noisy);
    }

    @Benchmark
    public Slice wiener3() {
        return run(new WienerFilter(3, OptionalDouble.empty(), WienerFilter.Edge.ZERO), noisy);
    }

    @Benchmark
    public Slice median3() {
        return run(new MedianFilter(3), noisy);
    }

    @Benchmark
    public Slice median3Padded() {
        return run(new MedianFilter(3), padded);
    }

    @Benchmark
    public Slice median5() {
        return run(new MedianFilter(5), noisy);
    }

    @Benchmark
    public Slice median7() {
        return run(new MedianFilter(7), noisy);
    }

    @Benchmark
    public Slice median11() {
        return run(new MedianFilter(11), noisy);
    }

    @Benchmark
    public Slice median13() {
        return run(new MedianFilter(13), noisy);
    }

    @Benchmark
    public Slice median31() {
        return run(new MedianFilter(31), noisy);
    }

    @Benchmark
    public Slice nonLocalMeans7In21() {
        return run(new NonLocalMeans(7, 10, OptionalDouble.of(24), OptionalDouble.of(30)), noisy);
    }

    @Benchmark
    public Slice nonLocalMeans7In21Padded() {
        return run(new NonLocalMeans(7, 10, OptionalDouble.of(24), OptionalDouble.of(30)), padded);
    }

    @Benchmark
    public double noiseEstimate() {
        return NoiseEstimate.of(noisy);
    }

    @Benchmark
    public double psnr() {
        return new Psnr(IntensityRange.CT).of(clean, noisy);
    }

    @Benchmark
    public double ssimUniform() {
        return Ssim.uniform(IntensityRange.CT).of(clean, noisy);
    }

    @Benchmark
    public double ssimWang() {
        return Ssim.wang(IntensityRange.CT).of(clean, noisy);
    }

    @Benchmark
    public double edgeCorrelation() {
        return new EdgeCorrelation().of(noisy, clean);
    }

    @Benchmark
    public Slice structureMap() {
        return StructureMap.of(noisy, clean);
    }
}
