package dev.limpid.bench;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.NetworkMethod;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A method to be measured: a filter by name, or a trained model. One thread at a time; to be closed. */
public interface BenchMethod extends AutoCloseable {
    /** The columns' name. */
    String name();

    /** Whether it is a model, which has no parameters to tune. */
    boolean isModel();

    /** What fixes its results, for the record of the run: parameters, or a model's checksum. */
    String identity();

    /** Whether it can be used on a plane like this one. */
    boolean takes(Slice slice);

    /** The denoiser for images of a range. The last one made is kept. */
    Denoiser denoiser(Map<String, String> parameters, IntensityRange range);

    @Override
    void close();

    /**
     * A method of a provider.
     *
     * @param fixed parameters that the user set; neither defaults nor tuning change them
     */
    static BenchMethod of(DenoiserProvider provider, Map<String, String> fixed) {
        return new ProviderMethod(provider, Map.copyOf(fixed));
    }

    /**
     * A published network, opened.
     *
     * @param fixed the parameters of the setting
     */
    static BenchMethod of(NetworkMethod.Setting setting, Map<String, String> fixed) throws IOException {
        return new NetworkColumn(setting, fixed);
    }

    /** A model; closed with the method. */
    static BenchMethod of(LearnedDenoiser model, String sha256) {
        return new ModelMethod(model, sha256);
    }

    /** The settings to choose from by tuning; empty when there is nothing to tune. */
    default List<Map<String, String>> grid() {
        return isModel() ? List.of() : ClassicalGrid.of(name(), fixed());
    }

    /** Parameters that the user set. */
    default Map<String, String> fixed() {
        return Map.of();
    }

    /** See {@link BenchMethod#of(DenoiserProvider, Map)}. */
    final class ProviderMethod implements BenchMethod {
        private final DenoiserProvider provider;
        private final Map<String, String> fixed;
        private final String identity;
        private Optional<Made> last = Optional.empty();

        private record Made(Map<String, String> parameters, IntensityRange range, Denoiser denoiser) {}

        private ProviderMethod(DenoiserProvider provider, Map<String, String> fixed) {
            this.provider = provider;
            this.fixed = fixed;
            // Wrong parameters are told before any image is read.
            Denoiser usual = provider.create(fixed, new IntensityRange(0, 1));
            this.identity = usual.describe();
            close(usual);
        }

        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public boolean isModel() {
            return false;
        }

        @Override
        public Map<String, String> fixed() {
            return fixed;
        }

        @Override
        public String identity() {
            return identity;
        }

        @Override
        public boolean takes(Slice slice) {
            return true;
        }

        @Override
        public Denoiser denoiser(Map<String, String> parameters, IntensityRange range) {
            Map<String, String> all = new TreeMap<>(parameters);
            all.putAll(fixed);
            if (last.isPresent()
                    && last.get().parameters.equals(all)
                    && last.get().range.equals(range)) {
                return last.get().denoiser;
            }
            close();
            Denoiser made = provider.create(all, range);
            last = Optional.of(new Made(all, range, made));
            return made;
        }

        @Override
        public void close() {
            last.ifPresent(made -> close(made.denoiser));
            last = Optional.empty();
        }

        /** A provider may give a denoiser that holds native memory. */
        private static void close(Denoiser denoiser) {
            if (denoiser instanceof AutoCloseable resource) {
                try {
                    resource.close();
                } catch (Exception e) {
                    throw new IllegalStateException(denoiser.name() + " cannot be closed", e);
                }
            }
        }
    }

    /** See {@link BenchMethod#of(LearnedDenoiser, String)}. */
    final class ModelMethod implements BenchMethod {
        private final LearnedDenoiser model;
        private final String sha256;

        private ModelMethod(LearnedDenoiser model, String sha256) {
            this.model = model;
            this.sha256 = sha256;
        }

        @Override
        public String name() {
            return model.name();
        }

        @Override
        public boolean isModel() {
            return true;
        }

        @Override
        public String identity() {
            return model.describe() + ", sha256 " + sha256;
        }

        @Override
        public boolean takes(Slice slice) {
            return model.unit().map(unit -> unit == slice.unit()).orElse(true);
        }

        @Override
        public Denoiser denoiser(Map<String, String> parameters, IntensityRange range) {
            return model.forRange(range);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
