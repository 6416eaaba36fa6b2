package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path root;

    @BeforeEach
    void list() throws IOException {
        Files.writeString(root.resolve("splits.json"), """
                {"ct": {"train": ["ct/A/0.dcm", "ct/A/1.dcm", "ct/B/0.dcm"], "val": ["ct/C/0.dcm"]},
                 "patients": {"ct": {"A": "train", "B": "train", "C": "val"}}}
                """);
    }

    @Test
    void anExcludedPatientIsInNoSplitAndChangesTheFingerprint() throws IOException {
        DataFolder all = DataFolder.open(root);
        DataFolder without = all.without(List.of("A"));
        assertThat(without.entries("ct", DataFolder.Split.TRAIN))
                .extracting(DataFolder.Entry::patient)
                .containsExactly("B");
        assertThat(without.entries("ct", DataFolder.Split.VAL)).hasSize(1);
        assertThat(without.fingerprint(List.of("ct"))).isNotEqualTo(all.fingerprint(List.of("ct")));
        assertThat(all.without(List.of()).fingerprint(List.of("ct"))).isEqualTo(all.fingerprint(List.of("ct")));
    }

    @Test
    void excludingAPatientThatIsNotThereIsAnErrorAndNotNothing() throws IOException {
        DataFolder all = DataFolder.open(root);
        assertThatThrownBy(() -> all.without(List.of("D")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'D'");
    }

    @Test
    void aFileIsOfThePatientWithTheLongestNameThatBeginsItsName() throws IOException {
        Files.writeString(root.resolve("splits.json"), """
                {"x": {"train": ["P10_3.png", "P1_0.png"]}, "patients": {"x": {"P1": "train", "P10": "train"}}}
                """);
        assertThat(DataFolder.open(root).entries("x", DataFolder.Split.TRAIN))
                .extracting(DataFolder.Entry::patient)
                .containsExactly("P10", "P1");
    }
}
