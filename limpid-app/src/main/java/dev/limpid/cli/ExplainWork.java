package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchPlan;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Problem;
import dev.limpid.bench.layout.LesionRegions;
import dev.limpid.dicom.DicomImage;
import dev.limpid.explain.MapComparison;
import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.report.DisplayWindow;
import dev.limpid.report.FeatureMapPanel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Explains one file: its middle plane before and after denoising, with the feature maps of both. */
final class ExplainWork implements BatchRun.Work<ExplainWork.Result> {
    private final MethodChoice method;
    private final RestorationMaps restorations;
    private final Optional<Denoised> given;
    private final Modality modality;
    private final Optional<IntensityRange> range;
    private final boolean overwrite;
    private final Consumer<String> say;

    /** Where results lie that were denoised before. */
    @FunctionalInterface
    interface Denoised {
        /** The result of an input. */
        Path of(BatchPlan.Item item);
    }

    /**
     * What was done.
     *
     * @param panel pictures and numbers
     * @param method how the image was denoised
     * @param restoration whose maps these are
     */
    record Result(Path input, List<Path> files, FeatureMapPanel panel, String method, String restoration) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("input", input);
            map.put("files", files);
            map.put("method", method);
            map.put("restoration", restoration);
            map.putAll(panel.toMap());
            return map;
        }
    }

    ExplainWork(
            MethodChoice method,
            RestorationMaps restorations,
            Optional<Denoised> given,
            Modality modality,
            Optional<IntensityRange> range,
            boolean overwrite,
            Consumer<String> say) {
        this.method = method;
        this.restorations = restorations;
        this.given = given;
        this.modality = modality;
        this.range = range;
        this.overwrite = overwrite;
        this.say = say;
    }

    @Override
    public Result process(BatchPlan.Item item) throws IOException {
        Path relative = item.source().relative();
        Path picture = sibling(item.target(), ".explain.png");
        Path numbers = sibling(item.target(), ".explain.json");
        AtomicFile.refuseExisting(picture, overwrite);
        AtomicFile.refuseExisting(numbers, overwrite);
        try (StoredImage image = ImageFormats.open(item.source().path(), modality)) {
            new ExplainObjects(item.target(), overwrite).refuseExisting();
            int frame = image.frames() / 2;
            Slice before = image.frame(frame);
            MethodChoice.Chosen chosen = method.choose(image);
            After after = after(item, image, frame, before, chosen);
            RestorationMaps.Loaded network = restorations.of(image.modality());
            Optional<IntensityRange> own = network.model().input().range();
            IntensityRange range = own.isPresent() ? own.get() : MethodChoice.rangeOf(image, this.range);
            Slice mapBefore = network.maps().map(before, range);
            Slice mapAfter = network.maps().map(after.plane(), range);
            String label = image.frames() == 1
                    ? relative.toString()
                    : relative + ", frame " + (frame + 1) + " of " + image.frames();
            FeatureMapPanel panel = FeatureMapPanel.of(
                    label,
                    after.method(),
                    before,
                    after.plane(),
                    mapBefore,
                    mapAfter,
                    DisplayWindow.single(image.modality(), before),
                    region(item, before, mapBefore, mapAfter));
            String restoration =
                    network.model().label() + ", sha256 " + network.model().sha256();
            List<Path> files = new ArrayList<>(List.of(picture, numbers));
            byte[] png = panel.png();
            AtomicFile.write(picture, overwrite, temporary -> Files.write(temporary, png));
            if (image instanceof DicomImage dicom) {
                Derivation how = derivation(after.method(), restoration);
                files.addAll(
                        new ExplainObjects(item.target(), overwrite).write(dicom, panel, mapBefore, mapAfter, how));
                if (!dicom.hasPlace()) {
                    say.accept(
                            relative + ": no parametric maps, because the image does not say where in space it lies");
                }
            }
            Result result = new Result(item.source().path(), files, panel, after.method(), restoration);
            byte[] json = (Json.write(result.toMap()) + "\n").getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(numbers, overwrite, temporary -> Files.write(temporary, json));
            return result;
        }
    }

    private static Derivation derivation(String method, String restoration) {
        String how = "denoised by " + method + "; maps of " + restoration + Version.revision();
        return new Derivation(
                "Feature maps",
                Version.number(),
                how,
                "Feature maps by guided backpropagation, before and after denoising, by Limpid " + Version.number()
                        + "; " + how + ".",
                how,
                Derivation.Process.MAPPED);
    }

    /** The denoised plane and how it came about. */
    private record After(Slice plane, String method) {}

    private After after(BatchPlan.Item item, StoredImage image, int frame, Slice before, MethodChoice.Chosen chosen)
            throws IOException {
        if (given.isEmpty()) {
            return new After(
                    chosen.denoiser().denoise(before), chosen.denoiser().describe());
        }
        Path file = given.get().of(item);
        try (StoredImage result = ImageFormats.open(file, modality)) {
            if (result.frames() != image.frames()) {
                throw new ImageFormatException(
                        Problem.show(file) + " has " + result.frames() + " frames, its source " + image.frames());
            }
            Slice after = result.frame(frame);
            if (after.rows() != before.rows() || after.columns() != before.columns() || after.unit() != before.unit()) {
                throw new ImageFormatException(Problem.show(file) + " is " + after + ", its source " + before);
            }
            return new After(after, Problem.show(file));
        }
    }

    private Optional<MapComparison> region(BatchPlan.Item item, Slice before, Slice mapBefore, Slice mapAfter) {
        try {
            Optional<BitSet> region = LesionRegions.of(item.source().path(), before.rows(), before.columns());
            return region.map(pixels -> MapComparison.within(mapBefore, mapAfter, pixels));
        } catch (IOException broken) {
            say.accept("annotations are left out: " + Problem.describeWithFile(broken));
            return Optional.empty();
        }
    }

    private static Path sibling(Path target, String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }
}
