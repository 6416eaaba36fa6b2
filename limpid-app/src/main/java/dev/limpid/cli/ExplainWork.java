package dev.limpid.cli;

import dev.limpid.batch.BatchPlan;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Problem;
import dev.limpid.bench.layout.LesionRegions;
import dev.limpid.dicom.DicomImage;
import dev.limpid.explain.MapKind;
import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.report.DisplayWindow;
import dev.limpid.report.FeatureMapPanel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Explains one file: its middle plane before and after denoising, with the feature maps of both. One thread at a time. */
final class ExplainWork implements BatchRun.Work<ExplainWork.Result> {
    private final Denoised denoised;
    private final RestorationMaps restorations;
    private final Modality modality;
    private final Optional<IntensityRange> range;
    private final boolean overwrite;
    private final Consumer<String> say;
    private final BiConsumer<Path, FeatureMapPanel> page;

    /** Gives an image's denoised plane. */
    @FunctionalInterface
    interface Denoised {
        After of(BatchPlan.Item item, StoredImage image, int frame, Slice before) throws IOException;
    }

    /**
     * A denoised plane.
     *
     * @param method for people
     * @param parameters everything that fixes it, without paths
     * @param seriesKey the part of it that the images of a series have in common
     */
    record After(Slice plane, String method, String parameters, String seriesKey) {}

    /**
     * What was done.
     *
     * @param numbers by name
     * @param method how the image was denoised
     * @param restoration whose maps these are
     */
    record Result(Path input, List<Path> files, Map<String, Object> numbers, String method, String restoration) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("input", input);
            if (!files.isEmpty()) {
                map.put("files", files);
            }
            map.put("method", method);
            map.put("restoration", restoration);
            map.putAll(numbers);
            return map;
        }
    }

    /**
     * @param range what counts as 0 and 1, where neither the network nor the file says it
     * @param page takes every panel for the run's page
     */
    ExplainWork(
            Denoised denoised,
            RestorationMaps restorations,
            Modality modality,
            Optional<IntensityRange> range,
            boolean overwrite,
            Consumer<String> say,
            BiConsumer<Path, FeatureMapPanel> page) {
        this.denoised = denoised;
        this.restorations = restorations;
        this.modality = modality;
        this.range = range;
        this.overwrite = overwrite;
        this.say = say;
        this.page = page;
    }

    @Override
    public Result process(BatchPlan.Item item) throws IOException {
        Path relative = item.source().relative();
        try (ExplainFiles files = new ExplainFiles(item.target(), overwrite);
                StoredImage image = ImageFormats.open(item.source().path(), modality)) {
            files.refuseExisting();
            int frame = image.frames() / 2;
            Slice before = image.frame(frame);
            RestorationMaps.Loaded network = restorations.of(image.modality());
            Optional<IntensityRange> own = network.model().input().range();
            IntensityRange interval = own.isPresent() ? own.get() : MethodChoice.rangeOf(image, range);
            Slice mapBefore = network.maps().map(before, interval);
            After after = denoised.of(item, image, frame, before);
            Slice mapAfter = network.maps().map(after.plane(), interval);
            FeatureMapPanel panel = FeatureMapPanel.of(
                    label(relative, frame, image.frames()),
                    after.method(),
                    new FeatureMapPanel.Planes(before, after.plane(), mapBefore, mapAfter),
                    restorations.kind(),
                    DisplayWindow.single(image.modality(), before),
                    regions(item, before));
            String restoration =
                    network.model().label() + ", sha256 " + network.model().sha256();
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("maps", restorations.kind().optionName());
            numbers.putAll(panel.toMap());
            Result result = new Result(item.source().path(), List.of(), numbers, after.method(), restoration);
            files.picture(panel);
            files.numbers((Json.write(result.toMap()) + "\n").getBytes(StandardCharsets.UTF_8));
            if (image instanceof DicomImage dicom) {
                files.archive(dicom, frame, panel, mapBefore, mapAfter, derivation(after, restoration, interval));
                files.missing()
                        .ifPresent(why -> say.accept(Problem.show(item.source().path()) + ": " + why));
            }
            List<Path> published = files.publish();
            page.accept(relative, panel);
            return new Result(item.source().path(), published, numbers, after.method(), restoration);
        }
    }

    private static String label(Path relative, int frame, int frames) {
        return frames == 1 ? relative.toString() : relative + ", frame " + (frame + 1) + " of " + frames;
    }

    private Derivation derivation(After after, String restoration, IntensityRange range) {
        MapKind kind = restorations.kind();
        String maps =
                "; " + kind.optionName() + " maps of " + restoration + ", range " + range.low() + ":" + range.high();
        String how = after.parameters() + maps + Version.revision();
        return new Derivation(
                kind.title() + " maps",
                Version.number(),
                how,
                "Maps of features by " + kind.description() + ", before and after denoising, by Limpid "
                        + Version.number() + "; " + how + ".",
                after.seriesKey() + maps,
                Derivation.Process.MAPPED);
    }

    /** The image's annotated lesions; annotations that cannot be read are named and left out. */
    private List<BitSet> regions(BatchPlan.Item item, Slice before) {
        Path source = item.source().path();
        try {
            return LesionRegions.each(source, before.rows(), before.columns());
        } catch (IOException broken) {
            say.accept(Problem.show(source) + ": annotations are left out: " + Problem.describeWithFile(broken));
            return List.of();
        }
    }
}
