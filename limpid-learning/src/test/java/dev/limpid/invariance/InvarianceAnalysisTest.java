package dev.limpid.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.StoredTensor;
import dev.limpid.model.Training;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a model that was trained for a few steps only, so that its samples are wild: what is claimed of them must hold anyway. */
class InvarianceAnalysisTest {
    private static final int EDGE = TinyRuns.EDGE;
    private static final DenoiserIdentity BLUR = DenoiserIdentity.of("gaussian(sigma=1.5)");

    @TempDir
    private static Path folder = Path.of("");

    private static ModelFile file() throws IOException {
        return ModelFile.open(folder.resolve("blur.safetensors"));
    }

    @BeforeAll
    static void train() throws IOException {
        NativeLibrary.load(1);
        PatchPool pool = TinyRuns.pool(16);
        InvarianceSettings settings = TinyRuns.settings(12, 6);
        try (InvarianceTraining training =
                new InvarianceTraining(settings, pool, Optional.empty(), Compute.cpu(), Precision.FP32)) {
            InvarianceTraining.Trained end =
                    training.run(folder.resolve("checkpoint"), 1000, "test", new TrainingProgress() {
                        @Override
                        public void step(long done, long total, double meanLoss) {}

                        @Override
                        public void message(String line) {}
                    });
            TrainedRange trained = TrainedRange.of(pool.patches(), pool.denoised());
            TrainedRange.Interval any = new TrainedRange.Interval(0, 9999);
            // Samples of so short a training are unlike any patch, and would not count for that alone.
            InvarianceCard card = new InvarianceCard(
                    settings.shape(), BLUR, new TrainedRange(trained.mean(), trained.contrast(), any));
            TrainedRange.Interval all = new TrainedRange.Interval(-9999, 9999);
            InvarianceCard wide = new InvarianceCard(settings.shape(), BLUR, new TrainedRange(all, all, all));
            InvarianceCard strict = new InvarianceCard(settings.shape(), BLUR, trained);
            Training how = new Training(
                    List.of(), List.of(), 7, 18, 4, EDGE, "fp32", "loss", "schedule", 1, "here", "test", "2026-01-01");
            ModelFile.write(
                    folder.resolve("blur.safetensors"),
                    card.card("blur", how, "limpid train invariance"),
                    InvarianceRun.stored(end),
                    false);
            ModelFile.write(
                    folder.resolve("wide.safetensors"),
                    wide.card("blur", how, "limpid train invariance"),
                    InvarianceRun.stored(end),
                    false);
            ModelFile.write(
                    folder.resolve("strict.safetensors"),
                    strict.card("blur", how, "limpid train invariance"),
                    InvarianceRun.stored(end),
                    false);
        }
    }

    private static InvarianceModel open() throws IOException {
        return InvarianceModel.open(file(), BLUR, "cpu", 1);
    }

    private static final Slice IMAGE = fourPatches();

    private static final NoiseSource FULL = new NoiseSource.FullDose(TinyRuns.BLUR.denoise(IMAGE));

    /** Four patches side by side, and some rows more. */
    private static Slice fourPatches() {
        List<float[]> patches = List.of(TinyRuns.patch(0), TinyRuns.patch(1), TinyRuns.patch(2), TinyRuns.patch(3));
        Slice.Builder image = Slice.builder(2 * EDGE + 7, 2 * EDGE, Unit.HOUNSFIELD);
        for (int row = 0; row < 2 * EDGE + 7; row++) {
            for (int column = 0; column < 2 * EDGE; column++) {
                float[] patch = patches.get(row / EDGE * 2 % 4 + column / EDGE);
                image.set(row, column, patch[row % EDGE * EDGE + column % EDGE]);
            }
        }
        return image.build();
    }

    private static PatchAnalysis analyse(AnalysisSettings settings) throws IOException {
        try (InvarianceModel model = open()) {
            return new InvarianceAnalysis(model, TinyRuns.BLUR, settings).analyse(IMAGE, FULL, 0, 0);
        }
    }

    @Nested
    class Samples {
        @Test
        void theirConsistencyIsWhatTheDenoiserSays() throws IOException {
            PatchAnalysis found = analyse(new AnalysisSettings(5, 0, 20, 2, 1));
            assertThat(found.samples()).hasSize(5);
            for (Sample sample : found.samples()) {
                float[] denoised = TinyRuns.BLUR.denoise(sample.image()).toArray();
                assertThat(sample.denoised().toArray()).isEqualTo(denoised);
                double distance = Patches.distance(denoised, found.output().toArray());
                assertThat(sample.consistency()).isEqualTo(distance);
                assertThat(sample.consistent())
                        .isEqualTo(sample.within() && distance <= found.noise().limit());
            }
            assertThat(found.noise().limit())
                    .isPositive()
                    .isLessThan(found.noise().consistency());
        }

