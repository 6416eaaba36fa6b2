package dev.limpid.artefact;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds artefacts whose form is known and whose strength is not, and takes them away: folding by half the height, and waves of low
 * frequency. An image in which none is found comes back as it is. Of an image with both the fold is found less exactly, since a
 * wave hides how sparse differences are.
 *
 * <p>Costs more than a small network; safe for several threads.
 *
 * @param slice the image without them
 * @param found what was undone, in this order, in a few words each
 */
public record ArtefactCorrection(Slice slice, List<String> found) {
    /** Names of the {@link dev.limpid.degrade.DegradationKind}s that are searched for. */
    public static final Set<String> KINDS = Set.of("wrap-around", "structured");

    private static final List<Function<Signal, Optional<Artefact>>> SEARCHES = List.of(FoldSearch::of, WaveSearch::of);

    public ArtefactCorrection {
        found = List.copyOf(found);
    }

    /**
     * Looks at an image.
     *
     * @param range what counts as 0 and 1
     */
    public static ArtefactCorrection of(Slice image, IntensityRange range) {
        Signal signal = Signal.of(image, range);
        List<String> found = new ArrayList<>();
        for (Function<Signal, Optional<Artefact>> search : SEARCHES) {
            Optional<Artefact> artefact = search.apply(signal);
            if (artefact.isPresent()) {
                found.add(artefact.get().describe());
                signal = artefact.get().undo(signal);
            }
        }
        return new ArtefactCorrection(found.isEmpty() ? image : signal.putInto(image, range), found);
    }
}
