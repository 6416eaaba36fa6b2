package dev.limpid.cli;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What files show, where they do not say it themselves; the same for every command that reads images to work on. */
final class ContentOptions {
    @Option(
            names = "--range",
            paramLabel = "LOW:HIGH",
            converter = RangeConverter.class,
            description = "The intensities that count as 0 and 1, where the file does not say.")
    private Optional<IntensityRange> range = Optional.empty();

    @Option(
            names = "--modality",
            paramLabel = "ct|xray|mr|other",
            description = "What the files show that do not say it (NIfTI, PNG, TIFF, JPEG); with ct, the numbers of"
                    + " NIfTI and TIFF are HU.")
    private Modality modality = Modality.OTHER;

    /** The given range; empty for each file's own. */
    Optional<IntensityRange> range() {
        return range;
    }

    /** The modality of files that do not say theirs. */
    Modality modality() {
        return modality;
    }
}
