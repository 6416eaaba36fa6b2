package dev.limpid.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Slice;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nothing can be derived from is refused, and nothing is left behind. */
class DerivedRefusalsTest extends DerivedObjects {
    @Test
    void anExistingFileIsNotOverwritten() throws IOException {
        Path there = Files.writeString(folder.resolve("there.dcm"), "mine");
        try (DicomImage source = new DicomFormat().open(DicomFixtures.file("ct.dcm"))) {
            assertThatThrownBy(() -> source.writeDerived(there, source::frame, HOW))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(there).hasContent("mine");
    }

    @Test
    void sourceWithoutAnIdentifierCannotBeDerivedFrom() throws IOException {
        byte[] file = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .image(1, 1, 8, 8, false)
                .text(Tag.SOP_INSTANCE_UID, "UI", "")
                .pixels(new byte[2])
                .bytes();
        assertThatThrownBy(() -> written(file, HOW))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("SOP Instance UID");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.5.1.4.1.1.66.4, a Segmentation holds labels",
        "1.2.840.10008.5.1.4.1.1.66.7, a Label Map Segmentation holds labels",
        "1.2.840.10008.5.1.4.1.1.481.2, an RT Dose holds a computed dose"
    })
    void objectsWithoutIntensitiesAreReadButNotDenoised(String sopClass, String reason) throws IOException {
        byte[] file = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .image(1, 2, 8, 8, false)
                .text(Tag.SOP_CLASS_UID, "UI", sopClass)
                .pixels(new byte[] {3, 4})
                .bytes();
        assertNotDenoised(DicomFormat.open(ByteSource.of(file)), reason);
    }

    @Test
    void masksOfOneBitAreReadButNotDenoised() throws IOException {
        assertNotDenoised(new DicomFormat().open(DicomFixtures.file("bits.dcm")), "1 bit");
    }

    private void assertNotDenoised(DicomImage source, String reason) throws IOException {
        try (source) {
            assertThat(source.frame(0).size()).isPositive();
            assertThatThrownBy(() -> source.writeDerived(
                            folder.resolve("x.dcm"),
                            i -> {
                                throw new AssertionError("no frame is asked for");
                            },
                            HOW))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContainingAll(reason, "not denoised");
        }
        assertThat(folder.resolve("x.dcm")).doesNotExist();
    }

    @Test
    void aPlaneOfAnotherSizeIsAnErrorOfTheCaller() throws IOException {
        try (DicomImage source = new DicomFormat().open(DicomFixtures.file("ct.dcm"))) {
            Slice other = Slice.builder(2, 2, source.frame(0).unit()).build();
            assertThatThrownBy(() -> source.writeDerived(folder.resolve("x.dcm"), i -> other, HOW))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
