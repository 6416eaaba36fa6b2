package dev.limpid.training;

import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads training images; one that cannot be read is named and passed over. */
final class ImageLoader {
    private final Optional<IntensityRange> given;
    private final Consumer<String> messages;

    /** @param given the range of images whose files do not say one */
    ImageLoader(Optional<IntensityRange> given, Consumer<String> messages) {
        this.given = given;
        this.messages = messages;
    }

    List<TrainingImage> load(List<DataFolder.Entry> entries) {
        List<TrainingImage> images = new ArrayList<>();
        for (DataFolder.Entry entry : entries) {
            try (StoredImage stored = ImageFormats.open(entry.file())) {
                Optional<IntensityRange> range = given.or(() -> rangeOf(stored));
                if (range.isEmpty()) {
                    messages.accept(entry.file() + ": does not say its intensity range; give one by --range LOW:HIGH");
                    continue;
                }
                for (int frame = 0; frame < stored.frames(); frame++) {
                    images.add(TrainingImage.of(
                            entry.patient(),
                            entry.subset(),
                            entry.file().getFileName().toString(),
                            stored.frame(frame),
                            range.get()));
                }
            } catch (IOException unreadable) {
                messages.accept(entry.file() + ": " + unreadable.getMessage());
            }
        }
        return images;
    }

    private static Optional<IntensityRange> rangeOf(StoredImage stored) {
        try {
            return stored.range();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }
}
