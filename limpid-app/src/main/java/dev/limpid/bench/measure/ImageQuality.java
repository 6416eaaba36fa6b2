package dev.limpid.bench.measure;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.physics.Insert;
import dev.limpid.physics.InsertContrast;
import dev.limpid.physics.InsertSearch;
import dev.limpid.physics.MeanDifference;
import dev.limpid.physics.NoisePowerSpectrum;
import dev.limpid.physics.RepeatedScans;
import dev.limpid.physics.TaskTransfer;
import dev.limpid.physics.Tissue;
import dev.limpid.physics.TissueBias;
import dev.limpid.physics.UniformPatches;
import dev.limpid.physics.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures images one after the other, or repeats all together. What {@link #add} refuses leaves figures half taken: measure each
 * file by itself, and {@link #join} it to the others once all of it was measured. One thread at a time.
 */
public final class ImageQuality {
    private final QualityRequest request;
    private final List<Slice> kept = new ArrayList<>();
    private final Map<List<Object>, List<NoisePowerSpectrum>> spectra = new LinkedHashMap<>();
    private final List<InsertFigures> inserts = new ArrayList<>();
    private final TissueBias bias = new TissueBias();
    private final List<String> notes = new ArrayList<>();
    private Optional<Shown> shown = Optional.empty();
    private int images;

    /** One image with the places where it was measured. */
    public record Shown(Slice slice, List<Window> patches, List<Insert> inserts) {}

    /**
     * One insert of one image.
     *
     * @param image its name
     * @param scans how many were averaged
     * @param insert where it is
     * @param contrast to its surroundings
     * @param transfer of its edge; empty where it is too small for that
     */
    public record InsertFigures(
            String image, int scans, Insert insert, InsertContrast contrast, Optional<TaskTransfer> transfer) {}

    /**
     * All that was found.
     *
     * @param images how many planes were measured
     * @param spectrum mean over the squares of all planes; empty where there was none with noise
     * @param inserts in the order of images
     * @param bias by tissue; empty without a reference
     * @param shown the image with most squares
     * @param notes what could not be measured, one line each
     */
    public record Result(
            int images,
            Optional<NoisePowerSpectrum> spectrum,
            List<InsertFigures> inserts,
            Map<Tissue, MeanDifference> bias,
            Optional<Shown> shown,
            List<String> notes) {}

    public ImageQuality(QualityRequest request) {
        this.request = request;
    }

    /**
     * Measures a plane, or keeps it for its repeats.
     *
     * @param name of the image
     * @param reference of it, if there is one
     * @throws IllegalArgumentException if it cannot be measured, in one line; then this is of no more use
     */
    public void add(String name, Slice slice, Optional<Slice> reference) {
        if (slice.unit() != Unit.HOUNSFIELD || slice.spacing().isEmpty()) {
            throw new IllegalArgumentException("figures are of CT in HU with known pixel spacing, not of a " + slice
                    + (slice.spacing().isEmpty() ? " without pixel spacing" : "")
                    + "; numbers of NIfTI and TIFF are HU with --modality ct");
        }
        reference.ifPresent(truth -> bias.add(truth, slice));
        if (request.repeats()) {
            if (!kept.isEmpty()) {
                new RepeatedScans(List.of(kept.get(0), slice)); // Refuses what is none.
            }
            kept.add(slice);
        } else {
            measure(name, slice, List.of(slice), slice);
        }
        images++;
    }

    /**
     * Takes over all that was measured by itself for the same request.
     *
     * @throws IllegalArgumentException if those are no repeats of these; then nothing is taken over
     */
    public void join(ImageQuality other) {
        if (!kept.isEmpty() && !other.kept.isEmpty()) {
            new RepeatedScans(List.of(kept.get(0), other.kept.get(0))); // Refuses what is none.
        }
        kept.addAll(other.kept);
        other.spectra.forEach((alike, list) ->
                spectra.computeIfAbsent(alike, none -> new ArrayList<>()).addAll(list));
        inserts.addAll(other.inserts);
        bias.join(other.bias);
        notes.addAll(other.notes);
        other.shown.ifPresent(this::show);
        images += other.images;
    }

    /**
     * All figures.
     *
     * @throws IllegalArgumentException if repeats were asked for and there is one image only
     */
    public Result result() {
        if (request.repeats()) {
            RepeatedScans scans = new RepeatedScans(kept);
            measure("mean of " + kept.size() + " repeats", kept.get(0), scans.noise(), scans.mean());
        }
        Optional<List<NoisePowerSpectrum>> most = spectra.values().stream()
                .max(Comparator.comparingInt(list -> list.stream()
                        .mapToInt(each -> each.windows() * each.rows() * each.columns())
                        .sum()));
        if (spectra.size() > 1) {
            notes.add("images differ in pixels or in how large even places are: the spectrum is of "
                    + most.orElseThrow().size() + " of " + images + " planes");
        }
        return new Result(
                images,
                most.map(NoisePowerSpectrum::mean),
                List.copyOf(inserts),
                bias.byTissue(),
                shown,
                List.copyOf(notes));
    }

    /**
     * @param scan a plane that has noise, to find places in
     * @param noise planes whose noise is measured there
     * @param sharp the plane with least noise, for edges
     */
    private void measure(String name, Slice scan, List<Slice> noise, Slice sharp) {
        List<Window> patches = request.regions().isEmpty() ? UniformPatches.of(scan) : within(scan);
        if (patches.isEmpty()) {
            notes.add(name + " has no even place with noise; give one by --region X,Y,WIDTH,HEIGHT");
        }
        for (Slice each : patches.isEmpty() ? List.<Slice>of() : noise) {
            NoisePowerSpectrum spectrum = NoisePowerSpectrum.of(each, patches, false);
            spectra.computeIfAbsent(
                            List.of(spectrum.rows(), spectrum.columns(), spectrum.spacing()), none -> new ArrayList<>())
                    .add(spectrum);
        }
        List<Insert> found = new ArrayList<>(request.inserts());
        if (request.findInserts()) {
            List<Insert> more = InsertSearch.of(sharp);
            found.addAll(more);
            if (more.isEmpty()) {
                notes.add(name + " has no round insert that stands out; give one by --insert X,Y,RADIUS");
            }
        }
        for (Insert insert : found) {
            inserts.add(figures(name, sharp, insert));
        }
        show(new Shown(sharp, patches, found));
    }

    private void show(Shown image) {
        if (shown.isEmpty() || shown.get().patches.size() < image.patches.size()) {
            shown = Optional.of(image);
        }
    }

    private InsertFigures figures(String name, Slice sharp, Insert insert) {
        InsertContrast contrast = request.repeats()
                ? InsertContrast.of(new RepeatedScans(kept), insert)
                : InsertContrast.of(sharp, insert);
        Optional<TaskTransfer> transfer = Optional.empty();
        try {
            transfer = Optional.of(TaskTransfer.of(sharp, insert));
        } catch (IllegalArgumentException tooSmall) {
            notes.add(name + ": " + tooSmall.getMessage());
        }
        return new InsertFigures(name, Math.max(1, kept.size()), insert, contrast, transfer);
    }

    private List<Window> within(Slice slice) {
        for (Window region : request.regions()) {
            if (region.row() + region.rows() > slice.rows() || region.column() + region.columns() > slice.columns()) {
                throw new IllegalArgumentException("the region " + region.column() + "," + region.row() + ","
                        + region.columns() + "," + region.rows() + " does not lie within the " + slice);
            }
        }
        return request.regions();
    }
}