        @Test
        void thoseThatAreNotConsistentAreNotCounted() throws IOException {
            PatchAnalysis found = analyse(new AnalysisSettings(5, 0, 20, 2, 1));
            assertThat(found.samples()).noneMatch(Sample::consistent);
            assertThat(found.ranked()).isEmpty();
            assertThat(found.anatomical()).isEmpty();
            assertThat(found.meanSpread()).isEmpty();
            assertThat(found.spread().toArray()).containsOnly(0);
            assertThat(found.modes()).isEmpty();
        }

        @Test
        void refinedOnesBecomeConsistentAndThenCount() throws IOException {
            PatchAnalysis found = analyse(new AnalysisSettings(5, 100, 20, 2, 1));
            assertThat(found.ranked())
                    .hasSizeGreaterThan(2)
                    .isSortedAccordingTo((a, b) -> Double.compare(a.distance(), b.distance()));
            List<float[]> counted = found.ranked().stream()
                    .map(sample -> sample.image().toArray())
                    .toList();
            double mean =
                    counted.stream().mapToDouble(each -> each[500]).average().orElseThrow();
            double squares = counted.stream()
                    .mapToDouble(each -> Math.pow(each[500] - mean, 2))
                    .sum();
            assertThat((double) found.spread().at(500))
                    .isCloseTo(Math.sqrt(squares / (counted.size() - 1)), within(0.05));
            assertThat(found.spread().at(99)).as("in the rim").isZero();
            assertThat(found.meanSpread()).isPresent();
            assertThat(found.modes()).isNotEmpty();
        }

        @Test
        void ofRefinedOnesTheConsistencyAsDrawnIsKept() throws IOException {
            PatchAnalysis raw = analyse(new AnalysisSettings(5, 0, 20, 2, 1));
            PatchAnalysis refined = analyse(new AnalysisSettings(5, 100, 20, 2, 1));
            for (int i = 0; i < 5; i++) {
                assertThat(raw.samples().get(i).refined()).isFalse();
                assertThat(refined.samples().get(i).refined()).isTrue();
                assertThat(refined.samples().get(i).consistencyAsDrawn())
                        .isEqualTo(raw.samples().get(i).consistency())
                        .isGreaterThan(refined.samples().get(i).consistency());
            }
            assertThat(refined.consistencyAsDrawn()).isEqualTo(raw.consistency());
            assertThat(refined.consistentAsDrawn()).isZero();
            assertThat(refined.refinements()).isEqualTo(100);
        }

        /** A denoiser that sees nothing notices nothing: all samples count, as drawn and as shown. */
        @Test
        void ofABlindDenoiserAllCountAsDrawn() throws IOException {
            ModelFile wide = ModelFile.open(folder.resolve("wide.safetensors"));
            try (InvarianceModel model = InvarianceModel.open(wide, BLUR, "cpu", 1)) {
                Slice always =
                        TinyRuns.BLUR.denoise(Slice.of(EDGE, EDGE, Patches.cut(IMAGE, 0, 0, EDGE), Unit.HOUNSFIELD));
                Denoiser blind = noisy -> always;
                for (int refinements : new int[] {0, 100}) {
                    PatchAnalysis found = new InvarianceAnalysis(
                                    model, blind, new AnalysisSettings(20, refinements, 20, 2, 1))
                            .analyse(IMAGE, FULL, 0, 0);
                    assertThat(found.consistentAsDrawn()).isEqualTo(20);
                    assertThat(found.ranked()).hasSize(20);
                }
            }
        }

        @Test
        void thoseThatRefinementDroveOutOfTheTrainedPatchesDoNotCount() throws IOException {
            ModelFile strict = ModelFile.open(folder.resolve("strict.safetensors"));
            try (InvarianceModel model = InvarianceModel.open(strict, BLUR, "cpu", 1)) {
                PatchAnalysis found = new InvarianceAnalysis(
                                model, TinyRuns.BLUR, new AnalysisSettings(5, 100, 20, 2, 1))
                        .analyse(IMAGE, FULL, 0, 0);
                assertThat(found.samples())
                        .anyMatch(
                                sample -> sample.consistency() <= found.noise().limit())
                        .noneMatch(Sample::within)
                        .noneMatch(Sample::consistent);
                assertThat(found.outside()).isEqualTo(5);
                assertThat(found.ranked()).isEmpty();
            }
        }

