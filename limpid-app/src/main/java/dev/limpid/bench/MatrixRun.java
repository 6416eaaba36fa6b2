package dev.limpid.bench;

import dev.limpid.batch.Problem;
import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageRef;
import dev.limpid.degrade.Draw;
import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.ObjectMapper;

/**
 * Measures what a plan asks for and a journal does not yet hold: first filters are tuned, then every image of a block
 * is read once, degraded by every kind and denoised by every method, then the first images are followed over
 * severities. One image is in memory at a time.
 */
final class MatrixRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BenchPlan plan;
    private final Journal journal;
    private final BenchListener listener;
    private final Set<String> failures = new LinkedHashSet<>();

    MatrixRun(BenchPlan plan, Journal journal, BenchListener listener) {
        this.plan = plan;
        this.journal = journal;
        this.listener = listener;
    }

    /** What could not be done, a line each. */
    Set<String> failures() {
        return failures;
    }

    /** Does it all; a disk that fills ends it with an exception, and what was finished is kept. */
    void run() throws IOException {
        for (Block block : plan.blocks()) {
            tune(block);
            matrix(block);
            sweep(block);
        }
    }

    /** Only the images that are followed over severities. */
    void sweeps() throws IOException {
        for (Block block : plan.blocks()) {
            sweep(block);
        }
    }

    /** How many steps {@link #run} has. */
    int steps() {
        int steps = sweepSteps();
        for (Block block : plan.blocks()) {
            int kinds = plan.corruptions().size();
            steps += tunable(block).isEmpty() ? 0 : kinds;
            steps += kinds * block.test().size();
        }
        return steps;
    }

    /** How many steps {@link #sweeps} has. */
    int sweepSteps() {
        return plan.blocks().stream()
                .mapToInt(block -> plan.corruptions().size()
                        * plan.severities().size()
                        * sweepImages(plan, block).size())
                .sum();
    }

    /** How many of them the journal holds. */
    int stepsDone() {
        int done = sweepStepsDone();
        for (Block block : plan.blocks()) {
            for (Corruption corruption : plan.corruptions()) {
                String kind = corruption.kind().name();
                List<BenchMethod> tunable = tunable(block);
                boolean all = tunable.stream()
                        .allMatch(method -> journal.has(TunedSetting.key(block.subset(), kind, method.name())));
                done += !tunable.isEmpty() && all ? 1 : 0;
                for (ImageRef ref : block.test()) {
                    done += journal.has(key(Cell.MATRIX, block, corruption, ref)) ? 1 : 0;
                }
            }
        }
        return done;
    }

    int sweepStepsDone() {
        int done = 0;
        for (Block block : plan.blocks()) {
            for (ImageRef ref : sweepImages(plan, block)) {
                done += (int) plan.corruptions().stream()
                        .flatMap(corruption -> plan.severities().stream().map(corruption::withSeverity))
                        .filter(corruption -> journal.has(key(Cell.SWEEP, block, corruption, ref)))
                        .count();
            }
        }
        return done;
    }

    private List<BenchMethod> tunable(Block block) {
        return block.methods().stream()
                .filter(method -> plan.tuned() && !method.grid().isEmpty())
                .toList();
    }

    private void tune(Block block) throws IOException {
        List<BenchMethod> tunable = tunable(block);
        for (Corruption corruption : plan.corruptions()) {
            String kind = corruption.kind().name();
            Map<BenchMethod, Tuning> open = new LinkedHashMap<>();
            for (BenchMethod method : tunable) {
                if (!journal.has(TunedSetting.key(block.subset(), kind, method.name()))) {
                    open.put(method, new Tuning(method));
                }
            }
            if (open.isEmpty()) {
                continue;
            }
            try (BenchImage.Source source = block.source()) {
                for (ImageRef ref : block.validation()) {
                    attempt(ref, kind, () -> {
                        BenchImage image = read(source, ref);
                        Slice degraded = corruption.apply(image);
                        for (Tuning tuning : open.values()) {
                            attempt(ref, kind + ", " + tuning.method(), () -> tuning.add(image, degraded));
                        }
                    });
                }
            }
            for (Tuning tuning : open.values()) {
                if (tuning.images() == 0) {
                    // Told above, image by image; the other methods' work must not be lost with it.
                    continue;
                }
                TunedSetting setting =
                        tuning.chosen(block.subset(), kind, block.validation().size());
                journal.put(setting.key(), JSON.writeValueAsString(setting));
            }
            listener.step();
        }
    }

    private void matrix(Block block) throws IOException {
        try (BenchImage.Source source = block.source()) {
            for (ImageRef ref : block.test()) {
                List<Corruption> missing = new ArrayList<>();
                for (Corruption corruption : plan.corruptions()) {
                    if (!journal.has(key(Cell.MATRIX, block, corruption, ref))) {
                        missing.add(corruption);
                    }
                }
                measure(block, source, ref, missing, Cell.MATRIX);
            }
        }
    }

    private void sweep(Block block) throws IOException {
        try (BenchImage.Source source = block.source()) {
            for (ImageRef ref : sweepImages(plan, block)) {
                List<Corruption> missing = new ArrayList<>();
                for (Corruption corruption : plan.corruptions()) {
                    for (double severity : plan.severities()) {
                        Corruption scaled = corruption.withSeverity(severity);
                        if (!journal.has(key(Cell.SWEEP, block, scaled, ref))) {
                            missing.add(scaled);
                        }
                    }
                }
                measure(block, source, ref, missing, Cell.SWEEP);
            }
        }
    }

    /** The first test image of each of the first patients. */
    static List<ImageRef> sweepImages(BenchPlan plan, Block block) {
        Map<String, ImageRef> first = new LinkedHashMap<>();
        block.test().forEach(ref -> first.putIfAbsent(ref.patient(), ref));
        return first.values().stream().limit(plan.sweepImages()).toList();
    }

    static String key(String stage, Block block, Corruption corruption, ImageRef ref) {
        return Cell.key(stage, block.subset(), corruption.kind().name(), corruption.severity(), ref.name());
    }

    private void measure(
            Block block, BenchImage.Source source, ImageRef ref, List<Corruption> corruptions, String stage)
            throws IOException {
        if (corruptions.isEmpty()) {
            return;
        }
        List<BenchImage> read = new ArrayList<>();
        attempt(ref, "", () -> read.add(read(source, ref)));
        for (Corruption corruption : corruptions) {
            for (BenchImage image : read) {
                List<Cell> done = new ArrayList<>();
                attempt(ref, corruption.kind().name(), () -> done.add(cell(block, image, corruption, stage)));
                for (Cell cell : done) {
                    boolean whole = cell.measured().size() == columns(block, stage)
                            && (stage.equals(Cell.SWEEP)
                                    || tunedWholly(block, corruption.kind().name()));
                    if (whole || cell.measured().size() >= partlyMeasured(cell.key())) {
                        journal.put(whole ? cell.key() : Cell.partial(cell.key()), JSON.writeValueAsString(cell));
                    }
                }
            }
            listener.step();
        }
    }

    private BenchImage read(BenchImage.Source source, ImageRef ref) throws IOException {
        BenchImage image = source.read(ref);
        plan.metrics().require(image.clean());
        return image;
    }

    /** Whether all validation images decided on the parameters of a kind; a later start tries the others again. */
    private boolean tunedWholly(Block block, String kind) {
        return tunable(block).stream()
                .allMatch(method -> journal.has(TunedSetting.key(block.subset(), kind, method.name())));
    }

    /** How many columns an earlier start measured of a cell in which others failed. */
    private int partlyMeasured(String key) throws IOException {
        return journal.get(Cell.partial(key))
                .map(text -> JSON.readValue(text, Cell.class).measured().size())
                .orElse(0);
    }

    /** How many columns a cell has when none fails. */
    private int columns(Block block, String stage) {
        return (int) plan.columns(block).stream()
                .filter(column -> stage.equals(Cell.MATRIX) || column.set() != Column.Set.TUNED)
                .count();
    }

    private Cell cell(Block block, BenchImage image, Corruption corruption, String stage) throws IOException {
        boolean sweep = stage.equals(Cell.SWEEP);
        List<BenchMetric> metrics =
                sweep ? BenchMetrics.FOLLOWED : plan.metrics().metrics();
        Draw draw = corruption.draw(image.ref().name());
        Slice degraded = corruption.apply(image, draw);
        Map<String, TunedSetting> tuned =
                sweep ? Map.of() : tuned(block, corruption.kind().name());
        Map<String, BenchMethod> methods =
                block.methods().stream().collect(Collectors.toMap(BenchMethod::name, method -> method));
        List<Measured> measured = new ArrayList<>();
        for (Column column : plan.columns(block)) {
            BenchMethod method = methods.get(column.method());
            if (method == null) {
                measured.add(new Measured(column.method(), column.set(), BenchMetrics.of(metrics, image, degraded), 0));
            } else if (!sweep || column.set() != Column.Set.TUNED) {
                attempt(image.ref(), corruption.kind().name() + ", " + column.title(), () -> {
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
                corruption.kind().name(),
                corruption.severity(),
                image.ref().name(),
                image.ref().patient(),
                image.clean().size(),
                JSON.writeValueAsString(draw.parameters()),
                draw.seed(),
                measured);
    }

    /** The settings chosen for a kind, by method. */
    private Map<String, TunedSetting> tuned(Block block, String kind) throws IOException {
        return tuned(journal, block, kind);
    }

    static Map<String, TunedSetting> tuned(Journal journal, Block block, String kind) throws IOException {
        Map<String, TunedSetting> settings = new LinkedHashMap<>();
        for (BenchMethod method : block.methods()) {
            String whole = TunedSetting.key(block.subset(), kind, method.name());
            String partial = TunedSetting.partialKey(block.subset(), kind, method.name());
            journal.get(journal.has(whole) ? whole : partial)
                    .map(text -> JSON.readValue(text, TunedSetting.class))
                    .ifPresent(setting -> settings.put(method.name(), setting));
        }
        return settings;
    }

    private interface Attempt {
        void run() throws IOException;
    }

    /** One image, kind or method that fails costs a line; a full disk ends the run. */
    private void attempt(ImageRef ref, String what, Attempt attempt) throws IOException {
        try {
            attempt.run();
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError failure) {
            if (Problem.isDiskFull(failure)) {
                throw failure;
            }
            String line = Problem.show(ref.file()) + (ref.frame() > 0 ? " frame " + ref.frame() : "")
                    + (what.isEmpty() ? "" : " (" + what + ")") + ": " + Problem.describe(failure);
            if (failures.add(line)) {
                listener.failed(line, failure);
            }
        }
    }
}
