package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.degrade.DegradationKinds;
import org.junit.jupiter.api.Test;

class PaperTablesTest {
    @Test
    void everyKindHasAFigureOfEveryMethodInEveryDataSet() {
        for (String dataSet : PaperTables.DATA_SETS) {
            for (String kind : PaperTables.kinds()) {
                for (String method : new String[] {
                    "bilateral",
                    "combined",
                    "gaussian",
                    "mean",
                    "median",
                    "nl-means",
                    "wavelet",
                    "wiener",
                    "dpir",
                    PaperTables.NETWORK
                }) {
                    assertThat(PaperTables.figure(dataSet, BenchMetrics.SSIM, kind, method))
                            .as(dataSet + " " + kind + " " + method)
                            .isPresent();
                    assertThat(PaperTables.figure(dataSet, BenchMetrics.WRAPPED, kind, method))
                            .isPresent();
                }
            }
        }
    }

    @Test
    void figuresAreThoseOfThePaper() {
        assertThat(PaperTables.figure("LIDC-IDRI", BenchMetrics.WRAPPED, "gaussian", "mean"))
                .hasValue(31.1);
        assertThat(PaperTables.figure("RSNA", BenchMetrics.SSIM, "salt-and-pepper", "median"))
                .hasValue(0.97);
        assertThat(PaperTables.figure("LiTS", BenchMetrics.SSIM, "wrap-around", PaperTables.NETWORK))
                .hasValue(0.85);
    }

    @Test
    void thePaperSaysNothingOfOtherKindsAndOfTruePsnr() {
        assertThat(PaperTables.figure("RSNA", BenchMetrics.SSIM, "ghosting", "mean"))
                .isEmpty();
        assertThat(PaperTables.figure("RSNA", BenchMetrics.PSNR, "gaussian", "mean"))
                .isEmpty();
        assertThat(PaperTables.figure("CIFAR", BenchMetrics.SSIM, "gaussian", "mean"))
                .isEmpty();
    }

    @Test
    void everyKindOfThePaperIsThere() {
        assertThat(PaperTables.kinds())
                .hasSize(13)
                .allMatch(kind -> DegradationKinds.find(kind).isPresent());
    }
}
