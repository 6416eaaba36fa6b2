package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private final PlannedWork work;
    private final Attempts attempts;
    private final CellMaker maker;

    MatrixRun(BenchPlan plan, Journal journal, BenchListener listener) {
        this.plan = plan;
        this.journal = journal;
        this.listener = listener;
        this.work = new PlannedWork(plan, journal);
        this.attempts = new Attempts(listener);
        this.maker = new CellMaker(plan, journal, attempts);
    }

    /** What could not be done, a line each. */
    Set<String> failures() {
        return attempts.failures();
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

    private void tune(Block block) throws IOException {
        for (Corruption corruption : plan.corruptions()) {
            List<Tuning> open =
                    work.untuned(block, corruption).stream().map(Tuning::new).toList();
            if (!open.isEmpty()) {
                tune(block, corruption, open);
                listener.step();
            }
        }
    }

    private void tune(Block block, Corruption corruption, List<Tuning> open) throws IOException {
        String kind = corruption.kind().name();
        try (BenchImage.Source source = block.source()) {
            for (ImageRef ref : block.validation()) {
                attempts.attempt(ref, kind, () -> {
                    BenchImage image = read(source, ref);
                    Slice degraded = corruption.apply(image);
                    for (Tuning tuning : open) {
                        attempts.attempt(ref, kind + ", " + tuning.method(), () -> tuning.add(image, degraded));
                    }
                });
            }
        }
        for (Tuning tuning : open) {
            // Failures on every image were told one by one; the other methods' work must not be lost with them.
            if (tuning.images() > 0) {
                TunedSetting setting =
                        tuning.chosen(block.subset(), kind, block.validation().size());
                journal.put(setting.key(), JSON.writeValueAsString(setting));
            }
        }
    }

    private void matrix(Block block) throws IOException {
        try (BenchImage.Source source = block.source()) {
            for (ImageRef ref : block.test()) {
                measure(block, source, ref, work.missing(block, ref), Cell.MATRIX);
            }
        }
    }

    private void sweep(Block block) throws IOException {
        try (BenchImage.Source source = block.source()) {
            for (ImageRef ref : plan.followed(block)) {
                measure(block, source, ref, work.missingSeverities(block, ref), Cell.SWEEP);
            }
        }
    }

    private void measure(
            Block block, BenchImage.Source source, ImageRef ref, List<Corruption> corruptions, String stage)
            throws IOException {
        if (corruptions.isEmpty()) {
            return;
        }
        List<BenchImage> read = new ArrayList<>();
        attempts.attempt(ref, "", () -> read.add(read(source, ref)));
        for (Corruption corruption : corruptions) {
            for (BenchImage image : read) {
                List<Cell> done = new ArrayList<>();
                attempts.attempt(
                        ref, corruption.kind().name(), () -> done.add(maker.cell(block, image, corruption, stage)));
                for (Cell cell : done) {
                    keep(block, corruption, cell);
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

    /** A cell in which a column failed, or with parameters that some images decided, is measured again by the next start. */
    private void keep(Block block, Corruption corruption, Cell cell) throws IOException {
        boolean whole = cell.measured().size() == maker.columns(block, cell.stage())
                && (cell.stage().equals(Cell.SWEEP) || work.isTuned(block, corruption));
        if (whole || cell.measured().size() >= partlyMeasured(cell.key())) {
            journal.put(whole ? cell.key() : Cell.partial(cell.key()), JSON.writeValueAsString(cell));
        }
    }

    /** How many columns an earlier start measured of a cell in which others failed. */
    private int partlyMeasured(String key) throws IOException {
        return journal.get(Cell.partial(key))
                .map(text -> JSON.readValue(text, Cell.class).measured().size())
                .orElse(0);
    }
}
