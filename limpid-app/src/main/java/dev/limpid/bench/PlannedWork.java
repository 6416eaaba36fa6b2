package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageRef;
import java.util.ArrayList;
import java.util.List;

/** What a plan asks for, in steps that a user hears of, and which of it a journal does not yet hold. */
final class PlannedWork {
    private final BenchPlan plan;
    private final Journal journal;

    PlannedWork(BenchPlan plan, Journal journal) {
        this.plan = plan;
        this.journal = journal;
    }

    /** How many steps there are: one for the tuning of a kind, one for each degraded image. */
    int steps() {
        int steps = sweepSteps();
        for (Block block : plan.blocks()) {
            int kinds = plan.corruptions().size();
            steps += plan.tunable(block).isEmpty() ? 0 : kinds;
            steps += kinds * block.test().size();
        }
        return steps;
    }

    /** How many of them are of the images that are followed over severities. */
    int sweepSteps() {
        return plan.blocks().stream()
                .mapToInt(block -> plan.corruptions().size()
                        * plan.severities().size()
                        * plan.followed(block).size())
                .sum();
    }

    /** How many of all steps are done. */
    int stepsDone() {
        int done = sweepStepsDone();
        for (Block block : plan.blocks()) {
            for (Corruption corruption : plan.corruptions()) {
                boolean tuned = !plan.tunable(block).isEmpty() && isTuned(block, corruption);
                done += tuned ? 1 : 0;
            }
            for (ImageRef ref : block.test()) {
                done += plan.corruptions().size() - missing(block, ref).size();
            }
        }
        return done;
    }

    /** How many of {@link #sweepSteps} are done. */
    int sweepStepsDone() {
        int left = 0;
        for (Block block : plan.blocks()) {
            for (ImageRef ref : plan.followed(block)) {
                left += missingSeverities(block, ref).size();
            }
        }
        return sweepSteps() - left;
    }

    /** The methods that are to be tuned for a degradation, without those whose setting all validation images decided. */
    List<BenchMethod> untuned(Block block, Corruption corruption) {
        String kind = corruption.kind().name();
        return plan.tunable(block).stream()
                .filter(method -> !journal.has(TunedSetting.key(block.subset(), kind, method.name())))
                .toList();
    }

    /** Whether all validation images decided on the parameters of a kind; a later start tries the others again. */
    boolean isTuned(Block block, Corruption corruption) {
        return untuned(block, corruption).isEmpty();
    }

    /** The degradations in which a test image is not yet measured by every method. */
    List<Corruption> missing(Block block, ImageRef ref) {
        return plan.corruptions().stream()
                .filter(corruption -> !journal.has(Cell.key(Cell.MATRIX, block, corruption, ref)))
                .toList();
    }

    /** Those of other severities in which an image that is followed over them is not. */
    List<Corruption> missingSeverities(Block block, ImageRef ref) {
        List<Corruption> missing = new ArrayList<>();
        for (Corruption corruption : plan.corruptions()) {
            plan.severities().stream()
                    .map(corruption::withSeverity)
                    .filter(scaled -> !journal.has(Cell.key(Cell.SWEEP, block, scaled, ref)))
                    .forEach(missing::add);
        }
        return missing;
    }
}