        @Test
        void whatTheAutoencoderMissesIsTold() throws IOException {
            PatchAnalysis found = analyse(new AnalysisSettings(2, 0, 20, 2, 1));
            assertThat(found.reconstructionError())
                    .isEqualTo(Patches.distance(
                            found.reconstruction().toArray(), found.input().toArray()))
                    .isPositive();
        }

        @Test
        void theFirstOfManyAreThoseOfFew() throws IOException {
            List<Sample> few = analyse(new AnalysisSettings(3, 0, 20, 2, 1)).samples();
            List<Sample> many = analyse(new AnalysisSettings(20, 0, 20, 2, 1)).samples();
            for (int i = 0; i < few.size(); i++) {
                double difference = Patches.distance(
                        few.get(i).image().toArray(), many.get(i).image().toArray());
                assertThat(difference).isLessThan(0.01);
            }
            List<Sample> other = analyse(new AnalysisSettings(3, 0, 20, 2, 2)).samples();
            assertThat(Patches.distance(
                            few.get(0).image().toArray(), other.get(0).image().toArray()))
                    .isPositive();
        }

        @Test
        void withTheFullDoseTheNoiseIsTheDifferenceFromIt() throws IOException {
            Slice full = TinyRuns.BLUR.denoise(IMAGE);
            try (InvarianceModel model = open()) {
                InvarianceAnalysis analysis =
                        new InvarianceAnalysis(model, TinyRuns.BLUR, new AnalysisSettings(2, 0, 20, 2, 1));
                PatchAnalysis with = analysis.analyse(IMAGE, new NoiseSource.FullDose(full), 0, 0);
                assertThat(with.fullDose()).isPresent();
                PatchAnalysis itself = analysis.analyse(IMAGE, new NoiseSource.FullDose(IMAGE), 0, 0);
                // Where the image is its own full dose there is no noise, and nothing could be missed.
                assertThat(itself.noise().limit()).isLessThan(1e-3);
                assertThat(itself.noise().structure().orElseThrow())
                        .isLessThan(1e-3)
                        .isLessThan(with.noise().structure().orElseThrow());
            }
        }
    }

    @Nested
    class Maps {
        @Test
        void coverTheImageAndKnowOnlyWhatWasConsistent() throws IOException {
            List<Integer> ticks = new ArrayList<>();
            try (InvarianceModel model = open()) {
                InvarianceAnalysis refined =
                        new InvarianceAnalysis(model, TinyRuns.BLUR, new AnalysisSettings(3, 100, 20, 2, 1));
                ChangeMap map = refined.map(IMAGE, FULL, 3, () -> ticks.add(1));
                assertThat(map.patches()).isEqualTo(9).isEqualTo(ChangeMap.patches(IMAGE, EDGE));
                assertThat(ticks).hasSize(9);
                assertThat(map.known().cardinality()).isPositive();
                assertThat(map.known().get(0)).as("in the image's rim").isFalse();
                for (int i = 0; i < IMAGE.size(); i++) {
                    assertThat(map.known().get(i) || map.change().at(i) == 0).isTrue();
                }
                InvarianceAnalysis raw =
                        new InvarianceAnalysis(model, TinyRuns.BLUR, new AnalysisSettings(3, 0, 20, 2, 1));
                ChangeMap none = raw.map(IMAGE, FULL, 3, () -> ticks.add(1));
                assertThat(none.known().cardinality()).isZero();
                assertThat(none.without() + none.outside()).isEqualTo(9);
            }
        }

        /** Where the image is all there is, and no noise is known: no change can be told from one of noise. */
        @Test
        void areNotMadeWithoutTheNoise() throws IOException {
            try (InvarianceModel model = open()) {
                InvarianceAnalysis analysis =
                        new InvarianceAnalysis(model, TinyRuns.BLUR, new AnalysisSettings(2, 100, 20, 2, 1));
                NoiseSource noise = analysis.noise(IMAGE, Optional.empty());
                assertThatThrownBy(() -> analysis.map(IMAGE, noise, 2, () -> {}))
                        .hasMessage(
                                "no map without the noise, which is not known: the distance between its pixels is not known");
                PatchAnalysis found = analysis.analyse(IMAGE, noise, 0, 0);
                assertThat(found.samples()).allMatch(sample -> sample.score().isEmpty());
                assertThat(found.anatomical()).isEmpty();
            }
        }

