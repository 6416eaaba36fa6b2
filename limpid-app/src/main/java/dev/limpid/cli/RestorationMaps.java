package dev.limpid.cli;

import dev.limpid.explain.FeatureMaps;
import dev.limpid.explain.MapKind;
import dev.limpid.image.Modality;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelLibrary;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The restoration networks whose maps are shown, loaded when the first image needs them. One thread at a time. */
final class RestorationMaps implements AutoCloseable {
    private final ModelLibrary library;
    private final Optional<ModelFile> named;
    private final InferenceOptions options;
    private final MapKind kind;
    private final Map<String, Loaded> loaded = new HashMap<>();

    /**
     * A network.
     *
     * @param maps made by it
     * @param model where it comes from
     */
    record Loaded(FeatureMaps maps, ModelFile model) {}

    /** @param named for all images; empty for the shipped one of each image's modality */
    RestorationMaps(ModelLibrary library, Optional<ModelFile> named, InferenceOptions options, MapKind kind) {
        this.library = library;
        this.named = named;
        this.options = options;
        this.kind = kind;
    }

    /** How the maps are made. */
    MapKind kind() {
        return kind;
    }

    /**
     * The network for images of a modality.
     *
     * @throws IOException if there is none, saying what can be done
     */
    Loaded of(Modality modality) throws IOException {
        ModelFile model = named.isPresent() ? named.get() : shipped(modality);
        Loaded known = loaded.get(model.sha256());
        if (known == null) {
            known = new Loaded(FeatureMaps.open(model, options, kind), model);
            loaded.put(model.sha256(), known);
        }
        return known;
    }

    private ModelFile shipped(Modality modality) throws ModelFormatException {
        return library.restoration(modality)
                .orElseThrow(() -> new ModelFormatException("no restoration network for modality " + modality + " in "
                        + library.folder() + "; name one by --restoration, or train one by a recipe with the task "
                        + ModelCard.RESTORE));
    }

    @Override
    public void close() {
        loaded.values().forEach(each -> each.maps().close());
    }
}
