package dev.limpid.cli;

import dev.limpid.batch.BatchPlan;
import dev.limpid.batch.BatchRun;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import dev.limpid.invariance.AnalysisSettings;
import dev.limpid.invariance.ChangeMap;
import dev.limpid.invariance.DenoiserIdentity;
import dev.limpid.invariance.InvarianceAnalysis;
import dev.limpid.invariance.InvarianceModel;
import dev.limpid.invariance.NoiseSource;
import dev.limpid.invariance.OutsideTrainingException;
import dev.limpid.invariance.PatchAnalysis;
import dev.limpid.report.InvariancePanel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Analyses one file: a patch of its middle plane, and a map of the plane. One thread at a time. */
final class InvarianceWork implements BatchRun.Work<InvarianceWork.Result> {
    private final MethodChoice choice;
    private final InvarianceModels models;
    private final Asked asked;
    private final Modality modality;
    private final boolean overwrite;
    private final Consumer<InvariancePanel> page;

    /**
     * What was asked for.
     *
     * @param settings of the analysis
     * @param place of the patch's first pixel, row and column; empty for that of most contrast up to 300 HU without much air
     * @param mapSamples samples a patch of the map, 0 for no map
     * @param fullDose the same images at full dose
     */
    record Asked(
            AnalysisSettings settings, Optional<List<Integer>> place, int mapSamples, Optional<GivenResults> fullDose) {
        Asked {
            place = place.map(List::copyOf);
        }
    }

