package dev.limpid.lowdose;

import dev.limpid.degrade.Degradation;
import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Section;
import dev.limpid.image.Slice;
import dev.limpid.physics.NoiseLevel;
import dev.limpid.physics.Window;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The image that a CT scanner would have made with fewer photons: the noise that they add is made in the projections, filtered,
 * back-projected, and added to the image, so that anatomy keeps its sharpness and the noise that was there counts as the full
 * dose's own.
 *
 * <p>How many photons the full dose had is found from the noise of its soft tissue ({@link NoiseLevel}), unless
 * {@link Settings} say. What lies outside the image, or in its padding, is taken for air.
 */
public final class LowDose implements Degradation {
    /** Name on the command line. */
    public static final String NAME = "low-dose";

    /** Half a turn of the scanner: rays from the other half are the same lines. */
    private static final int VIEWS = FanBeam.SOMATOM_DEFINITION.views() / 2;

    /** Windows whose deviation is that near to the level tell where the level is. */
    private static final double NEAR = 0.25;

    private final Settings settings;

    /**
     * What is to be simulated.
     *
     * @param dose as a part of the image's own, above 0 and at most 1
     * @param noise of the full dose in soft tissue, in HU; empty to find it in the image
     * @param photons of a ray along the isocentre at full dose for a slice of 1 mm, without a body; empty to find them from the
     *     noise
     * @param kernel of the reconstruction; AUTO to find it in the image
     * @param electronic noise of the detector in photons
     * @param modulation of the tube current by angle, 0..1
     */
    public record Settings(
            double dose,
            OptionalDouble noise,
            OptionalDouble photons,
            KernelChoice kernel,
            double electronic,
            double modulation) {
        public Settings {
            if (!(dose > 0 && dose <= 1) || !(electronic >= 0) || !(modulation >= 0 && modulation <= 1)) {
                throw new IllegalArgumentException(NAME + ": dose " + dose + ", electronic noise " + electronic
                        + " and modulation " + modulation + " must be in 0..1, not negative, and in 0..1");
            }
            if (noise.isPresent() && photons.isPresent()) {
                throw new IllegalArgumentException(
                        NAME + ": give noise or photons, not both: each says what the full dose was");
            }
        }
    }

    public LowDose(Settings settings) {
        this.settings = settings;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnfitImageException if the slice is not in HU, has no spacing, or shows no soft tissue to read its noise from when
     *     that is asked for; in one line that says what to do
     */
    @Override
    public Slice apply(Slice clean, long seed) {
        if (settings.dose() == 1) {
            return clean;
        }
        LineIntegrals body = LineIntegrals.of(AttenuationMap.of(clean));
        PixelSpacing spacing = clean.spacing().orElseThrow();
        BackProjection reconstruction =
                new BackProjection(grid(clean, spacing), settings.kernel().of(clean));
        Scan scan = new Scan(FanBeam.SOMATOM_DEFINITION, Bowtie.BODY, body, settings.modulation(), VIEWS);
        // Each millimetre of a slice has been read out by itself.
        double thickness = clean.section().map(Section::thicknessMm).orElse(1.0);
        QuantumNoise noise = new QuantumNoise(settings.dose(), settings.electronic() * Math.sqrt(thickness));
        double photons = photons(clean, scan, reconstruction, noise);
        float[] deviation = deviation(scan, reconstruction.grid(), noise, photons);
        float[] field = NoiseField.of(
                reconstruction, deviation, Layer.of(clean.section()), seed, clean.rows(), clean.columns(), spacing);
        Slice.Builder result = clean.like();
        float toHounsfield = (float) (1000 / AttenuationMap.WATER);
        for (int i = 0; i < field.length; i++) {
            result.set(i, clean.isPadding(i) ? clean.at(i) : clean.at(i) + toHounsfield * field[i]);
        }
        return result.build();
    }

    /** Bins of half a pixel keep all that the image can show. */
    private static ParallelGrid grid(Slice slice, PixelSpacing spacing) {
        double radius = Math.hypot(slice.rows() * spacing.rowMm(), slice.columns() * spacing.columnMm()) / 2;
        return ParallelGrid.covering(radius, VIEWS, Math.min(spacing.rowMm(), spacing.columnMm()) / 2);
    }

    private double photons(Slice clean, Scan scan, BackProjection reconstruction, QuantumNoise noise) {
        if (settings.photons().isPresent()) {
            Section section = clean.section()
                    .orElseThrow(() -> new UnfitImageException(NAME
                            + " cannot tell photons from those a millimetre without the slice's place and thickness;"
                            + " give --set noise=HU instead"));
            return settings.photons().getAsDouble() * section.thicknessMm();
        }
        List<Window> windows = NoiseLevel.windows(clean);
        OptionalDouble found = NoiseLevel.of(windows);
        double level = settings.noise()
                .orElseGet(
                        () -> found.orElseThrow(
                                () -> new UnfitImageException(
                                        NAME
                                                + " finds too little even soft tissue with noise to read that of the full dose from; give --set noise=HU or --set photons=N")));
        List<Window> near = windows.stream()
                .filter(window -> found.isPresent() && Math.abs(window.deviation() / found.getAsDouble() - 1) < NEAR)
                .toList();
        List<Window> places = near.isEmpty() ? List.of(middle(clean)) : near;
        return new TubeLoad(scan, reconstruction, clean, places).photons(level, noise);
    }

    /** The whole slice: its middle is where the noise is told for want of a better place. */
    private static Window middle(Slice slice) {
        return new Window(0, 0, slice.rows(), slice.columns(), 0);
    }

    private static float[] deviation(Scan scan, ParallelGrid grid, QuantumNoise noise, double photons) {
        float[] deviation = new float[grid.size()];
        IntStream.range(0, grid.views()).parallel().forEach(view -> {
            for (int bin = 0; bin < grid.bins(); bin++) {
                double t = grid.distance(bin);
                double ray = noise.added(photons * scan.left(view, t));
                deviation[view * grid.bins() + bin] = (float) Math.sqrt(scan.variance(ray, t, grid));
            }
        });
        return deviation;
    }

    @Override
    public String name() {
        return NAME;
    }
}
