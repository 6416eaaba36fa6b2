package dev.limpid.cli;

import dev.limpid.invariance.DenoiserIdentity;
import dev.limpid.invariance.InvarianceCard;
import dev.limpid.invariance.InvarianceModel;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelLibrary;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The models of denoisers' invariances, loaded when the first image needs them. One thread at a time. */
final class InvarianceModels implements AutoCloseable {
    private final ModelLibrary library;
    private final Optional<ModelFile> named;
    private final InferenceOptions options;
    private final Map<String, InvarianceModel> loaded = new HashMap<>();

    /** @param named for all images; empty for the shipped one of each image's denoiser */
    InvarianceModels(ModelLibrary library, Optional<ModelFile> named, InferenceOptions options) {
        this.library = library;
        this.named = named;
        this.options = options;
    }

    /**
     * The model of a denoiser.
     *
     * @throws IOException if there is none, saying how to train one, or the one that was named is of another denoiser
     */
    InvarianceModel of(DenoiserIdentity denoiser) throws IOException {
        InvarianceModel known = loaded.get(denoiser.sha256());
        if (known == null) {
            ModelFile file = named.isPresent() ? named.get() : shipped(denoiser);
            known = InvarianceModel.open(file, denoiser, options.device(), options.threads());
            loaded.put(denoiser.sha256(), known);
        }
        return known;
    }

    private ModelFile shipped(DenoiserIdentity denoiser) throws ModelFormatException {
        return library.all().stream()
                .filter(model -> model.card().task().equals(InvarianceCard.TASK))
                .filter(model ->
                        model.card().architecture().text("denoiserSha256", "").equals(denoiser.sha256()))
                .findFirst()
                .orElseThrow(() -> new ModelFormatException("no model in " + library.folder()
                        + " describes the invariances of " + denoiser.description()
                        + "; train one by 'limpid train invariance --data DIR -o FILE.safetensors' with the same"
                        + " --method or --model, and name it by --invariance FILE.safetensors"));
    }

    @Override
    public void close() {
        loaded.values().forEach(InvarianceModel::close);
        loaded.clear();
    }
}
