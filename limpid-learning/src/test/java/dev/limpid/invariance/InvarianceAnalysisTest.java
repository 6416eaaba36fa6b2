package dev.limpid.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.StoredTensor;
import dev.limpid.model.Training;
import dev.limpid.tensor.Compute;
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
        try (InvarianceTraining training = new InvarianceTraining(settings, pool, Optional.empty(), Compute.cpu())) {
            InvarianceTraining.Trained end =
                    training.run(folder.resolve("checkpoint"), 1000, "test", new TrainingProgress() {
                        @Override
                        public void step(long done, long total, double meanLoss) {}

                        @Override
                        public void message(String line) {}
                    });
            InvarianceCard card =
                    new InvarianceCard(settings.shape(), BLUR, TrainedRange.of(pool.patches(), pool.denoised()));
            Training how = new Training(
                    List.of(), List.of(), 7, 18, 4, EDGE, "fp32", "loss", "schedule", 1, "here", "test", "2026-01-01");
            ModelFile.write(
                    folder.resolve("blur.safetensors"),
                    card.card("blur", how, "limpid train invariance"),
                    InvarianceRun.stored(end),
                    false);
        }
    }

    private static InvarianceModel open() throws IOException {
        return InvarianceModel.open(file(), BLUR, "cpu", 1);
    }

    private static final Slice IMAGE = fourPatches();

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
            return new InvarianceAnalysis(model, TinyRuns.BLUR, settings).analyse(IMAGE, Optional.empty(), 0, 0);
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
                assertThat(sample.consistent()).isEqualTo(distance <= found.limit());
            }
            assertThat(found.limit()).isPositive().isLessThan(found.noiseConsistency());
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
                    counted.stream().mapToDouble(each -> each[99]).average().orElseThrow();
            double squares = counted.stream()
                    .mapToDouble(each -> Math.pow(each[99] - mean, 2))
                    .sum();
            assertThat((double) found.spread().at(99))
                    .isCloseTo(Math.sqrt(squares / (counted.size() - 1)), within(0.05));
            assertThat(found.meanSpread()).isPresent();
            assertThat(found.modes()).isNotEmpty();
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
                PatchAnalysis with = analysis.analyse(IMAGE, Optional.of(full), 0, 0);
                assertThat(with.fullDose()).isPresent();
                PatchAnalysis itself = analysis.analyse(IMAGE, Optional.of(IMAGE), 0, 0);
                // Where the image is its own full dose there is no noise, and nothing could be missed.
                assertThat(itself.limit()).isLessThan(1e-3);
                assertThat(itself.noiseStructure()).isLessThan(1e-3).isLessThan(with.noiseStructure());
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
                ChangeMap map = refined.map(IMAGE, Optional.empty(), 3, () -> ticks.add(1));
                assertThat(map.patches()).isEqualTo(6).isEqualTo(ChangeMap.patches(IMAGE, EDGE));
                assertThat(ticks).hasSize(6);
                assertThat(map.known().cardinality()).isPositive();
                for (int i = 0; i < IMAGE.size(); i++) {
                    assertThat(map.known().get(i) || map.change().at(i) == 0).isTrue();
                }
                InvarianceAnalysis raw =
                        new InvarianceAnalysis(model, TinyRuns.BLUR, new AnalysisSettings(3, 0, 20, 2, 1));
                ChangeMap none = raw.map(IMAGE, Optional.empty(), 3, () -> ticks.add(1));
                assertThat(none.known().cardinality()).isZero();
                assertThat(none.without() + none.outside()).isEqualTo(6);
            }
        }

        @Test
        void anImageSmallerThanAPatchIsRefused() {
            assertThatThrownBy(() -> ChangeMap.places(EDGE - 1, EDGE)).hasMessageContaining("smaller than a patch");
            assertThat(ChangeMap.places(EDGE, EDGE)).containsExactly(0);
            assertThat(ChangeMap.places(2 * EDGE + 1, EDGE)).containsExactly(0, EDGE, EDGE + 1);
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
                assertThatThrownBy(() -> analysis.analyse(IMAGE.withPixels(bright), Optional.empty(), 0, 0))
                        .isInstanceOf(OutsideTrainingException.class)
                        .hasMessageContaining("its mean of 20");
                assertThatThrownBy(() -> analysis.analyse(IMAGE, Optional.empty(), EDGE + 8, 0))
                        .hasMessageContaining("does not lie within the 71 x 64 pixels");
                Slice other = Slice.of(EDGE, EDGE, TinyRuns.patch(1), Unit.ARBITRARY);
                assertThatThrownBy(() -> analysis.analyse(other, Optional.empty(), 0, 0))
                        .hasMessageContaining("CT in HU");
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
