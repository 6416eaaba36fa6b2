package dev.limpid.lesion.training;

import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.training.DataFolder.Split;
import dev.limpid.training.DegradationMix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The images of a run in memory: those it learns from and those it is validated by.
 *
 * @param plan of the detector, whose edge says what it sees of them
 * @param pin what a checkpoint must know them by
 * @param notes hears what a user should know
 */
record RunImages(
        DetectorPlan plan, List<LesionImage> train, List<LesionImage> validate, String pin, Consumer<String> notes) {
    /**
     * Reads what a plan asks for; what is left out, and what is there, is said.
     *
     * @param edge longest that images may have in memory; larger ones are made smaller
     */
    static RunImages load(DetectorPlan plan, Path data, int edge, Consumer<String> notes) throws IOException {
        List<LesionFile> annotated = PlannedFiles.of(plan, data, notes::accept);
        LesionImages loader =
                new LesionImages(plan.input(), edge, plan.nodules().isPresent(), notes::accept);
        List<LesionImage> train = loader.load(annotated, Split.TRAIN, plan.images(), plan.seed());
        List<LesionImage> validate = loader.load(annotated, Split.VAL, plan.images(), plan.seed());
        loader.requireRoomForLooks(
                validate, plan.validationImages(), plan.degradations().isPresent());
        notes.accept(describe("training", train) + "; " + describe("validation", validate));
        return new RunImages(plan, train, validate, Pinned.of(annotated), notes);
    }

    private static String describe(String what, List<LesionImage> images) {
        long patients =
                images.stream().map(image -> image.image().patient()).distinct().count();
        long boxes = images.stream().mapToLong(image -> image.boxes().size()).sum();
        long ill = images.stream().filter(image -> !image.boxes().isEmpty()).count();
        return images.size() + " " + what + " images of " + patients + " patients, " + ill + " with " + boxes
                + " boxes";
    }

    /**
     * Says how many images to learn from a detector sees made smaller, while a denoiser sees them as they are.
     *
     * @param crop edge of squares
     */
    void sayWhatIsLargerThanSight(int crop) {
        List<Integer> larger = train.stream()
                .map(image -> Math.max(image.image().rows(), image.image().columns()))
                .filter(edge -> edge > plan.edge())
                .toList();
        if (!larger.isEmpty()) {
            long seen = Math.round((double) crop * plan.edge() / Collections.max(larger));
            notes.accept(larger.size() + " of the " + train.size() + " training images are larger than the "
                    + plan.edge() + " pixels of the detector, which sees them made smaller: a square of " + crop
                    + " pixels as one of " + seen
                    + " where they are largest; give a larger --crop if that shows too little");
        }
    }

    /** Draws from those to learn from. @param noise that they get; empty for none */
    LesionSampler sampler(Optional<DegradationMix> noise) {
        return new LesionSampler(train, plan.lesionShare(), noise, plan.nodules(), plan.edge(), plan.seed());
    }

    DetectorValidation validation(LesionSampler sampler) {
        return new DetectorValidation(validate, plan.validationImages(), sampler, notes::accept);
    }
}
