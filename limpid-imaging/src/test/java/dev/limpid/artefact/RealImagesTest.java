package dev.limpid.artefact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.DegradationKinds;
import dev.limpid.degrade.Draw;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.testing.TestData;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On images of validation patients. */
class RealImagesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ct/A048383/000.dcm",
                "ct/A098752/001.dcm",
                "cxr/00000442_000.png",
                "cxr/00000591_004.png",
                "cxr/00001749_002.png"
            })
    void haveNoArtefactThatIsUndoneUnlessItWasPutThere(String name) throws IOException {
        Modality modality = name.startsWith("cxr") ? Modality.XRAY : Modality.CT;
        IntensityRange range = name.startsWith("cxr") ? IntensityRange.ofBits(8) : IntensityRange.CT;
        try (StoredImage image = ImageFormats.open(TestData.root().resolve(name), modality)) {
            Slice clean = image.frame(0);
            assertThat(ArtefactCorrection.of(clean, range).found()).isEmpty();
            for (String kind : new String[] {"gaussian", "motion", "bias-field", "susceptibility"}) {
                assertThat(ArtefactCorrection.of(degraded(kind, clean, range), range)
                                .found())
                        .as(kind)
                        .isEmpty();
            }
            assertThat(ArtefactCorrection.of(degraded("structured", clean, range), range)
                            .found())
                    .singleElement()
                    .asString()
                    .startsWith("a wave");
            assertThat(ArtefactCorrection.of(degraded("wrap-around", clean, range), range)
                            .found())
                    .first()
                    .asString()
                    .startsWith("folded");
        }
    }

    private static Slice degraded(String name, Slice clean, IntensityRange range) {
        DegradationKind kind = DegradationKinds.find(name).orElseThrow();
        Draw draw = kind.draw(name.equals("wrap-around") ? Map.of("weight", "0.7") : Map.of(), 1, 5);
        return DegradationKinds.apply(draw, clean, range);
    }
}
