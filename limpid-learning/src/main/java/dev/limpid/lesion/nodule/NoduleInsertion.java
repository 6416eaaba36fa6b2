package dev.limpid.lesion.nodule;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.Box;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Puts nodules into the lung of a CT slice. A nodule is a disc whose radius varies with the angle (lobules, and of some solid ones
 * spicules) and whose edge passes softly into lung; inside, what is smooth in the slice (by a Gaussian of 2 pixels) is lifted to the
 * nodule's HU times a slow random texture, and what is fine stays, so that the slice's own noise and grain go on through the nodule.
 * Denser tissue is never made thinner. Our own construction, not that of a published tool; it is of one slice, not of a volume.
 */
public final class NoduleInsertion {
    private static final double SMOOTH = 2;
    private static final int ATTEMPTS = 200;
    private static final double LEAST_IN_LUNG = 0.75;
    private static final double SPICULATED = 0.3;
    private static final double TEXTURE = 0.08;

    private final NoduleMix mix;

    /**
     * A nodule that was put in.
     *
     * @param box round the pixels that it fills by half and more
     * @param diameterMm of the disc
     * @param hu where it fills a pixel
     * @param density of which kind
     */
    public record Inserted(Box box, double diameterMm, double hu, NoduleMix.Density density) {}

    /** A slice and what was put in; nothing where there is no room for a nodule. */
    public record Result(Slice slice, List<Inserted> nodules) {}

    public NoduleInsertion(NoduleMix mix) {
        this.mix = mix;
    }

    /**
     * Draws nodules and puts them in.
     *
     * @param slice in HU, with spacing
     * @param random decides everything
     * @throws IllegalArgumentException if the slice is not in HU, or does not say its spacing
     */
    public Result insert(Slice slice, PixelRandom random) {
        if (slice.unit() != Unit.HOUNSFIELD || slice.spacing().isEmpty()) {
            throw new IllegalArgumentException("nodules are put into CT slices in HU that say their pixel spacing");
        }
        List<Inserted> nodules = new ArrayList<>();
        BitSet lung = Lung.of(slice);
        if (lung.isEmpty() || random.uniform() >= mix.share()) {
            return new Result(slice, nodules);
        }
        float[] smooth = new GaussianFilter(SMOOTH).denoise(slice).toArray();
        float[] pixels = slice.toArray();
        int[] places = lung.stream().toArray();
        for (int left = 1 + random.below(mix.most()); left > 0; left--) {
            place(slice, lung, places, nodules, random).ifPresent(disc -> {
                Box box = disc.fill(pixels, smooth, slice, random);
                nodules.add(new Inserted(box, disc.diameterMm(), disc.hu(), disc.density()));
            });
        }
        return new Result(slice.withPixels(pixels), nodules);
    }

