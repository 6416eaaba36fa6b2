package dev.limpid.lowdose;

import java.util.stream.IntStream;

/** Line integrals of an attenuation map along parallel rays: p(theta, t), without unit. */
record LineIntegrals(ParallelGrid grid, float[] values) {
    /** Every 1.25 degrees, as coarse as the map: what is wanted is how much of a beam is left, not an image. */
    private static final int VIEWS = 144;

    static LineIntegrals of(AttenuationMap map) {
        return of(map, ParallelGrid.covering(map.radiusMm(), VIEWS, map.cellMm()));
    }

    /** By sums of samples half a cell apart. */
    static LineIntegrals of(AttenuationMap map, ParallelGrid grid) {
        float[] values = new float[grid.size()];
        double step = map.cellMm() / 2;
        int half = (int) Math.ceil(map.radiusMm() / step);
        IntStream.range(0, grid.views()).parallel().forEach(view -> {
            double cos = StrictMath.cos(grid.angle(view));
            double sin = StrictMath.sin(grid.angle(view));
            for (int bin = 0; bin < grid.bins(); bin++) {
                double t = grid.distance(bin);
                double sum = 0;
                for (int k = -half; k <= half; k++) {
                    sum += map.at(t * cos - k * step * sin, t * sin + k * step * cos);
                }
                values[view * grid.bins() + bin] = (float) (sum * step);
            }
        });
        return new LineIntegrals(grid, values);
    }

    /** Bilinear at an angle in [0, pi) and a distance in mm; 0 outside. */
    double at(double angle, double distanceMm) {
        double view = angle / Math.PI * grid.views();
        int first = Math.min((int) view, grid.views() - 1);
        double part = view - first;
        // Behind the last view comes the first one turned round, where t points the other way.
        double next = first + 1 < grid.views() ? along(first + 1, distanceMm) : along(0, -distanceMm);
        return along(first, distanceMm) * (1 - part) + next * part;
    }

    private double along(int view, double distanceMm) {
        double bin = grid.bin(distanceMm);
        int first = (int) Math.floor(bin);
        if (first < 0 || first + 1 >= grid.bins()) {
            return 0;
        }
        int at = view * grid.bins() + first;
        return values[at] + (values[at + 1] - values[at]) * (bin - first);
    }

    /** The largest of a view, at an angle in [0, pi). */
    double largest(double angle) {
        int view = (int) Math.round(angle / Math.PI * grid.views()) % grid.views();
        float largest = 0;
        for (int bin = 0; bin < grid.bins(); bin++) {
            largest = Math.max(largest, values[view * grid.bins() + bin]);
        }
        return largest;
    }
}
