package dev.limpid.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a model was made; enough to make it again.
 *
 * @param sources the images
 * @param degradations what was done to them; one is drawn for each patch
 * @param seed of every random draw
 * @param steps of the optimiser
 * @param batch patches a step
 * @param patch edge of a patch in pixels
 * @param precision e.g. {@code bf16 autocast, f32 weights}
 * @param loss e.g. {@code L1 + 0.1 Sobel}
 * @param schedule optimiser and learning rate, e.g. {@code Adam, cosine 1e-3 to 1e-5}
 * @param wallSeconds what it took
 * @param hardware on what, e.g. {@code 2 cores, AVX-512 bf16}
 * @param codeVersion Limpid's version or commit
 * @param date year-month-day
 */
public record Training(
        List<Source> sources,
        List<Noise> degradations,
        long seed,
        long steps,
        int batch,
        int patch,
        String precision,
        String loss,
        String schedule,
        double wallSeconds,
        String hardware,
        String codeVersion,
        String date) {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    public Training {
        sources = List.copyOf(sources);
        degradations = List.copyOf(degradations);
        if (steps < 0 || batch < 1 || patch < 1 || !(wallSeconds >= 0) || Double.isInfinite(wallSeconds)) {
            throw new IllegalArgumentException(
                    "training needs steps and wall seconds of 0 or more, batch and patch of" + " 1 or more");
        }
        if (!DATE.matcher(date).matches()) {
            throw new IllegalArgumentException("the training date must be YYYY-MM-DD, not " + date);
        }
    }

    /**
     * A collection of images trained on.
     *
     * @param name e.g. {@code LIDC-IDRI}
     * @param licence e.g. {@code CC BY 3.0}
     * @param patients how many people
     * @param images how many image planes
     */
    public record Source(String name, String licence, int patients, int images) {
        public Source {
            if (patients < 0 || images < 0) {
                throw new IllegalArgumentException("patients and images must be 0 or more");
            }
        }
    }

    /**
     * A degradation trained on.
     *
     * @param kind its name on the command line, e.g. {@code gaussian}
     * @param parameters values or intervals they were drawn from, in order of name, e.g. {@code sigma} = {@code 0..0.15}
     */
    public record Noise(String kind, Map<String, String> parameters) {
        public Noise {
            parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        }

        /** {@code gaussian (sigma=0..0.15)}. */
        public String describe() {
            return (kind + " " + Training.describe(parameters)).strip();
        }
    }

    /** {@code (name=value, name=value)}; nothing when there are none. */
    static String describe(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), list -> list.isEmpty() ? "" : "(" + list + ")"));
    }

    /** People in all sources together. */
    public int patients() {
        return sources.stream().mapToInt(Source::patients).sum();
    }

    /** Image planes in all sources together. */
    public int images() {
        return sources.stream().mapToInt(Source::images).sum();
    }
}
