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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What part of the body a plane shows, by its header; where that is silent or names a whole trunk, by the plane: the chest where
 * much of its middle is lung, else soft tissue (ours). A head whose header is silent is therefore looked at as an abdomen is.
 *
 * @param reason in words, behind a number of images
 */
record SeenAnatomy(Anatomy anatomy, String reason) {
    /** Those of planes that can be read; each file is opened once. */
    static Map<ImageRef, SeenAnatomy> of(List<ImageRef> images, Modality said) {
        Map<Path, List<ImageRef>> files = new LinkedHashMap<>();
        images.forEach(image ->
                files.computeIfAbsent(image.file(), file -> new ArrayList<>()).add(image));
        Map<ImageRef, SeenAnatomy> seen = new HashMap<>();
        files.forEach((file, planes) -> {
            try (StoredImage stored = ImageFormats.open(file, said)) {
                for (ImageRef plane : planes) {
                    seen.put(plane, of(stored, plane.frame()));
                }
            } catch (IOException | RuntimeException broken) {
                return; // It is named when it is to be measured.
            }
        });
        return seen;
    }

    private static SeenAnatomy of(StoredImage stored, int frame) throws IOException {
        Optional<String> part = stored.bodyPart();
        Optional<Anatomy> named = part.flatMap(Anatomy::ofBodyPart);
        if (named.isPresent()) {
            return new SeenAnatomy(named.get(), "by Body Part Examined " + part.orElseThrow());
        }
        String silent = part.map(name -> "of Body Part Examined " + name).orElse("without Body Part Examined");
        Slice plane = stored.frame(frame);
        boolean lung = plane.unit() == Unit.HOUNSFIELD
                && DisplayWindow.single(Modality.CT, plane).equals(DisplayWindow.LUNG);
        return lung
                ? new SeenAnatomy(Anatomy.CHEST, silent + ", lung in the middle")
                : new SeenAnatomy(Anatomy.SOFT_TISSUE, silent + ", no lung in the middle");
    }
}
