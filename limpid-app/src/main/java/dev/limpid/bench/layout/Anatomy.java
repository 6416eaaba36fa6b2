package dev.limpid.bench.layout;

import dev.limpid.image.IntensityRange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What part of the body a CT image shows, as far as the benchmark of low-dose denoisers tells parts apart, with the display
 * window that it measures PSNR and SSIM in: -600/1500, 50/400 and 40/80 HU (centre/width; Eulig, Ommer and Kachelriess, Med
 * Phys 51(12), 2024; package ldctbench).
 */
public enum Anatomy {
    CHEST(-600, 1500, Set.of("CHEST", "THORAX", "LUNG", "LUNGS", "MEDIASTINUM", "HEART", "RIB", "STERNUM")),
    ABDOMEN(50, 400, Set.of("ABDOMEN", "ABDOMENPELVIS", "PELVIS", "LIVER", "KIDNEY", "PANCREAS", "SPLEEN")),
    NEURO(40, 80, Set.of("HEAD", "BRAIN", "SKULL", "NEURO")),
    /** Any other part. The window is that of the abdomen, which shows soft tissue anywhere: ours. */
    SOFT_TISSUE(50, 400, Set.of());

    /** In names of the trunk, or of more than one of its parts. */
    private static final List<String> TRUNK = List.of("CHEST", "THORAX", "THORACO", "BODY", "TRUNK", "TORSO");

    private final IntensityRange window;
    private final Set<String> bodyParts;

    Anatomy(float centre, float width, Set<String> bodyParts) {
        this.window = new IntensityRange(centre - width / 2, centre + width / 2);
        this.bodyParts = bodyParts;
    }

    /** In HU. */
    public IntensityRange window() {
        return window;
    }

    /** For tables: {@code soft tissue}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The part that Body Part Examined (0018,0015; PS3.16 annex L) names; {@link #SOFT_TISSUE} for one of no window of its own,
     * as a limb, and empty where it names a whole trunk ({@code CHESTABDPELVIS}): each of its slices shows one part, and the
     * header does not say which.
     */
    public static Optional<Anatomy> ofBodyPart(String bodyPart) {
        String plain = bodyPart.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
        for (Anatomy anatomy : values()) {
            if (anatomy.bodyParts.contains(plain)) {
                return Optional.of(anatomy);
            }
        }
        boolean trunk = plain.isEmpty() || TRUNK.stream().anyMatch(plain::contains);
        return trunk ? Optional.empty() : Optional.of(SOFT_TISSUE);
    }

    /** The part of a name on the command line. */
    public static Optional<Anatomy> named(String name) {
        for (Anatomy anatomy : values()) {
            if (anatomy.option().equals(name)) {
                return Optional.of(anatomy);
            }
        }
        return Optional.empty();
    }

    /** Its name on the command line: {@code soft-tissue}. */
    public String option() {
        return label().replace(' ', '-');
    }
}
