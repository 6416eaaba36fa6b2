package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageRef;
import dev.limpid.bench.layout.PatientSample;
import dev.limpid.bench.layout.StudyFile;
import dev.limpid.bench.layout.StudyLayout;
import dev.limpid.image.Modality;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Draws the images and finds the columns that fit them. */
public final class BenchPlanner {
    private final BenchRequest request;

    public BenchPlanner(BenchRequest request) {
        this.request = request;
    }

    /**
     * The plan.
     *
     * @throws IllegalArgumentException if a block has nothing to measure or to tune on, or a method fits no block,
     *     saying what to do
     */
    public BenchPlan plan() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (String subset : request.subsets()) {
            blocks.addAll(blocks(subset));
        }
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("no images of " + String.join(" or ", request.subsets())
                    + " are CT, whose low dose is to be measured; files that do not say it need --modality ct");
        }
        for (BenchMethod method : request.methods().named()) {
            if (blocks.stream().noneMatch(block -> block.methods().contains(method))) {
                throw new IllegalArgumentException("model " + method.name() + " (" + method.identity()
                        + ") is not for images of " + String.join(" or ", request.subsets()));
            }
        }
        return new BenchPlan(
                blocks,
                request.corruptions(),
                request.methods().defaults(),
                request.methods().tuned(),
                request.sweep().severities(),
                request.sweep().images(),
                request.sample().seed(),
                request.metrics());
    }

    /** One block, or one for each part of the body that low-dose CT of a subset shows. */
    private List<Block> blocks(String subset) throws IOException {
        Modality said = request.images().of(subset);
        if (said == Modality.OTHER) {
            said = request.collection().modality(subset);
        }
        List<ImageRef> test = draw(subset, request.split(), request.sample().test(), said);
        if (test.isEmpty()) {
            throw new IllegalArgumentException("subset '" + subset + "' has no "
                    + request.split().name().toLowerCase(java.util.Locale.ROOT) + " images");
        }
        if (request.metrics() == MetricSet.LOW_DOSE
                && firstReadable(test, said)
                        .filter(image -> image.modality() != Modality.CT)
                        .isPresent()) {
            return List.of();
        }
        boolean tuned = request.methods().tuned()
                && request.methods().named().stream()
                        .anyMatch(method -> !method.grid().isEmpty());
        List<ImageRef> validation =
                tuned ? draw(subset, tuningSplit(), request.sample().tuning(), said) : List.of();
        if (tuned && validation.isEmpty()) {
            throw new IllegalArgumentException("subset '" + subset + "' has no validation patients to tune filters on;"
                    + " --columns default measures without tuning");
        }
        requireOthers(subset, test, validation);
        List<Viewing> tuning = viewings(subset, validation, said);
        List<Block> blocks = new ArrayList<>();
        for (Viewing viewing : viewings(subset, test, said)) {
            List<ImageRef> alike = viewing.alike(tuning);
            boolean others = alike.isEmpty() && !validation.isEmpty();
            Viewing told =
                    others ? viewing.with(" Filters are tuned on images of other parts in this window.") : viewing;
            blocks.add(block(subset, told, others ? validation : alike, said));
        }
        return blocks;
    }

    private List<Viewing> viewings(String subset, List<ImageRef> images, Modality said) {
        StudyLayout layout = request.collection().layout(subset);
        return request.metrics() == MetricSet.LOW_DOSE
                ? Viewing.byAnatomy(subset, request.images(), layout, images, said)
                : Viewing.whole(subset, request.images(), layout, images);
    }

    private Block block(String subset, Viewing viewing, List<ImageRef> validation, Modality said) throws IOException {
        List<ImageRef> test = viewing.images();
        Optional<BenchImage> sample = firstReadable(test, said);
        Modality modality = sample.map(BenchImage::modality).orElse(said);
        List<BenchMethod> methods = new ArrayList<>();
        for (BenchMethod method : request.methods().named()) {
            if (sample.isEmpty() || method.takes(sample.get().clean())) {
                methods.add(method);
            }
        }
        if (methods.stream().noneMatch(BenchMethod::isModel)) {
            request.methods()
                    .shipped()
                    .of(modality)
                    .filter(model ->
                            sample.isEmpty() || model.takes(sample.get().clean()))
                    .ifPresent(methods::add);
        }
        return new Block(
                viewing.name(),
                modality,
                said,
                request.images().range(),
                viewing.window(),
                viewing.reason(),
                test,
                validation,
                List.copyOf(methods),
                paper(subset, modality),
                request.collection().layout(subset).name());
    }

    /** Validation patients tune; when they are what is measured, training patients do. */
    private Split tuningSplit() {
        return request.split() == Split.VAL ? Split.TRAIN : Split.VAL;
    }

    private static void requireOthers(String subset, List<ImageRef> measured, List<ImageRef> tunedOn) {
        Set<String> both = new TreeSet<>();
        measured.forEach(image -> both.add(image.patient()));
        both.retainAll(tunedOn.stream().map(ImageRef::patient).toList());
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("patients of '" + subset + "' would be both tuned on and measured: "
                    + String.join(", ", both) + "; put each into one split");
        }
    }

    private List<ImageRef> draw(String subset, Split split, int most, Modality said) {
        List<StudyFile> files = request.collection().files(subset, split);
        return PatientSample.draw(files, most, request.sample().seed(), said);
    }

    /** An image that says what the block's are; broken ones are named when they are to be measured. */
    private Optional<BenchImage> firstReadable(List<ImageRef> images, Modality said) {
        for (ImageRef ref : images) {
            try (BenchImage.Source source =
                    new BenchImage.Source(said, request.images().range(), Optional.empty())) {
                return Optional.of(source.read(ref));
            } catch (IOException | RuntimeException broken) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** The data set of the paper itself where it is that, else the nearest by modality. */
    private Optional<String> paper(String subset, Modality modality) {
        String asked = request.paper().getOrDefault(subset, request.paper().getOrDefault("", ""));
        if (!asked.isEmpty()) {
            return asked.equals("none") ? Optional.empty() : Optional.of(asked);
        }
        if (request.metrics() == MetricSet.LOW_DOSE
                || request.collection().layout(subset).paired()) {
            return Optional.empty();
        }
        if (PaperTables.DATA_SETS.contains(subset)) {
            return Optional.of(subset);
        }
        return switch (modality) {
            case CT -> Optional.of("LIDC-IDRI");
            case XRAY -> Optional.of("RSNA");
            case MR, OTHER -> Optional.empty();
        };
    }
}
