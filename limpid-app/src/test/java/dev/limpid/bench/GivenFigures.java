package dev.limpid.bench;

import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.ObjectMapper;

/** Results of low-dose CT whose figures are given: one image of each patient. */
final class GivenFigures {
    /** Of a method that failed on an image: it has no figure at all there. */
    static final double FAILED = Double.NEGATIVE_INFINITY;

    private GivenFigures() {}

    /** A model that is only named. */
    private record Named(String name) implements BenchMethod {
        @Override
        public boolean isModel() {
            return true;
        }

        @Override
        public String identity() {
            return name;
        }

        @Override
        public boolean takes(Slice slice) {
            return true;
        }

        @Override
        public Denoiser denoiser(Map<String, String> parameters, IntensityRange range) {
            throw new IllegalStateException("nothing is denoised here");
        }

        @Override
        public void close() {}
    }

    /**
     * All other figures are 1.
     *
     * @param figures of a metric, by method and patient; those of {@code noisy} are the degraded image's
     */
    static BenchResults results(Path folder, List<Corruption> corruptions, String metric, Map<String, double[]> figures)
            throws IOException {
        int patients = figures.values().iterator().next().length;
        List<ImageRef> images = IntStream.range(0, patients)
                .mapToObj(p -> new ImageRef("s", "p" + p, Path.of("p" + p), "p" + p, 0, Optional.empty()))
                .toList();
        List<BenchMethod> methods = new ArrayList<>();
        figures.keySet().stream().filter(name -> !name.equals("noisy")).forEach(name -> methods.add(new Named(name)));
        BenchPlan.Block block = new BenchPlan.Block(
                "s",
                Modality.CT,
                Modality.CT,
                Optional.empty(),
                Optional.of(new IntensityRange(-150, 250)),
                "Window -150 to 250 HU.",
                images,
                List.of(),
                methods,
                Optional.empty(),
                "folder");
        BenchPlan plan = new BenchPlan(List.of(block), corruptions, true, false, List.of(), 0, 1, MetricSet.LOW_DOSE);
        Files.createDirectories(folder);
        try (Journal journal = Journal.open(folder.resolve("journal"), lost -> {})) {
            for (Corruption corruption : corruptions) {
                for (int p = 0; p < patients; p++) {
                    Cell cell = new Cell(
                            Cell.MATRIX,
                            "s",
                            corruption.kind().name(),
                            1,
                            "p" + p,
                            "p" + p,
                            1,
                            "{}",
                            1,
                            measured(metric, figures, p));
                    journal.put(cell.key(), new ObjectMapper().writeValueAsString(cell));
                }
            }
            return BenchResults.read(plan, journal, (cell, ref) -> {});
        }
    }

    private static List<Measured> measured(String metric, Map<String, double[]> figures, int patient) {
        List<Measured> measured = new ArrayList<>();
        figures.forEach((method, of) -> {
            double[] values = new double[MetricSet.LOW_DOSE.metrics().size()];
            Arrays.fill(values, 1);
            values[BenchMetrics.index(MetricSet.LOW_DOSE.metrics(), metric)] = of[patient];
            if (of[patient] != FAILED) {
                Column column = method.equals("noisy") ? Column.NOISY : new Column(method, Column.Set.MODEL);
                measured.add(new Measured(column.method(), column.set(), values, 1));
            }
        });
        return measured;
    }

    static Map<String, double[]> figures(Object... namesAndValues) {
        Map<String, double[]> figures = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            figures.put((String) namesAndValues[i], (double[]) namesAndValues[i + 1]);
        }
        return figures;
    }

    static double[] of(double... values) {
        return values;
    }
}
