package dev.limpid.lesion.training;

import dev.limpid.image.Box;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Unit;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.model.ModelInput;
import dev.limpid.training.DataFolder.Split;
import dev.limpid.training.ImageLoader;
import dev.limpid.training.TrainingImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Images with their boxes in memory, made smaller where the detector sees less. What cannot be used is named and counted. */
final class LesionImages {
    private final ModelInput input;
    private final int edge;
    private final Consumer<String> messages;

    LesionImages(ModelInput input, int edge, Consumer<String> messages) {
        this.input = input;
        this.edge = edge;
        this.messages = messages;
    }

    /** The images of a split. */
    List<LesionImage> load(List<LesionFile> files, Split split) {
        List<LesionImage> images = new ArrayList<>();
        Map<String, Integer> lost = new TreeMap<>();
        for (LesionFile file : files) {
            if (file.entry().split() != split) {
                continue;
            }
            int before = images.size();
            load(file).ifPresent(images::add);
            if (images.size() == before) {
                lost.merge(file.entry().patient(), 1, Integer::sum);
            }
        }
        if (!lost.isEmpty()) {
            messages.accept(lost.values().stream().mapToInt(Integer::intValue).sum()
                    + " images were left out, of the patients " + String.join(", ", lost.keySet()));
        }
        return images;
    }

    private Optional<LesionImage> load(LesionFile file) {
        List<TrainingImage> frames = new ImageLoader(inputOf(file), messages).load(List.of(file.entry()));
        if (frames.isEmpty()) {
            return Optional.empty(); // Named by the loader.
        }
        if (frames.size() > 1) {
            messages.accept(file.entry().file() + ": boxes are of one plane, and this file has " + frames.size());
            return Optional.empty();
        }
        TrainingImage image = frames.get(0);
        for (Box box : file.boxes()) {
            if (!box.within(image.rows(), image.columns())) {
                messages.accept(file.entry().file() + ": the box " + box + " does not lie in the image of "
                        + image.rows() + " x " + image.columns() + " pixels; the image is left out");
                return Optional.empty();
            }
        }
        return Optional.of(fitted(hounsfield(file, image), file.boxes()));
    }

    private ModelInput inputOf(LesionFile file) {
        return file.range().isEmpty()
                ? input
                : new ModelInput(input.modality(), file.range(), Unit.ARBITRARY, input.margin());
    }

    /** Numbers stored with an offset are HU once they are normalised. */
    private static TrainingImage hounsfield(LesionFile file, TrainingImage image) {
        return file.range().isEmpty()
                ? image
                : new TrainingImage(
                        image.patient(),
                        image.subset(),
                        image.name(),
                        image.rows(),
                        image.columns(),
                        image.pixels(),
                        Unit.HOUNSFIELD,
                        IntensityRange.CT,
                        image.spacing());
    }

    private LesionImage fitted(TrainingImage image, List<Box> boxes) {
        FittedPlane plane = new FittedPlane(image.rows(), image.columns(), image.pixels()).shrunk(edge);
        double across = (double) plane.columns() / image.columns();
        double down = (double) plane.rows() / image.rows();
        Optional<PixelSpacing> spacing =
                image.spacing().map(mm -> new PixelSpacing(mm.rowMm() / down, mm.columnMm() / across));
        return new LesionImage(
                new TrainingImage(
                        image.patient(),
                        image.subset(),
                        image.name(),
                        plane.rows(),
                        plane.columns(),
                        plane.pixels(),
                        image.unit(),
                        image.range(),
                        spacing),
                boxes.stream().map(box -> box.scaled(across, down)).toList());
    }
}
