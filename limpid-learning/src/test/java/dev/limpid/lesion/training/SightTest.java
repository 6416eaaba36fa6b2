package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.network.detector.Detector;
import dev.limpid.network.detector.DetectorShape;
import dev.limpid.tensor.Compute;
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

    @ParameterizedTest
    @CsvSource({"128, 128, 64", "37, 53, 20"})
    void gradientsGoToThePixelsThatAnotherCoversByHowMuchItCovers(int rows, int columns, int edge) {
        try (PointerScope scope = new PointerScope()) {
            FittedPlane plane = plane(rows, columns);
            Sight sight = Sight.of(plane.size(), (double) edge / Math.max(rows, columns));
            Tensor image = tensor(plane).set_requires_grad(true);
            int row = sight.size().rows() / 2;
            int column = sight.size().columns() / 2;
            sight.of(image).narrow(2, row, 1).narrow(3, column, 1).sum().backward();
            // A bright pixel changes the mean of what covers it by its share.
            for (int at :
                    new int[] {0, rows * columns / 2, row * rows / sight.size().rows() * columns + columns / 2}) {
                float[] brighter = plane.pixels().clone();
                brighter[at] += 1;
                FittedPlane after = new FittedPlane(rows, columns, brighter).shrunk(edge);
                FittedPlane before = plane.shrunk(edge);
                int seen = row * before.columns() + column;
                double share = image.grad()
                        .narrow(2, at / columns, 1)
                        .narrow(3, at % columns, 1)
                        .item_double();
                assertThat(share).isCloseTo(after.pixels()[seen] - before.pixels()[seen], within(1e-6));
            }
        }
    }

    @Test
    void whatADetectorFindsLiesInPixelsOfTheImage() {
        try (Detector detector = new Detector(DetectorShape.SMALL);
                PointerScope scope = new PointerScope()) {
            detector.parameters().initialise(1, Compute.cpu());
            FittedPlane own = plane(128, 96);
            LesionExample large = new LesionExample(own, own, List.of(), 0.5);
            LesionExample small = new LesionExample(own.shrunk(64), own.shrunk(64), List.of());
            List<Detection> found = DetectorValidation.found(detector, Compute.cpu(), large, Denoising.NONE);
            List<Detection> ofSmaller = DetectorValidation.found(detector, Compute.cpu(), small, Denoising.NONE);
            assertThat(found).isNotEmpty().hasSameSizeAs(ofSmaller);
            for (int i = 0; i < found.size(); i++) {
                Box wanted = ofSmaller.get(i).box().scaled(2, 2);
                assertThat(found.get(i).box().x1()).isCloseTo(wanted.x1(), within(0.01));
                assertThat(found.get(i).box().y0()).isCloseTo(wanted.y0(), within(0.01));
            }
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
        assertThat(new double[] {back.x0(), back.y0(), back.x1(), back.y1()})
                .containsExactly(new double[] {20, 30, 120, 200}, within(1e-9));
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
