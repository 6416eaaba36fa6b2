package dev.limpid.cli;

import dev.limpid.bench.BenchMethod;
import dev.limpid.bench.detection.DetectionRow;
import dev.limpid.bench.detection.DetectionRow.Images;
import dev.limpid.bench.detection.RowDetector;
import dev.limpid.lesion.DetectorArchitecture;
import dev.limpid.lesion.LesionDetector;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelLibrary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The rows of a measurement, with the denoisers and detectors that they name, each opened once; all are closed together. */
final class DetectionRows implements AutoCloseable {
    private static final String NOISY = "noisy";
    private static final String CLEAN = "clean";
    private static final String EXTENSION = ".safetensors";

    private final BenchMethods methods = new BenchMethods("auto");
    private final Map<String, BenchMethod> denoisers = new LinkedHashMap<>();
    private final Map<String, LesionDetector> detectors = new LinkedHashMap<>();
    private final Map<String, RowDetector> finders = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> parameters;
    private final boolean noise;
    private final List<DetectionRow> rows = new ArrayList<>();

    /**
     * @param parameters of denoisers, by name
     * @param noise whether images get noise
     */
    DetectionRows(Map<String, Map<String, String>> parameters, boolean noise) throws IOException {
        this.parameters = parameters;
        this.noise = noise;
    }

    List<DetectionRow> rows() {
        return List.copyOf(rows);
    }

    /** Rows of one detector: on noisy images, on clean ones, and behind each denoiser. */
    void add(String detector, List<String> named) throws IOException {
        RowDetector finder = detector(detector);
        if (noise) {
            add(new DetectionRow(NOISY, Images.NOISY, Optional.empty(), finder));
        }
        add(new DetectionRow(CLEAN, Images.CLEAN, Optional.empty(), finder));
        for (String name : named) {
            BenchMethod denoiser = denoiser(name);
            add(new DetectionRow(denoiser.name(), Images.DENOISED, Optional.of(denoiser), finder));
        }
    }

    /**
     * A denoiser, or {@code noisy} or {@code clean}, with a detector of its own.
     *
     * @param pair {@code DENOISER=DETECTOR}
     */
    void addPair(String pair) throws IOException {
        int file = pair.indexOf(EXTENSION + "=");
        int cut = file >= 0 ? file + EXTENSION.length() : pair.lastIndexOf('=');
        if (cut < 1 || cut == pair.length() - 1) {
            throw new IllegalArgumentException("--pair takes DENOISER=DETECTOR, not '" + pair + "'");
        }
        String name = pair.substring(0, cut);
        String own = pair.substring(cut + 1);
        RowDetector finder = detector(own);
        String with = " + " + Objects.requireNonNull(detectors.get(own)).model().label();
        if (name.equals(CLEAN) || (name.equals(NOISY) && noise)) {
            Images images = name.equals(CLEAN) ? Images.CLEAN : Images.NOISY;
            add(new DetectionRow(name + with, images, Optional.empty(), finder));
            return;
        }
        BenchMethod denoiser = denoiser(name);
        add(new DetectionRow(denoiser.name() + with, Images.DENOISED, Optional.of(denoiser), finder));
    }

    private void add(DetectionRow row) {
        if (rows.stream().anyMatch(other -> other.name().equals(row.name()))) {
            throw new IllegalArgumentException(
                    "two rows would be named '" + row.name() + "'; measure the other in a run of its own");
        }
        rows.add(row);
    }

    private RowDetector detector(String name) throws IOException {
        RowDetector known = finders.get(name);
        if (known != null) {
            return known;
        }
        ModelFile file = ModelLibrary.standard().named(name);
        DetectorArchitecture.of(file);
        LesionDetector opened = LesionDetector.open(file, new InferenceOptions("cpu", "auto", 0, 0));
        detectors.put(name, opened);
        RowDetector finder = RowDetector.of(opened);
        finders.put(name, finder);
        return finder;
    }

    private BenchMethod denoiser(String name) throws IOException {
        BenchMethod known = denoisers.get(name);
        if (known != null) {
            return known;
        }
        Map<String, String> own = parameters.getOrDefault(name, Map.of());
        Optional<BenchMethod> method = methods.method(name, own);
        if (method.isEmpty() && !own.isEmpty()) {
            throw new IllegalArgumentException("--method-set is for methods, and '" + name + "' is a model");
        }
        BenchMethod opened = method.isPresent() ? method.get() : methods.model(name);
        denoisers.put(name, opened);
        return opened;
    }

    /** Names of denoisers that were given. */
    List<String> denoisers() {
        return List.copyOf(denoisers.keySet());
    }

    /** What fixes each row's figures, by its name. */
    Map<String, Object> identities() {
        Map<String, Object> identities = new LinkedHashMap<>();
        rows.forEach(row -> identities.put(row.name(), row.identity()));
        return identities;
    }

    @Override
    public void close() {
        methods.close();
        detectors.values().forEach(LesionDetector::close);
        detectors.clear();
    }
}