    /** Where there is room: mostly lung, and clear of the nodules before it. */
    private Optional<Disc> place(Slice slice, BitSet lung, int[] places, List<Inserted> before, PixelRandom random) {
        double mm = slice.spacing().orElseThrow().columnMm();
        double mmDown = slice.spacing().orElseThrow().rowMm();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double diameter = random.uniform(mix.leastMm(), mix.mostMm());
            int at = places[random.below(places.length)];
            double x = at % slice.columns() + random.uniform();
            double y = at / slice.columns() + random.uniform();
            Box room = new Box(
                    x - 0.75 * diameter / mm,
                    y - 0.75 * diameter / mmDown,
                    x + 0.75 * diameter / mm,
                    y + 0.75 * diameter / mmDown);
            if (room.within(slice.rows(), slice.columns())
                    && before.stream().allMatch(other -> other.box().overlap(room) == 0)
                    && inLung(lung, x, y, diameter / 2 / mm, diameter / 2 / mmDown, slice.columns())) {
                return Optional.of(Disc.draw(x, y, diameter, random));
            }
        }
        return Optional.empty();
    }

    private static boolean inLung(BitSet lung, double x, double y, double across, double down, int columns) {
        int all = 0;
        int inside = 0;
        for (int row = (int) (y - down); row <= y + down; row++) {
            for (int column = (int) (x - across); column <= x + across; column++) {
                double dx = (column + 0.5 - x) / across;
                double dy = (row + 0.5 - y) / down;
                if (dx * dx + dy * dy <= 1) {
                    all++;
                    inside += lung.get(row * columns + column) ? 1 : 0;
                }
            }
        }
        return all > 0 && inside >= LEAST_IN_LUNG * all;
    }

    /** A nodule's shape. */
    private record Disc(
            double x,
            double y,
            double diameterMm,
            double hu,
            NoduleMix.Density density,
            double[] amplitudes,
            double[] phases) {
        private static final int FIRST = 2;

        static Disc draw(double x, double y, double diameterMm, PixelRandom random) {
            NoduleMix.Density density = NoduleMix.Density.values()[random.below(NoduleMix.Density.values().length)];
            boolean spiculated = density == NoduleMix.Density.SOLID && random.uniform() < SPICULATED;
            double[] amplitudes = new double[spiculated ? 12 : 4];
            double[] phases = new double[amplitudes.length];
            for (int i = 0; i < amplitudes.length; i++) {
                amplitudes[i] = random.uniform() * (i < 4 ? 0.2 / (i + FIRST) : 0.03);
                phases[i] = random.uniform(0, 2 * Math.PI);
            }
            return new Disc(x, y, diameterMm, density.draw(random), density, amplitudes, phases);
        }

        private double radiusMm(double angle) {
            double factor = 1;
            for (int i = 0; i < amplitudes.length; i++) {
                factor += amplitudes[i] * Math.cos((i + FIRST) * angle + phases[i]);
            }
            return diameterMm / 2 * factor;
        }

        /** Share of a place that it fills. */
        private double filled(double dxMm, double dyMm) {
            double beyond = Math.hypot(dxMm, dyMm) - radiusMm(Math.atan2(dyMm, dxMm));
            return 1 / (1 + Math.exp(Math.min(50, 4 * beyond / density.edgeMm())));
        }

        Box fill(float[] pixels, float[] smooth, Slice slice, PixelRandom random) {
            double mm = slice.spacing().orElseThrow().columnMm();
            double mmDown = slice.spacing().orElseThrow().rowMm();
            double reachMm = 0.75 * diameterMm + 2 * density.edgeMm();
            double[] wave = {
                random.uniform(0, 7), random.uniform(0, 7), random.uniform(0.6, 1.4), random.uniform(0.6, 1.4)
            };
            int top = (int) Math.max(0, y - reachMm / mmDown);
            int bottom = (int) Math.min(slice.rows() - 1, y + reachMm / mmDown);
            int left = (int) Math.max(0, x - reachMm / mm);
            int right = (int) Math.min(slice.columns() - 1, x + reachMm / mm);
            double[] edges = {x - 0.5, y - 0.5, x + 0.5, y + 0.5};
            for (int row = top; row <= bottom; row++) {
                for (int column = left; column <= right; column++) {
                    double dx = (column + 0.5 - x) * mm;
                    double dy = (row + 0.5 - y) * mmDown;
                    double share = filled(dx, dy);
                    double texture = TEXTURE * Math.sin(wave[2] * dx + wave[0]) * Math.sin(wave[3] * dy + wave[1]);
                    int at = row * slice.columns() + column;
                    double lift = Math.max(0, hu - smooth[at]) * (1 + texture);
                    pixels[at] += slice.isPadding(at) ? 0 : (float) (share * lift);
                    if (share >= 0.5) {
                        edges[0] = Math.min(edges[0], column);
                        edges[1] = Math.min(edges[1], row);
                        edges[2] = Math.max(edges[2], column + 1);
                        edges[3] = Math.max(edges[3], row + 1);
                    }
                }
            }
            return new Box(edges[0], edges[1], edges[2], edges[3]);
        }
    }
}
