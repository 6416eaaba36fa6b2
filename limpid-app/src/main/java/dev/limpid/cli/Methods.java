package dev.limpid.cli;

import dev.limpid.image.DenoiserProvider;
import dev.limpid.model.NetworkMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The denoising methods there are: those of every {@link DenoiserProvider} on the class path, and the learned ones. */
final class Methods {
    /** The method that picks a model by the image's modality. */
    static final String AUTO = "auto";

    private Methods() {}

    /** The providers, by name. */
    static List<DenoiserProvider> providers() {
        return ServiceLoader.load(DenoiserProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(DenoiserProvider::name))
                .toList();
    }

    /** The provider of this name. */
    static Optional<DenoiserProvider> named(String name) {
        return providers().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    /** One line for every method, by name. */
    static Map<String, String> summaries() {
        Map<String, String> summaries = new TreeMap<>();
        providers().forEach(provider -> summaries.put(provider.name(), provider.summary()));
        for (NetworkMethod network : NetworkMethod.values()) {
            summaries.put(network.methodName(), network.summary());
        }
        return summaries;
    }

    /** Every name that {@code --method} takes. */
    static String names() {
        return AUTO + ", " + String.join(", ", summaries().keySet());
    }
}
