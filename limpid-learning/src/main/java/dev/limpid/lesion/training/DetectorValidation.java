package dev.limpid.lesion.training;

import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.Detection;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.metric.NotApplicableException;
import dev.limpid.metric.detection.AveragePrecision;
import dev.limpid.metric.detection.DetectionCase;
import dev.limpid.metric.detection.DetectionMetric;
import dev.limpid.metric.detection.Sensitivity;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a detector finds in images that it does not learn from: half of them with lesions where there are as many, patients taking
 * turns. As they are and, where the run has noise, with noise too.
 */
final class DetectorValidation {
    private final List<Look> looks = new ArrayList<>();

    /** An image as it is looked at. */
    private record Look(String patient, LesionExample example, boolean noisy) {}

    /**
     * What was found.
     *
     * @param precision AP at IoU 0.5
     * @param loosePrecision AP at IoU 0.2
     * @param sensitivity mean over the seven rates at IoU 0.2
     */
    record Found(double precision, double loosePrecision, double sensitivity) {
        /** Mean of the two precisions: the looser one is steadier where lesions are few or small. */
        double meanPrecision() {
            return (precision + loosePrecision) / 2;
        }

        String describe() {
            return String.format(
                    Locale.ROOT,
                    "AP %.3f at IoU 0.5, %.3f at 0.2, mean sensitivity %.3f",
                    precision,
                    loosePrecision,
                    sensitivity);
        }
    }

    /**
     * @param messages hears which images are not looked at because they show too little for the noise
     * @throws IllegalArgumentException if no validation image that can be looked at has a lesion
     */
    DetectorValidation(List<LesionImage> images, int most, LesionSampler sampler, Consumer<String> messages) {
        Set<LesionImage> unfit = Collections.newSetFromMap(new IdentityHashMap<>());
        List<LesionExample> clean = new ArrayList<>();
        List<LesionImage> lesions = turns(images, true);
        List<LesionImage> healthy = turns(images, false);
        int ill = Math.min(lesions.size(), Math.max(most / 2, most - healthy.size()));
        List<LesionImage> chosen = new ArrayList<>(lesions.subList(0, ill));
        chosen.addAll(healthy.subList(0, Math.min(healthy.size(), most - ill)));
        for (int i = 0; i < looks(chosen.size(), most, sampler.insertsNodules()); i++) {
            LesionImage image = chosen.get(i % chosen.size());
            if (unfit.contains(image)) {
                continue;
            }
            String patient = image.image().patient();
            LesionExample example = sampler.reference(image, i, false);
            try {
                if (sampler.degrades()) {
                    looks.add(new Look(patient, sampler.reference(image, i, true), true));
                }
                looks.add(new Look(patient, example, false));
                clean.add(example);
            } catch (UnfitImageException showsTooLittle) {
                unfit.add(image);
                messages.accept(
                        "a validation image of " + patient + " is not looked at: " + showsTooLittle.getMessage());
            }
        }
        if (clean.stream().allMatch(example -> example.boxes().isEmpty())) {
            throw new IllegalArgumentException(
                    "no validation image has a lesion: a run needs patients with lesions that it does not train on"
                            + (unfit.isEmpty() ? "" : "; " + unfit.size() + " images show too little for the noise"));
        }
    }

    /** How often it looks: nodules differ each time, so that a few images with them are looked at again and again. */
    static int looks(int images, int most, boolean nodules) {
        return nodules && images > 0 ? most : Math.min(images, most);
    }

    /** Patients take turns; of each, images come from all over: first slices alone would show the ends of lesions. */
    private static List<LesionImage> turns(List<LesionImage> images, boolean lesions) {
        Map<String, Deque<LesionImage>> waiting = new LinkedHashMap<>();
        images.stream()
                .filter(image -> image.boxes().isEmpty() != lesions)
                .forEach(image -> waiting.computeIfAbsent(image.image().patient(), name -> new ArrayDeque<>())
                        .add(image));
        waiting.replaceAll((patient, own) -> new ArrayDeque<>(spread(List.copyOf(own))));
        List<LesionImage> all = new ArrayList<>();
        while (waiting.values().stream().anyMatch(queue -> !queue.isEmpty())) {
            waiting.values().stream().map(Deque::poll).filter(Objects::nonNull).forEach(all::add);
        }
        return all;
    }

    /** The same in another order: the middle one, then those a quarter from each end, and so on, so that the first few are spread. */
    static <T> List<T> spread(List<T> list) {
        int size = list.size();
        Set<Integer> order = new LinkedHashSet<>();
        for (long parts = 2; order.size() < size; parts *= 2) {
            for (long part = 0; part < parts; part++) {
                if (part > 0 || parts > size) {
                    order.add((int) (part * size / parts));
                }
            }
        }
        return order.stream().map(list::get).toList();
    }

    /** Images as they are. */
    Found ofClean(Detector detector, Compute compute) {
        return of(detector, compute, false, Denoising.NONE);
    }

    /** Images with the run's noise; those as they are where it has none. */
    Found ofNoisy(Detector detector, Compute compute) {
        return ofNoisy(detector, compute, Denoising.NONE);
    }

    /** The same after something was done to them, such as denoising. */
    Found ofNoisy(Detector detector, Compute compute, Denoising first) {
        return of(detector, compute, looks.stream().anyMatch(Look::noisy), first);
    }

    /** Pairs of clean image and what is seen of it, for other measures. */
    List<LesionExample> examples() {
        boolean noisy = looks.stream().anyMatch(Look::noisy);
        return looks.stream()
                .filter(look -> look.noisy() == noisy)
                .map(Look::example)
                .toList();
    }

    private Found of(Detector detector, Compute compute, boolean noisy, Denoising first) {
        List<DetectionCase> cases = new ArrayList<>();
        for (Look look : looks) {
            if (look.noisy() == noisy) {
                LesionExample example = look.example();
                cases.add(new DetectionCase(look.patient(), example.boxes(), found(detector, compute, example, first)));
            }
        }
        return new Found(
                value(new AveragePrecision(0.5), cases),
                value(new AveragePrecision(0.2), cases),
                value(Sensitivity.mean(0.2), cases));
    }

    /** What a detector finds, in pixels of the image. */
    static List<Detection> found(Detector detector, Compute compute, LesionExample example, Denoising first) {
        FittedPlane seen = example.seen();
        Sight sight = example.sight();
        FittedPlane padded = seen.padded();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor image = Ops.tensor(padded.pixels(), 1, 1, padded.rows(), padded.columns())
                    .to(compute.nativeDevice(), ScalarType.Float);
            Tensor seenByDetector = sight.of(first.of(image, seen.size()));
            return detector
                    .detect(seenByDetector, sight.size(), compute.precision().type())
                    .stream()
                    .map(each -> new Detection(sight.back(each.box()), each.score(), "lesion"))
                    .toList();
        }
    }

    private static double value(DetectionMetric metric, List<DetectionCase> cases) {
        try {
            return metric.of(cases);
        } catch (NotApplicableException nothingToFind) {
            return 0;
        }
    }
}
