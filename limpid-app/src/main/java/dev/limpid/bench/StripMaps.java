package dev.limpid.bench;

import dev.limpid.explain.FeatureMaps;
import dev.limpid.image.Slice;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelLibrary;
import java.io.IOException;
import java.util.Optional;

/**
 * Feature maps for the pictures of one image, as in figures 3 to 5 of arXiv 2310.20101, where there is a restoration network for
 * its modality; else none.
 */
final class StripMaps implements AutoCloseable {
    private final BenchImage image;
    private final Optional<String> caption;
    private final Optional<FeatureMaps> maps;
    private Optional<Slice> clean = Optional.empty();

    private StripMaps(BenchImage image, Optional<String> caption, Optional<FeatureMaps> maps) {
        this.image = image;
        this.caption = caption;
        this.maps = maps;
    }

    /** No maps, where they would tell nothing. */
    static StripMaps none(BenchImage image) {
        return new StripMaps(image, Optional.empty(), Optional.empty());
    }

    /** A network that cannot be loaded costs the page its maps, not itself. */
    static StripMaps of(BenchImage image) {
        try {
            Optional<ModelFile> model = ModelLibrary.standard().restoration(image.modality());
            if (model.isEmpty()) {
                String none = "No feature maps: there is no restoration network for modality " + image.modality() + ".";
                return new StripMaps(image, Optional.of(none), Optional.empty());
            }
            FeatureMaps maps = FeatureMaps.open(model.get(), InferenceOptions.DEFAULT);
            String caption = "Third row: feature maps of the clean image, the degraded one and the models' results, by"
                    + " guided backpropagation through " + model.get().label() + ", on one scale.";
            return new StripMaps(image, Optional.of(caption), Optional.of(maps));
        } catch (IOException broken) {
            String caption = "No feature maps: " + broken.getMessage();
            return new StripMaps(image, Optional.of(caption), Optional.empty());
        }
    }

    /** What the third row is, or why there is none. */
    Optional<String> caption() {
        return caption;
    }

    /** The clean image's map, computed once. */
    Optional<Slice> clean() {
        if (clean.isEmpty()) {
            clean = of(image.clean());
        }
        return clean;
    }

    /** A map; none where the network cannot look at such an image, which costs the strip nothing else. */
    Optional<Slice> of(Slice plane) {
        try {
            return maps.map(each -> each.map(plane, image.range()));
        } catch (RuntimeException unfit) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        maps.ifPresent(FeatureMaps::close);
    }
}
