package dev.limpid.training;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.model.ModelInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads training images; one that cannot be read is named and passed over. */
public final class ImageLoader {
    private final ModelInput input;
    private final Consumer<String> messages;

    /** @param input what the model is for: its range holds for images in its unit, others have their own */
    public ImageLoader(ModelInput input, Consumer<String> messages) {
        this.input = input;
        this.messages = messages;
    }

    /** All frames of all files, in their order. */
    public List<TrainingImage> load(List<DataFolder.Entry> entries) {
        List<TrainingImage> images = new ArrayList<>();
        for (DataFolder.Entry entry : entries) {
            try (StoredImage stored = ImageFormats.open(entry.file(), input.modality())) {
                for (int frame = 0; frame < stored.frames(); frame++) {
                    Slice slice = stored.frame(frame);
                    IntensityRange range = rangeOf(input, stored, slice);
                    images.add(TrainingImage.of(
                            entry.patient(),
                            entry.subset(),
                            entry.file().getFileName().toString(),
                            slice,
                            range));
                }
            } catch (IOException unreadable) {
                messages.accept(entry.file() + ": " + unreadable.getMessage());
            }
        }
        return images;
    }

    /**
     * What counts as 0 and 1 in an image that is trained on.
     *
     * @throws ImageFormatException if neither the input nor the file says it
     */
    static IntensityRange rangeOf(ModelInput input, StoredImage stored, Slice slice) throws IOException {
        Optional<IntensityRange> own = slice.unit() == input.unit() ? input.range() : Optional.empty();
        Optional<IntensityRange> known = own.isPresent() ? own : stored.range();
        return known.orElseThrow(
                () -> new ImageFormatException("does not say its intensity range; give one by --range LOW:HIGH"));
    }
}
