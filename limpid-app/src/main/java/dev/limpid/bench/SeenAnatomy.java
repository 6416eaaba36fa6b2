package dev.limpid.bench;

import dev.limpid.bench.layout.Anatomy;
import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import dev.limpid.report.DisplayWindow;
import java.io.IOException;
import java.util.Optional;

/**
 * What part of the body a plane shows, by its header; where that is silent or names a whole trunk, by the plane: the chest where
 * much of its middle is lung, else soft tissue (ours). A head whose header is silent is therefore looked at as an abdomen is.
 *
 * @param reason in words, behind a number of images
 */
record SeenAnatomy(Anatomy anatomy, String reason) {
    /** Empty for what cannot be read. */
    static Optional<SeenAnatomy> of(ImageRef image, Modality said) {
        try (StoredImage stored = ImageFormats.open(image.file(), said)) {
            Optional<String> part = stored.bodyPart();
            Optional<Anatomy> named = part.flatMap(Anatomy::ofBodyPart);
            if (named.isPresent()) {
                return Optional.of(new SeenAnatomy(named.get(), "by Body Part Examined " + part.orElseThrow()));
            }
            String silent = part.map(name -> "of Body Part Examined " + name).orElse("without Body Part Examined");
            Slice plane = stored.frame(image.frame());
            boolean lung = plane.unit() == Unit.HOUNSFIELD
                    && DisplayWindow.single(Modality.CT, plane).equals(DisplayWindow.LUNG);
            return Optional.of(
                    lung
                            ? new SeenAnatomy(Anatomy.CHEST, silent + ", lung in the middle")
                            : new SeenAnatomy(Anatomy.SOFT_TISSUE, silent + ", no lung in the middle"));
        } catch (IOException | RuntimeException broken) {
            return Optional.empty();
        }
    }
}
