package dev.limpid.lesion.training;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.Box;
import dev.limpid.image.Slice;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.lesion.nodule.NoduleInsertion;
import dev.limpid.lesion.nodule.NoduleMix;
import dev.limpid.training.DegradationMix;
import dev.limpid.training.TrainingImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws what steps look at: whether there is a lesion by the plan's share, then a patient, then an image of it, each equally likely;
 * perhaps turned over left to right, with nodules put in, and with noise. A function of the seed and a number alone.
 */
final class LesionSampler {
    private static final int ATTEMPTS = 20;

    private final List<List<LesionImage>> withLesions;
    private final List<List<LesionImage>> without;
    private final double lesionShare;
    private final Optional<DegradationMix> degradations;
    private final Optional<NoduleInsertion> nodules;
    private final int sight;
    private final long seed;

    /**
     * Of images in the size that the detector sees.
     *
     * @throws IllegalArgumentException if there is no lesion to learn from
     */
    LesionSampler(
            List<LesionImage> images,
            double lesionShare,
            Optional<DegradationMix> degradations,
            Optional<NoduleMix> nodules,
            long seed) {
        this(images, lesionShare, degradations, nodules, Integer.MAX_VALUE, seed);
    }

    /**
     * Of images at their own size.
     *
     * @param sight longest edge that the detector sees; it makes larger images smaller
     * @throws IllegalArgumentException if there is no lesion to learn from
     */
    LesionSampler(
            List<LesionImage> images,
            double lesionShare,
            Optional<DegradationMix> degradations,
            Optional<NoduleMix> nodules,
            int sight,
            long seed) {
        this.withLesions = byPatient(images, true);
        this.without = byPatient(images, false);
        this.lesionShare = lesionShare;
        this.degradations = degradations;
        this.nodules = nodules.map(NoduleInsertion::new);
        this.sight = sight;
        this.seed = seed;
        if (nodules.isEmpty() && withLesions.isEmpty()) {
            throw new IllegalArgumentException("there is no training image with a lesion");
        }
    }

    private static List<List<LesionImage>> byPatient(List<LesionImage> images, boolean lesions) {
        Map<String, List<LesionImage>> byPatient = new LinkedHashMap<>();
        images.stream()
                .filter(image -> image.boxes().isEmpty() != lesions)
                .forEach(image -> byPatient
                        .computeIfAbsent(image.image().patient(), name -> new ArrayList<>())
                        .add(image));
        Collection<List<LesionImage>> lists = byPatient.values();
        return List.copyOf(lists);
    }

    /**
     * Draw number {@code index}; another image takes the place of one that shows too little for the noise.
     *
     * @throws UnfitImageException if that is so of one after the other: clean images would teach nothing of noise
     */
    LesionExample example(long index) {
        PixelRandom random = new PixelRandom(seed, index);
        for (int attempt = 1; ; attempt++) {
            try {
                return drawn(random, degradations);
            } catch (UnfitImageException unfit) {
                if (attempt == ATTEMPTS) {
                    throw unfit;
                }
            }
        }
    }

    /** Draw number {@code index}, without noise. */
    LesionExample clean(long index) {
        return drawn(new PixelRandom(seed, index), Optional.empty());
    }

    private LesionExample drawn(PixelRandom random, Optional<DegradationMix> noise) {
        boolean lesion = without.isEmpty() || (!withLesions.isEmpty() && random.uniform() < lesionShare);
        List<List<LesionImage>> patients = lesion ? withLesions : without;
        List<LesionImage> images = patients.get(random.below(patients.size()));
        LesionImage image = images.get(random.below(images.size()));
        LesionImage turned = random.uniform() < 0.5 ? image : mirrored(image);
        return of(
                turned,
                random,
                noise.isPresent() && random.uniform() < noise.get().share());
    }

    /**
     * An image for a validation: the same each time, as it is or with noise.
     *
     * @throws UnfitImageException if it shows too little for the noise
     */
    LesionExample reference(LesionImage image, int number, boolean degraded) {
        return of(image, new PixelRandom(seed, -1L - number), degraded && degradations.isPresent());
    }

    boolean insertsNodules() {
        return nodules.isPresent();
    }

    boolean degrades() {
        return degradations.isPresent();
    }

    private LesionExample of(LesionImage image, PixelRandom random, boolean degraded) {
        LesionImage drawn =
                nodules.map(insertion -> withNodules(insertion, image, random)).orElse(image);
        TrainingImage clean = drawn.image();
        float[] seen = clean.pixels();
        if (degraded) {
            seen = degradations.orElseThrow().degrade(clean, random);
        }
        return new LesionExample(
                new FittedPlane(clean.rows(), clean.columns(), clean.pixels()),
                new FittedPlane(clean.rows(), clean.columns(), seen),
                drawn.boxes(),
                Math.min(1, (double) sight / Math.max(clean.rows(), clean.columns())));
    }

    private static LesionImage withNodules(NoduleInsertion insertion, LesionImage image, PixelRandom random) {
        NoduleInsertion.Result result = insertion.insert(image.image().slice(), random);
        Slice slice = result.slice();
        float[] values = slice.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = image.image().range().normalise(values[i]);
        }
        List<Box> boxes = new ArrayList<>(image.boxes());
        result.nodules().forEach(nodule -> boxes.add(nodule.box()));
        return new LesionImage(image.image().with(values), boxes);
    }

    private static LesionImage mirrored(LesionImage image) {
        TrainingImage plane = image.image();
        float[] values = new float[plane.pixels().length];
        for (int i = 0; i < values.length; i++) {
            int column = i % plane.columns();
            values[i] = plane.pixels()[i - column + plane.columns() - 1 - column];
        }
        return new LesionImage(
                plane.with(values),
                image.boxes().stream().map(box -> box.mirrored(plane.columns())).toList());
    }
}
