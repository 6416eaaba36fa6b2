package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    @TempDir
    Path folder;

    private final List<StoredTensor> tensors = List.of(
            StoredTensor.ofFloats("a.weight", Dtype.BF16, new float[] {1, 2, 3, 4}, 2, 2),
            StoredTensor.ofFloats("b.weight", Dtype.F32, new float[] {0.1f, -7}, 2));

    private ModelFile write(String name, ModelCard card) throws IOException {
        return ModelFile.write(folder.resolve(name), card, tensors, false);
    }

    @Nested
    class AModelFile {
        @Test
        void givesBackItsCardAndTensors() throws IOException {
            ModelFile read = ModelFile.open(write("m.safetensors", Cards.ct()).path());
            assertThat(read.card()).isEqualTo(Cards.ct());
            assertThat(read.tensors()).isEqualTo(tensors);
            assertThat(read.tensor("b.weight").toFloats()).containsExactly(0.1f, -7);
        }

        @Test
        void withoutACardIsNoModel() throws IOException {
            Path path = folder.resolve("plain.safetensors");
            Safetensors.write(path, tensors, Map.of(), false);
            assertThatThrownBy(() -> ModelFile.open(path))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("plain.safetensors: has no model card");
        }

        @Test
        void namesItselfWhenItsCardIsBroken() throws IOException {
            Path path = folder.resolve("m.safetensors");
            Safetensors.write(path, tensors, Map.of(ModelFile.CARD, "{\"name\":\"ct\"}"), false);
            assertThatThrownBy(() -> ModelFile.open(path)).hasMessage(path + ": its card lacks title");
        }
    }

    @Nested
    class AnotherCard {
        @Test
        void leavesTensorsOtherMetadataAndIdentityAsTheyWere() throws IOException {
            Path path = folder.resolve("m.safetensors");
            Safetensors.write(path, tensors, Map.of(ModelFile.CARD, Cards.ct().toJson(), "mine", "1"), false);
            ModelFile before = ModelFile.open(path);
            String identity = before.sha256();
            ModelFile after = before.withCard(path, Cards.ct().withResults(List.of()), true);
            assertThat(after.card().results()).isEmpty();
            assertThat(after.tensors()).isEqualTo(tensors);
            assertThat(after.sha256()).isEqualTo(identity);
            assertThat(Safetensors.open(path).metadata()).containsEntry("mine", "1");
        }

        @Test
        void isWrittenToItsOwnFileOnlyWhenToldTo() throws IOException {
            ModelFile model = write("m.safetensors", Cards.ct());
            assertThatThrownBy(() -> model.withCard(model.path(), Cards.ct(), false))
                    .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        }
    }

    @Nested
    class TheIdentity {
        @Test
        void isThatOfTheWeightsAndWhatTheyAreAppliedTo() throws IOException {
            ModelCard card = Cards.ct();
            String identity = write("1.safetensors", card).sha256();
            assertThat(identity).matches("[0-9a-f]{64}");
            ModelCard renamed = Cards.of("ct-other", Modality.CT, card.input().range());
            assertThat(write("2.safetensors", renamed).sha256()).isEqualTo(identity);
            ModelCard otherRange = Cards.of("ct", Modality.CT, Optional.of(new IntensityRange(-1000, 2000)));
            assertThat(write("3.safetensors", otherRange).sha256()).isNotEqualTo(identity);
        }

        @Test
        void changesWithAnyWeightNameOrShape() throws IOException {
            StoredTensor a = StoredTensor.ofFloats("a", Dtype.F32, new float[] {1, 2}, 2);
            assertThat(List.of(
                            identity(a),
                            identity(StoredTensor.ofFloats("a", Dtype.F32, new float[] {1, 3}, 2)),
                            identity(StoredTensor.ofFloats("b", Dtype.F32, new float[] {1, 2}, 2)),
                            identity(StoredTensor.ofFloats("a", Dtype.F32, new float[] {1, 2}, 2, 1))))
                    .doesNotHaveDuplicates();
        }

        private String identity(StoredTensor tensor) throws IOException {
            return ModelFile.write(folder.resolve("x.safetensors"), Cards.ct(), List.of(tensor), true)
                    .sha256();
        }
    }

    @Nested
    class ALibrary {
        @Test
        void findsItsModelsByNameAndReportsBrokenOnes() throws IOException {
            write("b.safetensors", Cards.of("mr", Modality.MR, Optional.empty()));
            write("a.safetensors", Cards.ct());
            write("c.safetensors", Cards.ct());
            Files.writeString(folder.resolve("d.safetensors"), "not a model");
            Files.writeString(folder.resolve("readme.txt"), "no model either");
            ModelLibrary library = ModelLibrary.open(folder);
            assertThat(library.all()).extracting(model -> model.card().name()).containsExactly("ct", "mr");
            assertThat(library.byName("ct"))
                    .get()
                    .extracting(ModelFile::path)
                    .isEqualTo(folder.resolve("a.safetensors"));
            assertThat(library.byName("x")).isEmpty();
            assertThat(library.problems())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).contains("c.safetensors: is also named ct"))
                    .anySatisfy(line -> assertThat(line).contains("d.safetensors: not a safetensors file"));
        }

        @Test
        void takesANameOrAFile() throws IOException {
            ModelFile model = write("a.safetensors", Cards.ct());
            ModelLibrary library = ModelLibrary.open(folder);
            assertThat(library.named("ct").path()).isEqualTo(model.path());
            assertThat(library.named(model.path().toString()).card()).isEqualTo(Cards.ct());
            assertThatThrownBy(() -> library.named("pet"))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessage("no model or file 'pet'; name one by --model (there are ct)");
            assertThatThrownBy(() -> library.named("pet\0")).isInstanceOf(ModelFormatException.class);
        }

        @Test
        void choosesTheGeneralModelOfTheModalityAndSaysWhy() throws IOException {
            write("1.safetensors", Cards.of("ct-low-dose", Modality.CT, Optional.empty()));
            write("2.safetensors", Cards.ct());
            write("3.safetensors", Cards.of("cxr", Modality.XRAY, Optional.empty()));
            ModelLibrary.Choice choice = ModelLibrary.open(folder).choose(Modality.CT);
            assertThat(choice.model().card().name()).isEqualTo("ct");
            assertThat(choice.reason())
                    .isEqualTo("modality CT, so model ct (U-Net for CT, trained on 5 patients (164 images) of First,"
                            + " Second); also fitting: ct-low-dose");
        }

        /** Tissue with white noise, or with noise that a blur made alike from pixel to pixel. */
        private static Slice scan(double blur) {
            Slice.Builder tissue = Slice.builder(80, 80, Unit.HOUNSFIELD).spacing(new PixelSpacing(1, 1));
            Random random = new Random(6);
            for (int i = 0; i < 80 * 80; i++) {
                tissue.set(i, (float) (40 + 60 * random.nextGaussian()));
            }
            return blur == 0 ? tissue.build() : new GaussianFilter(blur).denoise(tissue.build());
        }

        @Test
        void takesTheModelOfLowDosesForNoiseThatAScannerMade() throws IOException {
            write("1.safetensors", Cards.of("ct-low-dose", Modality.CT, Optional.empty(), "low-dose"));
            write("2.safetensors", Cards.ct());
            write("3.safetensors", Cards.of("cnn", Modality.CT, Optional.empty(), "low-dose"));
            ModelLibrary library = ModelLibrary.open(folder);
            ModelLibrary.Choice choice = library.choose(Modality.CT, () -> scan(0.7));
            assertThat(choice.model().card().name()).isEqualTo("ct-low-dose");
            assertThat(choice.reason()).contains("as a scanner makes it").endsWith("--model ct");
            assertThat(library.choose(Modality.CT, () -> scan(0)).model().card().name())
                    .isEqualTo("ct");
            Slice unknown = Slice.of(80, 80, scan(0.7).toArray(), Unit.HOUNSFIELD);
            assertThat(library.choose(Modality.CT, () -> unknown).model().card().name())
                    .isEqualTo("ct");
        }

        @Test
        void saysWhatToDoWhenNoModelFits() throws IOException {
            write("1.safetensors", Cards.ct());
            assertThatThrownBy(() -> ModelLibrary.open(folder).choose(Modality.MR))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessage("no model for modality MR; name one by --model (there are ct), or use --method"
                            + " nl-means");
        }

        @Test
        void isEmptyWhereThereIsNoFolder() throws IOException {
            ModelLibrary library = ModelLibrary.open(folder.resolve("none"));
            assertThat(library.all()).isEmpty();
            assertThatThrownBy(() -> library.choose(Modality.CT)).hasMessageContaining("there are no models in");
        }

        @Test
        void isThatOfTheSystemPropertyWhenSet() throws IOException {
            String before = System.setProperty(ModelLibrary.PROPERTY, folder.toString());
            try {
                assertThat(ModelLibrary.standard().folder()).isEqualTo(folder);
            } finally {
                if (before == null) {
                    System.clearProperty(ModelLibrary.PROPERTY);
                } else {
                    System.setProperty(ModelLibrary.PROPERTY, before);
                }
            }
        }
    }
}