    /** What was done. */
    record Result(Path input, List<Path> files, String method, String model, Map<String, Object> numbers) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("input", input);
            if (!files.isEmpty()) {
                map.put("files", files);
            }
            map.put("method", method);
            map.put("model", model);
            map.putAll(numbers);
            return map;
        }
    }

    /** @param page takes every panel for the run's page */
    InvarianceWork(
            MethodChoice choice,
            InvarianceModels models,
            Asked asked,
            Modality modality,
            boolean overwrite,
            Consumer<InvariancePanel> page) {
        this.choice = choice;
        this.models = models;
        this.asked = asked;
        this.modality = modality;
        this.overwrite = overwrite;
        this.page = page;
    }

    @Override
    public Result process(BatchPlan.Item item) throws IOException {
        try (ImageFiles files = new ImageFiles(item.target(), InvarianceFiles.ALL, overwrite);
                StoredImage image = ImageFormats.open(item.source().path(), modality)) {
            files.refuseExisting();
            int frame = image.frames() / 2;
            Slice plane = image.frame(frame);
            if (plane.unit() != Unit.HOUNSFIELD) {
                throw new ImageFormatException("is not in HU; models of invariances are for CT");
            }
            MethodChoice.Chosen chosen = choice.choose(image);
            InvarianceModel model =
                    models.of(DenoiserIdentity.of(chosen.derivation().parameters()));
            int edge = model.edge();
            if (plane.rows() < edge || plane.columns() < edge) {
                throw new ImageFormatException("has " + plane.rows() + " x " + plane.columns()
                        + " pixels, fewer than the " + edge + " x " + edge + " of the model's patches");
            }
            Optional<Slice> fullDose = asked.fullDose().isPresent()
                    ? Optional.of(
                            asked.fullDose().get().of(item, image, frame, plane).plane())
                    : Optional.empty();
            InvarianceAnalysis analysis = new InvarianceAnalysis(model, chosen.denoiser(), asked.settings());
            NoiseSource noise = analysis.noise(plane, fullDose);
            Found found = found(analysis, plane, noise);
            Optional<ChangeMap> map = asked.mapSamples() == 0 || noise instanceof NoiseSource.Unknown
                    ? Optional.empty()
                    : Optional.of(analysis.map(plane, noise, asked.mapSamples(), () -> {}));
            InvarianceTrace trace = InvarianceTrace.of(model, asked);
            Map<String, Object> numbers = trace.toMap();
            numbers.putAll(InvarianceNumbers.of(found.analysis(), found.row(), found.column(), map));
            InvariancePanel panel = new InvariancePanel(
                    item.source().relative().toString(),
                    chosen.denoiser().describe(),
                    plane,
                    found.row(),
                    found.column(),
                    found.analysis(),
                    map,
                    trace.line());
            String name = trace.model();
            Result result = new Result(
                    item.source().path(), List.of(), chosen.denoiser().describe(), name, numbers);
            files.prepare(InvarianceFiles.FIGURE, panel.figure());
            if (map.isPresent()) {
                files.prepare(InvarianceFiles.MAP, panel.map());
            }
            files.prepare(InvarianceFiles.ANIMATION, panel.animation());
            files.prepare(
                    InvarianceFiles.TABLE,
                    InvarianceNumbers.csv(found.analysis()).getBytes(StandardCharsets.UTF_8));
            files.prepare(
                    InvarianceFiles.NUMBERS, (Json.write(result.toMap()) + "\n").getBytes(StandardCharsets.UTF_8));
            List<Path> published = files.publish();
            page.accept(panel);
            return new Result(item.source().path(), published, result.method(), name, numbers);
        }
    }

    /** Denser things, bone and metal, make contrast of no interest. */
    private static final double BONE = 300;

    private static final double AIR = -950;
    private static final double AIR_PART = 0.25;
    private static final int SQUARE = 8;

    /** More than any contrast. */
    private static final double OUTSIDE = 1e9;

    /** An analysed patch and where it lies. */
    private record Found(int row, int column, PatchAnalysis analysis) {}

    private Found found(InvarianceAnalysis analysis, Slice plane, NoiseSource noise) {
        if (asked.place().isPresent()) {
            int row = asked.place().get().get(0);
            int column = asked.place().get().get(1);
            return new Found(row, column, analysis.analyse(plane, noise, row, column));
        }
        Optional<OutsideTrainingException> first = Optional.empty();
        List<int[]> all = places(plane, analysis.edge());
        for (int[] place : all) {
            try {
                return new Found(place[0], place[1], analysis.analyse(plane, noise, place[0], place[1]));
            } catch (OutsideTrainingException unlike) {
                first = first.or(() -> Optional.of(unlike));
            }
        }
        throw new OutsideTrainingException(
                "none of " + all.size() + " patches can be analysed; the first that was tried: "
                        + first.map(Throwable::getMessage).orElse("none"));
    }

    /** Places of a grid that covers the plane: those of most contrast up to 300 HU first, those with air around the body last. */
    private static List<int[]> places(Slice plane, int edge) {
        List<int[]> places = new ArrayList<>();
        for (int row : ChangeMap.places(plane.rows(), edge)) {
            for (int column : ChangeMap.places(plane.columns(), edge)) {
                places.add(new int[] {row, column});
            }
        }
        places.sort(Comparator.comparingDouble(place -> -contrast(plane, place[0], place[1], edge)));
        return places;
    }

    private static double contrast(Slice plane, int row, int column, int edge) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < edge * edge; i++) {
            double value = Math.max(-1000, Math.min(BONE, plane.at(row + i / edge, column + i % edge)));
            sum += value;
            squares += value * value;
        }
        double mean = sum / (edge * edge);
        double contrast = squares / (edge * edge) - mean * mean;
        return air(plane, row, column, edge) > AIR_PART ? contrast - OUTSIDE : contrast;
    }

    /** Share of air, by means of squares of pixels, which noise moves less than pixels. */
    private static double air(Slice plane, int row, int column, int edge) {
        int squares = edge / SQUARE;
        int air = 0;
        for (int i = 0; i < squares * squares; i++) {
            double sum = 0;
            for (int k = 0; k < SQUARE * SQUARE; k++) {
                sum += plane.at(row + i / squares * SQUARE + k / SQUARE, column + i % squares * SQUARE + k % SQUARE);
            }
            air += sum / (SQUARE * SQUARE) < AIR ? 1 : 0;
        }
        return air / (double) (squares * squares);
    }
}
