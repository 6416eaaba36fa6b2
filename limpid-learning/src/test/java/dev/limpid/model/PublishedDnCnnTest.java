package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.GaussianNoise;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.metric.Psnr;
import dev.limpid.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The authors' weights against the figures of their paper (Zhang et al., IEEE TIP 2017, tables II and III): Gaussian noise
 * of 25 grey levels, not clipped. Both data sets as a whole take minutes and run with {@code -Dlimpid.published=true}.
 */
class PublishedDnCnnTest {
    private static final IntensityRange BYTE = IntensityRange.ofBits(8);

    @Test
    void theSevenSmallImagesOfSet12GiveThePublishedMean() throws IOException {
        List<Path> small = images("set12").subList(0, 7);
        double published = (30.18 + 33.06 + 30.87 + 29.41 + 30.28 + 29.13 + 29.43) / 7;
        assertThat(psnr(small, "fp32", false)).isCloseTo(published, within(0.05));
    }

    @ParameterizedTest
    @CsvSource({
        "set12, 12, 30.44, fp32, false",
        "set12, 12, 30.44, fp32, true",
        "set12, 12, 30.44, bf16, false",
        "bsd68, 68, 29.23, fp32, false",
        "bsd68, 68, 29.23, bf16, false"
    })
    @EnabledIfSystemProperty(named = "limpid.published", matches = "true")
    void wholeSetsGiveThePublishedMean(String set, int count, double published, String precision, boolean rounded)
            throws IOException {
        List<Path> images = images(set);
        assertThat(images).hasSize(count);
        double mean = psnr(images, precision, rounded);
        System.out.printf(
                "%s %s%s: %.3f dB, published %.2f%n",
                set, precision, rounded ? ", rounded to 8 bits" : "", mean, published);
        assertThat(mean).isCloseTo(published, within(0.05));
    }

    private static List<Path> images(String set) throws IOException {
        Path folder = TestData.root().resolve("natural").resolve(set);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    /** Mean over the images; the noise of image i has seed i. */
    private static double psnr(List<Path> files, String precision, boolean rounded) throws IOException {
        PublicWeights weights = PublicWeights.open(TestData.root().resolve("natural/dncnn_25.safetensors"));
        double sum = 0;
        try (LearnedDenoiser dncnn = LearnedDenoiser.open(weights, new InferenceOptions("cpu", precision, 0, 0))
                .forRange(BYTE)) {
            for (int i = 0; i < files.size(); i++) {
                try (StoredImage image = ImageFormats.open(files.get(i))) {
                    Slice clean = image.frame(0);
                    Slice result = dncnn.denoise(new GaussianNoise(BYTE, 25.0 / 255).apply(clean, i));
                    sum += new Psnr(BYTE).of(clean, rounded ? roundedToBytes(result) : result);
                }
            }
        }
        return sum / files.size();
    }

    private static Slice roundedToBytes(Slice slice) {
        Slice.Builder bytes = slice.like();
        for (int i = 0; i < slice.size(); i++) {
            bytes.set(i, Math.min(255, Math.max(0, Math.round(slice.at(i)))));
        }
        return bytes.build();
    }
}
