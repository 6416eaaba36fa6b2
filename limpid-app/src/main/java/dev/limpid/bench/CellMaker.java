package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.degrade.Draw;
import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.ObjectMapper;

/** Degrades an image and measures every column of it; a column that fails is left out. */
final class CellMaker {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BenchPlan plan;
    private final Journal journal;
    private final Attempts attempts;

    CellMaker(BenchPlan plan, Journal journal, Attempts attempts) {
        this.plan = plan;
        this.journal = journal;
        this.attempts = attempts;
    }

    /** How many columns a cell has when none fails. */
    int columns(Block block, String stage) {
        return (int) plan.columns(block).stream()
                .filter(column -> isMeasured(column, stage))
                .count();
    }

    /** Over severities filters keep their defaults. */
    private static boolean isMeasured(Column column, String stage) {
        return stage.equals(Cell.MATRIX) || column.set() != Column.Set.TUNED;
    }

    Cell cell(Block block, BenchImage image, Corruption corruption, String stage) throws IOException {
        boolean sweep = stage.equals(Cell.SWEEP);
        String kind = corruption.kind().name();
        List<BenchMetric> metrics =
                sweep ? BenchMetrics.FOLLOWED : plan.metrics().metrics();
        Draw draw = corruption.draw(image.ref().name());
        Slice degraded = corruption.apply(image, draw);
        Map<String, TunedSetting> tuned = sweep ? Map.of() : TunedSetting.all(journal, block, kind);
        Map<String, BenchMethod> methods =
                block.methods().stream().collect(Collectors.toMap(BenchMethod::name, method -> method));
        List<Measured> measured = new ArrayList<>();
        for (Column column : plan.columns(block)) {
            BenchMethod method = methods.get(column.method());
            if (method == null) {
                measured.add(new Measured(column.method(), column.set(), BenchMetrics.of(metrics, image, degraded), 0));
            } else if (isMeasured(column, stage)) {
                attempts.attempt(image.ref(), kind + ", " + column.title(), () -> {
                    Denoiser denoiser = method.denoiser(BenchPlan.parameters(column, tuned), image.range());
                    long start = System.nanoTime();
                    Slice result = denoiser.denoise(degraded);
                    long nanos = System.nanoTime() - start;
                    double[] values = BenchMetrics.of(metrics, image, result);
                    measured.add(new Measured(column.method(), column.set(), values, nanos));
                });
            }
        }
        return new Cell(
                stage,
                block.subset(),
                kind,
                corruption.severity(),
                image.ref().name(),
                image.ref().patient(),
                image.clean().size(),
                JSON.writeValueAsString(draw.parameters()),
                draw.seed(),
                measured);
    }
}
