package dev.limpid.cli;

import dev.limpid.bench.BenchMethod;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.Modality;
import dev.limpid.lowdose.LowDose;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelLibrary;
import dev.limpid.model.NetworkMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods of a benchmark, opened by name; all are closed together. */
final class BenchMethods implements AutoCloseable {
    private final String precision;
    private final ModelLibrary library;
    private final List<BenchMethod> opened = new ArrayList<>();
    private final List<ModelFile> models = new ArrayList<>();
    private final Map<Modality, Optional<BenchMethod>> shipped = new HashMap<>();

    /** @param precision of networks: auto, fp32 or bf16 */
    BenchMethods(String precision) throws IOException {
        this.precision = precision;
        this.library = ModelLibrary.standard();
    }

    /**
     * A filter or a published network; empty when there is none of this name.
     *
     * @throws IllegalArgumentException if it does not take the parameters
     * @throws ModelFormatException if it is a network whose weights are not there
     */
    Optional<BenchMethod> method(String name, Map<String, String> parameters) throws IOException {
        Optional<NetworkMethod> network = NetworkMethod.named(name);
        if (network.isPresent()) {
            NetworkMethod.Setting setting = network.get().setting(parameters, library, "cpu", 0);
            return Optional.of(keep(BenchMethod.of(setting, parameters)));
        }
        Optional<DenoiserProvider> provider = Methods.named(name);
        return provider.isEmpty() ? Optional.empty() : Optional.of(keep(BenchMethod.of(provider.get(), parameters)));
    }

    /** A model of the library or of a file. */
    BenchMethod model(String nameOrFile) throws IOException {
        return open(library.named(nameOrFile));
    }

    /** The library's model for a modality, if it has one. */
    Optional<BenchMethod> shipped(Modality modality) throws IOException {
        Optional<BenchMethod> known = shipped.get(modality);
        if (known == null) {
            known = modality == Modality.OTHER ? Optional.empty() : chosen(modality);
            shipped.put(modality, known);
        }
        return known;
    }

    /** The library's model for the noise of CT scanners, if it has one, else that for CT. */
    Optional<BenchMethod> shippedForLowDose() throws IOException {
        Optional<ModelFile> special = library.byName("ct-" + LowDose.NAME);
        return special.isPresent() ? Optional.of(open(special.get())) : shipped(Modality.CT);
    }

    private Optional<BenchMethod> chosen(Modality modality) throws IOException {
        ModelFile file;
        try {
            file = library.choose(modality).model();
        } catch (ModelFormatException none) {
            return Optional.empty(); // Then the table has no such column.
        }
        return Optional.of(open(file));
    }

    private BenchMethod open(ModelFile file) throws IOException {
        InferenceOptions options = InferenceOptions.parse("cpu", precision, "0", 0);
        models.add(file);
        return keep(BenchMethod.of(LearnedDenoiser.open(file, options), file.sha256()));
    }

    private BenchMethod keep(BenchMethod method) {
        opened.add(method);
        return method;
    }

    /** The models that were opened, for their cards. */
    List<ModelFile> models() {
        return List.copyOf(models);
    }

    @Override
    public void close() {
        opened.forEach(BenchMethod::close);
        opened.clear();
    }
}
