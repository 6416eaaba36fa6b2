package dev.limpid.lowdose;

import dev.limpid.image.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A thin layer of the body, as a part of a slice. Layers lie at the same places for all slices of one thickness, which hold 8 to
 * 16 of them: then slices that touch share next to nothing, and slices that overlap by half have noise that correlates by about a
 * half.
 *
 * @param index counted from the origin along the slices' normal
 * @param share of its noise in the slice's; the squares of a slice's shares sum to 1
 */
record Layer(long index, double share) {
    private static final double LEAST = 8;

    /** The layers of a section; one of its own for a slice whose place is not known. */
    static List<Layer> of(Optional<Section> place) {
        if (place.isEmpty()) {
            return List.of(new Layer(0, 1));
        }
        Section section = place.get();
        // A power of two, so that slices whose thickness differs a little still have the same layers.
        double thickness =
                StrictMath.pow(2, Math.floor(StrictMath.log(section.thicknessMm() / LEAST) / StrictMath.log(2)));
        double from = (section.positionMm() - section.thicknessMm() / 2) / thickness;
        double to = (section.positionMm() + section.thicknessMm() / 2) / thickness;
        List<Layer> layers = new ArrayList<>();
        double squares = 0;
        for (long index = (long) Math.floor(from); index < to; index++) {
            double overlap = Math.min(to, index + 1.0) - Math.max(from, index);
            layers.add(new Layer(index, overlap));
            squares += overlap * overlap;
        }
        double norm = Math.sqrt(squares);
        return layers.stream()
                .map(layer -> new Layer(layer.index(), layer.share() / norm))
                .toList();
    }
}
