package dev.limpid.training;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.model.DomainRange;
import dev.limpid.model.DomainStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures what the images look like that a model was trained on: as they are, and with the noise it was shown. */
final class DomainSurvey {
    private static final int MOST_IMAGES = 400;

    private final TrainingRecipe recipe;

    DomainSurvey(TrainingRecipe recipe) {
        this.recipe = recipe;
    }

    DomainRange learn(DataFolder data, TrainingSettings settings) throws IOException {
        List<DataFolder.Entry> entries = settings.phases().get(0).subsets().stream()
                .flatMap(subset -> data.entries(subset.name(), DataFolder.Split.TRAIN).stream())
                .toList();
        List<DomainStatistics> statistics = new ArrayList<>();
        int count = Math.min(MOST_IMAGES, entries.size());
        for (int i = 0; i < count; i++) {
            DataFolder.Entry entry = entries.get((int) ((long) i * entries.size() / count));
            try (StoredImage stored = ImageFormats.open(entry.file(), recipe.modality())) {
                Slice slice = stored.frame(stored.frames() / 2);
                IntensityRange known = ImageLoader.rangeOf(recipe.input(), stored, slice);
                PixelRandom random = new PixelRandom(settings.seed(), -1 - i);
                if (settings.degradations().isPresent() && i % 2 == 1) {
                    statistics.add(DomainStatistics.of(slice, known));
                    degraded(settings.degradations().get(), slice, known, random)
                            .ifPresent(degraded -> statistics.add(DomainStatistics.of(degraded, known)));
                    continue;
                }
                Slice noisy = settings.noise().draw(random, known).degradation().apply(slice, random.nextLong());
                statistics.add(DomainStatistics.of(slice, known));
                statistics.add(
                        DomainStatistics.of(settings.noise().clips(random) ? clipped(noisy, known) : noisy, known));
            } catch (IOException unreadable) {
                // Said by name when the training images were loaded.
                continue;
            }
        }
        return DomainRange.learn(statistics);
    }

    private static Slice clipped(Slice slice, IntensityRange range) {
        Slice.Builder clipped = slice.like();
        for (int i = 0; i < slice.size(); i++) {
            float value = slice.at(i);
            clipped.set(i, slice.isPadding(i) ? value : Math.min(range.high(), Math.max(range.low(), value)));
        }
        return clipped.build();
    }

    /** Empty for an image that shows too little to be degraded in this way. */
    private static Optional<Slice> degraded(DegradationMix mix, Slice slice, IntensityRange range, PixelRandom random) {
        TrainingImage image = TrainingImage.of("", "", "", slice, range);
        try {
            return Optional.of(slice.withPixels(
                    image.with(mix.degrade(image, random)).slice().toArray()));
        } catch (UnfitImageException unfit) {
            return Optional.empty();
        }
    }
}
