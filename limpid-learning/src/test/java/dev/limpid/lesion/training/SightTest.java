package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Box;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightTest {
    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    private static FittedPlane plane(int rows, int columns) {
        Random random = new Random(3);
        float[] pixels = new float[rows * columns];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return new FittedPlane(rows, columns, pixels);
    }

    private static Tensor tensor(FittedPlane plane) {
        FittedPlane padded = plane.padded();
        return Ops.tensor(padded.pixels(), 1, 1, padded.rows(), padded.columns());
    }

    @ParameterizedTest
    @CsvSource({"128, 128, 64", "37, 53, 20", "150, 90, 149", "300, 200, 96", "64, 40, 1"})
    void isThatOfTheDetectorInUse(int rows, int columns, int edge) {
        try (PointerScope scope = new PointerScope()) {
            FittedPlane plane = plane(rows, columns);
            FittedPlane inUse = plane.shrunk(edge);
            Sight sight = Sight.of(plane.size(), (double) edge / Math.max(rows, columns));
            assertThat(sight.size()).isEqualTo(inUse.size());
            Tensor seen = sight.of(tensor(plane));
            Tensor wanted = tensor(inUse);
            assertThat(seen.size(2)).isEqualTo(wanted.size(2));
            assertThat(seen.size(3)).isEqualTo(wanted.size(3));
            assertThat(seen.sub(wanted).abs().max().item_double()).isLessThan(1e-6);
        }
    }

    @Test
    void isTheImageItselfWhereNothingIsMadeSmaller() {
        try (PointerScope scope = new PointerScope()) {
            Tensor image = tensor(plane(37, 53));
            assertThat(Sight.of(new Detector.Size(37, 53), 1).of(image)).isSameAs(image);
        }
    }

    @Test
    void gradientsAreSharedByThePixelsThatAnotherCovers() {
        try (PointerScope scope = new PointerScope()) {
            Tensor image = tensor(plane(128, 128)).set_requires_grad(true);
            Sight.of(new Detector.Size(128, 128), 0.5).of(image).sum().backward();
            assertThat(image.grad().sub(Ops.scalar(0.25)).abs().max().item_double())
                    .isLessThan(1e-6);
        }
    }

    @Test
    void boxesGoThereAndBack() {
        Sight sight = Sight.of(new Detector.Size(300, 200), 0.32);
        assertThat(sight.size()).isEqualTo(new Detector.Size(96, 64));
        Box box = new Box(20, 30, 120, 200);
        Box seen = sight.of(List.of(box)).get(0);
        assertThat(seen.x1()).isCloseTo(120 * 64 / 200.0, within(1e-9));
        assertThat(seen.y1()).isCloseTo(200 * 96 / 300.0, within(1e-9));
        Box back = sight.back(seen);
        assertThat(back.x0()).isCloseTo(20, within(1e-9));
        assertThat(back.y0()).isCloseTo(30, within(1e-9));
    }

    @Test
    void aSquareIsSeenAtTheScaleOfItsImage() {
        List<LesionImage> images = LesionRuns.images(1);
        int edge = images.get(0).image().rows() / 2;
        LesionSampler sampler = new LesionSampler(images, 1, Optional.empty(), Optional.empty(), edge, 1);
        LesionExample whole = sampler.example(0);
        assertThat(whole.scale()).isEqualTo(0.5);
        LesionExample cut = whole.cut(0, 0, edge);
        assertThat(cut.sight().size()).isEqualTo(new Detector.Size(edge / 2, edge / 2));
    }
}
