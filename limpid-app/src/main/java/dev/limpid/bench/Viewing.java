package dev.limpid.bench;

import dev.limpid.bench.layout.Anatomy;
import dev.limpid.bench.layout.ImageRef;
import dev.limpid.bench.layout.StudyLayout;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Images that are looked at in one display window.
 *
 * @param name of their block
 * @param window empty for the images' range
 * @param reason why that window, in words; empty where it needs none
 */
record Viewing(String name, Optional<IntensityRange> window, String reason, List<ImageRef> images) {
    /** Of general figures: one window, the user's or the data set's. */
    static List<Viewing> whole(String subset, BenchRequest.Images asked, StudyLayout layout, List<ImageRef> images) {
        return List.of(new Viewing(subset, asked.window().or(() -> layout.window(subset)), "", images));
    }

    /**
     * Of low-dose CT: the user's window, else that of the anatomy which the user, the data set's names, the header or the
     * plane itself tells, the first of these that does. Images of several parts of the body become a block each, since
     * figures of different windows have no mean.
     *
     * @param said what files show that do not say it
     */
    static List<Viewing> byAnatomy(
            String subset, BenchRequest.Images asked, StudyLayout layout, List<ImageRef> images, Modality said) {
        if (asked.window().isPresent()) {
            return List.of(
                    new Viewing(subset, asked.window(), words(asked.window().get(), "as --window says"), images));
        }
        Optional<Anatomy> told = asked.anatomyOf(subset);
        if (told.isPresent()) {
            return List.of(one(subset, told.get(), "as --anatomy says", images));
        }
        Optional<Anatomy> named = layout.anatomy(subset);
        if (named.isPresent()) {
            return List.of(one(subset, named.get(), "as the data set's names say", images));
        }
        Map<Anatomy, List<ImageRef>> parts = new TreeMap<>();
        Map<Anatomy, Map<String, Integer>> reasons = new TreeMap<>();
        List<ImageRef> unread = new ArrayList<>();
        Map<ImageRef, SeenAnatomy> seen = SeenAnatomy.of(images, said);
        for (ImageRef image : images) {
            SeenAnatomy of = seen.get(image);
            if (of == null) {
                unread.add(image);
                continue;
            }
            parts.computeIfAbsent(of.anatomy(), anatomy -> new ArrayList<>()).add(image);
            reasons.computeIfAbsent(of.anatomy(), anatomy -> new TreeMap<>()).merge(of.reason(), 1, Integer::sum);
        }
        // What cannot be read is named when it is to be measured, in whichever block.
        Anatomy first = parts.isEmpty()
                ? Anatomy.SOFT_TISSUE
                : parts.keySet().iterator().next();
        parts.computeIfAbsent(first, of -> new ArrayList<>()).addAll(unread);
        List<Viewing> viewings = new ArrayList<>();
        parts.forEach((anatomy, of) -> {
            List<String> why = new ArrayList<>();
            reasons.getOrDefault(anatomy, Map.of())
                    .forEach((reason, count) -> why.add(count + (count == 1 ? " image " : " images ") + reason));
            List<ImageRef> inOrder = images.stream().filter(of::contains).toList();
            viewings.add(one(subset + " " + anatomy.label(), anatomy, String.join("; ", why), inOrder));
        });
        return viewings;
    }

    private static Viewing one(String name, Anatomy anatomy, String why, List<ImageRef> images) {
        return new Viewing(
                name, Optional.of(anatomy.window()), words(anatomy.window(), anatomy.label() + ", " + why), images);
    }

    /** Those of other viewings that are looked at in the same window. */
    List<ImageRef> alike(List<Viewing> others) {
        return others.stream()
                .filter(other -> other.window.equals(window))
                .flatMap(other -> other.images.stream())
                .toList();
    }

    /** With more to say of the window. */
    Viewing with(String more) {
        return new Viewing(name, window, reason + more, images);
    }

    private static String words(IntensityRange window, String why) {
        return "Window " + Numbers.plain(window.low()) + " to " + Numbers.plain(window.high()) + " HU: " + why + ".";
    }
}
