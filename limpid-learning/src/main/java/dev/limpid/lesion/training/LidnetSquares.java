package dev.limpid.lesion.training;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The squares that steps of a {@link LidnetPlan} look at: functions of the seed and a number alone. */
final class LidnetSquares {
    /** Streams of what losses look at lie far from those of what is drawn. */
    private static final long CHOICES = 1L << 60;

    private final LidnetPlan plan;
    private final LesionSampler sampler;
    private final Compute compute;
    private Optional<Drawn> latest = Optional.empty();

    private record Drawn(long number, LesionExample example) {}

    LidnetSquares(LidnetPlan plan, LesionSampler sampler, Compute compute) {
        this.plan = plan;
        this.sampler = sampler;
        this.compute = compute;
    }

    /** Square number {@code index} of an image with noise. An image serves the squares that follow one another. */
    LesionExample of(long index) {
        long number = index / plan.cuts();
        if (latest.isEmpty() || latest.get().number() != number) {
            latest = Optional.of(new Drawn(number, sampler.example(number)));
        }
        return cut(latest.get().example(), index);
    }

    /** One of an image without. */
    FittedPlane clean(long index) {
        return cut(sampler.clean(index), index).clean();
    }

    private LesionExample cut(LesionExample example, long index) {
        PixelRandom random = new PixelRandom(plan.detector().seed() + 1, index);
        int top = random.below(Math.max(1, example.clean().rows() - plan.crop() + 1));
        int left = random.below(Math.max(1, example.clean().columns() - plan.crop() + 1));
        return example.cut(top, left, plan.crop());
    }

    /** What decides which boxes a loss of a square looks at. */
    PixelRandom choices(long index) {
        return new PixelRandom(plan.detector().seed(), CHOICES + index);
    }

    /** 1 x 1 x rows x columns, with zeros up to multiples of the detector's stride. */
    Tensor tensor(FittedPlane plane) {
        FittedPlane padded = plane.padded();
        ScalarType exact = compute.precision() == Compute.Precision.FP64 ? ScalarType.Double : ScalarType.Float;
        return Ops.tensor(padded.pixels(), 1, 1, padded.rows(), padded.columns())
                .to(compute.nativeDevice(), exact);
    }
}
