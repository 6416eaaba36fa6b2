package dev.limpid.bench.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Modality;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutsTest {
    @TempDir
    private Path root;

    private static List<String> names(StudyLayout.Listing listing) {
        return listing.files().stream().map(StudyFile::name).toList();
    }

    @Nested
    class LidcIdri {
        @Test
        void takesTheCtSeriesOfEveryPatientAndNothingElse() throws IOException {
            Path patient = root.resolve("manifest-1/LIDC-IDRI/LIDC-IDRI-0001");
            TinyFiles.dicom(patient.resolve("study1/3000566.000000-03192/000001.dcm"), "CT", 4, 4);
            TinyFiles.dicom(patient.resolve("study1/3000566.000000-03192/000002.dcm"), "CT", 4, 4);
            TinyFiles.text(patient.resolve("study1/3000566.000000-03192/069.xml"), "<LidcReadMessage/>");
            TinyFiles.dicom(patient.resolve("study1/seg/000001.dcm"), "SEG", 4, 4);
            TinyFiles.text(patient.resolve("study1/sr/000001.dcm"), "a report without pixels");
            TinyFiles.dicom(patient.resolve("study2/series/000001.dcm"), "DX", 4, 4);
            Path second = root.resolve("manifest-1/LIDC-IDRI/LIDC-IDRI-0002");
            TinyFiles.text(second.resolve("study/series/1-001.dcm"), "broken");
            TinyFiles.dicom(second.resolve("study/series/1-002.dcm"), "CT", 4, 4);

            StudyLayout layout = StudyLayouts.of(root);
            assertThat(layout.name()).isEqualTo("lidc-idri");
            StudyLayout.Listing listing = layout.list(root);
            assertThat(listing.files().stream().map(StudyFile::patient))
                    .containsExactly("LIDC-IDRI-0001", "LIDC-IDRI-0001", "LIDC-IDRI-0002", "LIDC-IDRI-0002");
            assertThat(names(listing)).allMatch(name -> name.contains("03192") || name.contains("LIDC-IDRI-0002"));
            assertThat(listing.leftOut().values()).containsExactly(3);
        }

        @Test
        void aDownloadInSeveralPartsIsReadWhole() throws IOException {
            TinyFiles.dicom(root.resolve("part1/LIDC-IDRI-0001/study/series/1.dcm"), "CT", 4, 4);
            TinyFiles.dicom(root.resolve("part2/LIDC-IDRI-0002/study/series/1.dcm"), "CT", 4, 4);
            assertThat(StudyLayouts.of(root).list(root).files())
                    .extracting(StudyFile::patient)
                    .containsExactly("LIDC-IDRI-0001", "LIDC-IDRI-0002");
        }

        @Test
        void aSinglePatientsFolderWillDo() throws IOException {
            Path patient = root.resolve("LIDC-IDRI-0007");
            TinyFiles.dicom(patient.resolve("study/series/1.dcm"), "CT", 4, 4);
            assertThat(StudyLayouts.of(patient).list(patient).files())
                    .singleElement()
                    .extracting(StudyFile::patient, StudyFile::subset)
                    .containsExactly("LIDC-IDRI-0007", "LIDC-IDRI");
        }
    }

    @Nested
    class LowDoseCt {
        @Test
        void pairsTheDosesOfEachPatientByName() throws IOException {
            for (String dose : List.of("1.000000-Full Dose Images-59704", "1.000000-Low Dose Images-39882")) {
                TinyFiles.dicom(root.resolve("LDCT/C002/12-23-2021-NA-NA-62464/" + dose + "/1-001.dcm"), "CT", 4, 4);
                TinyFiles.dicom(root.resolve("LDCT/L004/08-30-2018-NA-NA-1/" + dose + "/1-01.dcm"), "CT", 4, 4);
            }
            Path full = root.resolve("LDCT/C002/12-23-2021-NA-NA-62464/1.000000-Full Dose Images-59704");
            TinyFiles.dicom(full.resolve("1-002.dcm"), "CT", 4, 4);
            TinyFiles.dicom(root.resolve("LDCT/C002/12-23-2021-NA-NA-62464/2-Full Dose Projections/1.dcm"), "CT", 4, 4);
            TinyFiles.dicom(root.resolve("LDCT/N003/study/1.000000-Full Dose Images-5/1-01.dcm"), "CT", 4, 4);

            StudyLayout layout = StudyLayouts.of(root);
            assertThat(layout.name()).isEqualTo("ldct");
            StudyLayout.Listing listing = layout.list(root);
            assertThat(listing.files())
                    .extracting(StudyFile::patient, StudyFile::subset)
                    .containsExactly(
                            org.assertj.core.api.Assertions.tuple("C002", "LDCT chest"),
                            org.assertj.core.api.Assertions.tuple("L004", "LDCT abdomen"));
            assertThat(listing.files())
                    .allMatch(file -> file.degraded().orElseThrow().toString().contains("Low Dose Images"));
            assertThat(listing.leftOut())
                    .containsEntry("without a low-dose image of the same name", 1)
                    .containsEntry("patients without one full-dose and one low-dose series", 1);
            assertThat(layout.window("LDCT abdomen").orElseThrow().low()).isEqualTo(-150);
        }
    }

    @Nested
    class RsnaPneumonia {
        @Test
        void everyFileIsAPatientWithItsClass() throws IOException {
            TinyFiles.dicom(root.resolve("stage_2_train_images/aaa.dcm"), "CR", 4, 4);
            TinyFiles.dicom(root.resolve("stage_2_train_images/bbb.dcm"), "CR", 4, 4);
            TinyFiles.dicom(root.resolve("stage_2_test_images/ccc.dcm"), "CR", 4, 4);
            TinyFiles.text(
                    root.resolve("stage_2_detailed_class_info.csv"),
                    "patientId,class\naaa,No Lung Opacity / Not Normal\nbbb,Lung Opacity\nbbb,Lung Opacity\n");
            StudyLayout layout = StudyLayouts.of(root);
            assertThat(layout.name()).isEqualTo("rsna");
            assertThat(layout.modality()).isEqualTo(Modality.XRAY);
            StudyLayout.Listing listing = layout.list(root);
            assertThat(listing.files().stream().map(StudyFile::patient)).containsExactly("aaa", "bbb");
            assertThat(listing.files().stream().map(StudyFile::finding))
                    .containsExactly(Optional.of("No Lung Opacity / Not Normal"), Optional.of("Lung Opacity"));
            assertThat(listing.leftOut()).containsValue(1);
        }

        @Test
        void boxesAloneTellOpacityFromNone() throws IOException {
            TinyFiles.dicom(root.resolve("stage_2_train_images/aaa.dcm"), "CR", 4, 4);
            TinyFiles.dicom(root.resolve("stage_2_train_images/bbb.dcm"), "CR", 4, 4);
            TinyFiles.text(
                    root.resolve("stage_2_train_labels.csv"),
                    "patientId,x,y,width,height,Target\naaa,,,,,0\nbbb,1,2,3,4,1\n");
            assertThat(StudyLayouts.of(root).list(root).files().stream().map(StudyFile::finding))
                    .containsExactly(Optional.of("no Lung Opacity"), Optional.of("Lung Opacity"));
        }
    }

    @Nested
    class Lits {
        @Test
        void volumesArePatientsAndSegmentationsAreNot() throws IOException {
            TinyFiles.nifti(root.resolve("Training Batch 1/volume-0.nii"), 4, 3, 5);
            TinyFiles.nifti(root.resolve("Training Batch 1/segmentation-0.nii"), 4, 3, 5);
            TinyFiles.nifti(root.resolve("Training Batch 2/volume-28.nii"), 4, 3, 5);
            StudyLayout layout = StudyLayouts.of(root);
            assertThat(layout.name()).isEqualTo("lits");
            assertThat(layout.modality()).isEqualTo(Modality.CT);
            StudyLayout.Listing listing = layout.list(root);
            assertThat(listing.files().stream().map(StudyFile::patient)).containsExactly("volume-0", "volume-28");
            assertThat(listing.leftOut()).containsOnlyKeys("segmentations");
        }

        @Test
        void aVolumesFramesAreDrawnOnceEachAndAreInHu() throws IOException {
            TinyFiles.nifti(root.resolve("volume-3.nii"), 4, 3, 5);
            ImageCollection collection = ImageCollection.open(List.of(root), "auto", 1);
            List<ImageRef> all =
                    PatientSample.draw(collection.files("LiTS", Split.TEST), 100, 1, collection.modality("LiTS"));
            assertThat(all.stream().map(ImageRef::frame)).containsExactly(0, 1, 2, 3, 4);
            assertThat(all.get(2).name()).isEqualTo("volume-3.nii#2");
        }
    }

    @Nested
    class AnyFolder {
        @Test
        void foldersArePatientsAndWhatIsNoImageIsLeftOut() throws IOException {
            TinyFiles.dicom(root.resolve("anna/1/a.dcm"), "CT", 4, 4);
            TinyFiles.dicom(root.resolve("anna/2/b"), "CT", 4, 4);
            TinyFiles.dicom(root.resolve("bert/a.dcm"), "CT", 4, 4);
            TinyFiles.dicom(root.resolve("single.dcm"), "CT", 4, 4);
            TinyFiles.text(root.resolve("anna/notes.txt"), "not an image");
            TinyFiles.text(root.resolve(".hidden/x.dcm"), "hidden");
            TinyFiles.text(root.resolve("bert/broken.dcm"), "torn");
            StudyLayout layout = StudyLayouts.of(root);
            assertThat(layout.name()).isEqualTo("folder");
            StudyLayout.Listing listing = layout.list(root);
            assertThat(names(listing)).containsExactly("anna/1/a.dcm", "anna/2/b", "bert/a.dcm", "single.dcm");
            assertThat(listing.files().stream().map(StudyFile::patient))
                    .containsExactly("anna", "anna", "bert", "single.dcm");
            assertThat(listing.broken()).singleElement().asString().contains("bert/broken.dcm: ");
            assertThat(listing.leftOut()).containsEntry("not images", 1);
        }

        private List<String> patients() throws IOException {
            return StudyLayouts.of(root).list(root).files().stream()
                    .map(StudyFile::patient)
                    .toList();
        }

        @Test
        void imagesOfOnePatientIdAreOnePatientWhereverTheyLie() throws IOException {
            TinyFiles.dicom(root.resolve("a.dcm"), "CT", 4, 4, "P1");
            TinyFiles.dicom(root.resolve("b.dcm"), "CT", 4, 4, "P2");
            TinyFiles.dicom(root.resolve("c.dcm"), "CT", 4, 4, "P1");
            TinyFiles.dicom(root.resolve("study/d.dcm"), "CT", 4, 4, "P2");
            TinyFiles.dicom(root.resolve("study/e.dcm"), "CT", 4, 4);
            assertThat(patients()).containsExactly("P1", "P2", "P1", "P2", "P2");
        }

        @Test
        void anImageThatCouldBeOfEachOfSeveralPatientsIsLeftOutAndCounted() throws IOException {
            TinyFiles.dicom(root.resolve("all/a.dcm"), "CT", 4, 4, "P1");
            TinyFiles.dicom(root.resolve("all/b.dcm"), "CT", 4, 4, "P2");
            TinyFiles.dicom(root.resolve("all/c.dcm"), "CT", 4, 4);
            TinyFiles.dicom(root.resolve("d.dcm"), "CT", 4, 4, "P1");
            TinyFiles.dicom(root.resolve("e.dcm"), "CT", 4, 4, "P3");
            TinyFiles.dicom(root.resolve("f.dcm"), "CT", 4, 4);
            StudyLayout.Listing listing = StudyLayouts.of(root).list(root);
            assertThat(names(listing)).containsExactly("all/a.dcm", "all/b.dcm", "d.dcm", "e.dcm");
            assertThat(listing.leftOut()).containsEntry("without a Patient ID among several patients", 2);
        }

        @Test
        void imagesOfAStudyAreOfOnePatientAndOfTheOneItNames() throws IOException {
            TinyFiles.dicom(root.resolve("a.dcm"), "CT", 4, 4, "", "1.2.3");
            TinyFiles.dicom(root.resolve("b.dcm"), "CT", 4, 4, "", "1.2.3");
            TinyFiles.dicom(root.resolve("c.dcm"), "CT", 4, 4, "", "1.2.4");
            assertThat(patients()).containsExactly("study 1.2.3", "study 1.2.3", "study 1.2.4");
            TinyFiles.dicom(root.resolve("d.dcm"), "CT", 4, 4, "P1", "1.2.3");
            TinyFiles.dicom(root.resolve("e.dcm"), "CT", 4, 4, "P2", "1.2.4");
            assertThat(patients()).containsExactly("P1", "P1", "P2", "P1", "P2");
        }

        @Test
        void aFileThatCannotBeOpenedIsNamedAlsoBesideSeveralPatients() throws IOException {
            TinyFiles.dicom(root.resolve("all/a.dcm"), "CT", 4, 4, "P1");
            TinyFiles.dicom(root.resolve("all/b.dcm"), "CT", 4, 4, "P2");
            TinyFiles.text(root.resolve("all/c.dcm"), "torn");
            StudyLayout.Listing listing = StudyLayouts.of(root).list(root);
            assertThat(listing.broken()).singleElement().asString().contains("all/c.dcm: ");
            assertThat(listing.leftOut()).isEmpty();
        }

        @Test
        void slicesOfOnePatientAreOnePatient() throws IOException {
            TinyFiles.dicom(root.resolve("1.dcm"), "CT", 4, 4, "P1");
            TinyFiles.dicom(root.resolve("2.dcm"), "CT", 4, 4, "P1");
            assertThat(patients()).containsExactly("P1", "P1");
        }

        @Test
        void anIdentifierThatAllFoldersShareNamesNobody() throws IOException {
            TinyFiles.dicom(root.resolve("one/a.dcm"), "CT", 4, 4, "ANON");
            TinyFiles.dicom(root.resolve("two/a.dcm"), "CT", 4, 4, "ANON");
            assertThat(patients()).containsExactly("one", "two");
            TinyFiles.dicom(root.resolve("single.dcm"), "CT", 4, 4, "ANON");
            assertThat(patients()).containsExactly("one", "ANON", "two");
        }

        @Test
        void aMissingFolderIsSaid() {
            assertThatThrownBy(() -> StudyLayouts.of(root.resolve("nowhere")))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("nowhere");
        }
    }

    @Test
    void splitsJsonIsFollowed() throws IOException {
        TinyFiles.dicom(root.resolve("a.dcm"), "CT", 4, 4);
        TinyFiles.dicom(root.resolve("b.dcm"), "CT", 4, 4);
        TinyFiles.text(root.resolve("splits.json"), "{\"x\": {\"val\": [\"a.dcm\"], \"test\": [\"b.dcm\"]}}");
        ImageCollection collection = ImageCollection.open(List.of(root), "auto", 1);
        assertThat(collection.subsets()).containsExactly("x");
        assertThat(collection.files("x", Split.VAL)).extracting(StudyFile::name).containsExactly("a.dcm");
        assertThat(collection.files("x", Split.TEST))
                .extracting(StudyFile::name)
                .containsExactly("b.dcm");
    }

    @Test
    void twoDataSetsBecomeTwoBlocksUnlessTheirNamesAreAlike() throws IOException {
        TinyFiles.dicom(root.resolve("one/p/a.dcm"), "CT", 4, 4);
        TinyFiles.nifti(root.resolve("two/volume-1.nii"), 4, 3, 2);
        TinyFiles.dicom(root.resolve("other/one/p/a.dcm"), "CT", 4, 4);
        assertThat(ImageCollection.open(List.of(root.resolve("one"), root.resolve("two")), "auto", 1)
                        .subsets())
                .containsExactly("LiTS", "one");
        assertThatThrownBy(() -> ImageCollection.open(
                        List.of(root.resolve("one"), root.resolve("other").resolve("one")), "auto", 1))
                .hasMessageContaining("one");
    }

    @Nested
    class Sampling {
        private List<StudyFile> files(int patients, int each) {
            List<StudyFile> files = new java.util.ArrayList<>();
            for (int p = 0; p < patients; p++) {
                for (int i = 0; i < each; i++) {
                    files.add(StudyFile.of(root, root.resolve("p" + p + "/" + i + ".dcm"), "s", "p" + p));
                }
            }
            return files;
        }

        @Test
        void noPatientIsInTwoSplitsAndEveryFileIsInOne() {
            for (long seed = 1; seed <= 5; seed++) {
                var parts = PatientSplit.of(files(23, 4), seed);
                Set<String> seen = new HashSet<>();
                int count = 0;
                for (List<StudyFile> part : parts.values()) {
                    Set<String> patients = new HashSet<>();
                    part.forEach(file -> patients.add(file.patient()));
                    assertThat(seen).doesNotContainAnyElementsOf(patients);
                    seen.addAll(patients);
                    count += part.size();
                }
                assertThat(count).isEqualTo(23 * 4);
                assertThat(parts.keySet()).containsExactlyInAnyOrderElementsOf(Arrays.asList(Split.values()));
            }
        }

        @Test
        void patientsTakeTurns() {
            List<ImageRef> drawn = PatientSample.draw(files(7, 10), 16, 3, Modality.CT);
            assertThat(drawn).hasSize(16).doesNotHaveDuplicates();
            for (int p = 0; p < 7; p++) {
                String patient = "p" + p;
                assertThat(drawn.stream()
                                .filter(ref -> ref.patient().equals(patient))
                                .count())
                        .isBetween(2L, 3L);
            }
        }

        @Test
        void theSeedDecidesAndMoreImagesAreAllThere() {
            assertThat(PatientSample.draw(files(9, 9), 5, 1, Modality.CT))
                    .isEqualTo(PatientSample.draw(files(9, 9), 5, 1, Modality.CT))
                    .isNotEqualTo(PatientSample.draw(files(9, 9), 5, 2, Modality.CT));
            assertThat(PatientSample.draw(files(3, 2), 100, 1, Modality.CT)).hasSize(6);
        }

        @Test
        void aSmallerSampleIsPartOfALargerOne() {
            List<ImageRef> large = PatientSample.draw(files(6, 6), 20, 1, Modality.CT);
            assertThat(large).containsAll(PatientSample.draw(files(6, 6), 8, 1, Modality.CT));
        }
    }
}
