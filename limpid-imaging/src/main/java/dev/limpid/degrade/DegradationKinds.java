package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The kinds of degradation on the class path, by name. */
public final class DegradationKinds {
    private DegradationKinds() {}

    /** All kinds, in the order of their names. */
    public static List<DegradationKind> all() {
        List<DegradationKind> kinds = new ArrayList<>();
        ServiceLoader.load(DegradationKind.class).forEach(kinds::add);
        kinds.sort(Comparator.comparing(DegradationKind::name));
        return List.copyOf(kinds);
    }

    /** The kind of a name or alias. */
    public static Optional<DegradationKind> find(String name) {
        return all().stream()
                .filter(kind -> kind.name().equals(name) || kind.aliases().contains(name))
                .findFirst();
    }

    /**
     * The degradation of a draw.
     *
     * @throws IllegalArgumentException if there is no such kind, or its parameters are not right
     */
    public static Degradation replay(Draw draw, IntensityRange range) {
        return find(draw.kind())
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no kind of degradation '" + draw.kind() + "'"))
                .replay(draw, range);
    }

    /**
     * Applies a draw to a plane: what the same draw always gives for the same plane and range.
     *
     * @throws IllegalArgumentException if there is no such kind, or its parameters are not right
     */
    public static Slice apply(Draw draw, Slice clean, IntensityRange range) {
        return replay(draw, range).apply(clean, draw.seed());
    }
}