        /** No sample can have more structure than noise of thousands of HU. */
        @Test
        void showNothingThatNoiseCouldBe() throws IOException {
            float[] far = IMAGE.toArray();
            for (int i = 0; i < far.length; i++) {
                far[i] += (float) (4000 * Math.sin(i * i * 0.7) + (i / (2 * EDGE) % 16 < 8 ? 4000 : 0));
            }
            try (InvarianceModel model = open()) {
                InvarianceAnalysis analysis =
                        new InvarianceAnalysis(model, TinyRuns.BLUR, new AnalysisSettings(3, 100, 20, 2, 1));
                ChangeMap map = analysis.map(IMAGE, new NoiseSource.FullDose(IMAGE.withPixels(far)), 3, () -> {});
                assertThat(map.known().cardinality()).isPositive();
                assertThat(map.counted()).isPositive();
                assertThat(map.anatomical()).isZero();
                assertThat(map.change().toArray()).containsOnly(0);
            }
        }

        @Test
        void anImageSmallerThanAPatchIsRefused() {
            assertThatThrownBy(() -> ChangeMap.places(EDGE - 1, EDGE)).hasMessageContaining("smaller than a patch");
            assertThat(ChangeMap.places(EDGE, EDGE)).containsExactly(0);
            assertThat(ChangeMap.places(2 * EDGE + 1, EDGE)).containsExactly(0, 24, EDGE + 1);
        }
    }

    @Nested
    class Refusals {
        @Test
        void aModelOfAnotherDenoiserIsRefusedByItsChecksum() {
            DenoiserIdentity other = DenoiserIdentity.of("gaussian(sigma=2.0)");
            assertThatThrownBy(() -> InvarianceModel.open(file(), other, "cpu", 1))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("was trained for gaussian(sigma=1.5), not for gaussian(sigma=2.0)")
                    .hasMessageContaining("limpid train invariance");
        }

        @Test
        void aPatchUnlikeThoseTrainedOnIsRefusedWithItsNumbers() throws IOException {
            float[] bright = IMAGE.toArray();
            for (int i = 0; i < bright.length; i++) {
                bright[i] += 2000;
            }
            try (InvarianceModel model = open()) {
                InvarianceAnalysis analysis =
                        new InvarianceAnalysis(model, TinyRuns.BLUR, new AnalysisSettings(2, 0, 20, 2, 1));
                assertThatThrownBy(() -> analysis.analyse(IMAGE.withPixels(bright), FULL, 0, 0))
                        .isInstanceOf(OutsideTrainingException.class)
                        .hasMessageContaining("its mean of 20");
                assertThatThrownBy(() -> analysis.analyse(IMAGE, FULL, EDGE + 8, 0))
                        .hasMessageContaining("does not lie within the 71 x 64 pixels");
                Slice other = Slice.of(EDGE, EDGE, TinyRuns.patch(1), Unit.ARBITRARY);
                assertThatThrownBy(() -> analysis.analyse(other, FULL, 0, 0)).hasMessageContaining("CT in HU");
            }
        }

        @Test
        void aWeightOfAnotherShapeIsRefusedByName() throws IOException {
            List<StoredTensor> tensors = new ArrayList<>(file().tensors());
            tensors.replaceAll(tensor -> tensor.name().equals("decoder.last.bias")
                    ? StoredTensor.ofFloats(tensor.name(), tensor.dtype(), new float[2], 2)
                    : tensor);
            Path broken = folder.resolve("broken.safetensors");
            ModelFile.write(broken, file().card(), tensors, true);
            assertThatThrownBy(() -> InvarianceModel.open(ModelFile.open(broken), BLUR, "cpu", 1))
                    .hasMessageContaining("weight decoder.last.bias is F32 of [2]");
        }

        @Test
        void theCardSaysAllThatTheNetworksNeed() throws IOException {
            InvarianceCard card = InvarianceCard.of(file().card());
            assertThat(card.shape()).isEqualTo(TinyRuns.SHAPE);
            assertThat(card.denoiser()).isEqualTo(BLUR);
            assertThat(card.range().mean().contains(Patches.mean(TinyRuns.patch(3))))
                    .isTrue();
        }
    }
}
