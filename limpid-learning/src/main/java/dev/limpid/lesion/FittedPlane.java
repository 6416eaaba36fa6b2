package dev.limpid.lesion;

import dev.limpid.network.detector.Detector;

/**
 * A plane of normalised values, which a detector may see made smaller and made up.
 *
 * @param rows its height
 * @param columns its width
 * @param pixels normalised, row-major; not copied
 */
public record FittedPlane(int rows, int columns, float[] pixels) {
    public FittedPlane {
        if (pixels.length != rows * columns) {
            throw new IllegalArgumentException(pixels.length + " pixels are no plane of " + rows + " x " + columns);
        }
    }

    /**
     * The same made smaller, so that its longer edge is at most so many pixels; a new pixel is the mean of what it covers. Never
     * larger.
     */
    public FittedPlane shrunk(int edge) {
        double scale = (double) edge / Math.max(rows, columns);
        if (scale >= 1) {
            return this;
        }
        int height = Math.max(1, (int) Math.round(rows * scale));
        int width = Math.max(1, (int) Math.round(columns * scale));
        double[] across = new double[rows * width];
        for (int row = 0; row < rows; row++) {
            average(pixels, row * columns, 1, columns, across, row * width, 1, width);
        }
        float[] narrow = new float[across.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) across[i];
        }
        double[] both = new double[height * width];
        for (int column = 0; column < width; column++) {
            average(narrow, column, width, rows, both, column, width, height);
        }
        float[] result = new float[both.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) both[i];
        }
        return new FittedPlane(height, width, result);
    }

    /** Means over equal parts of a line; pixels that two parts share count for both by what lies in each. */
    private static void average(
            float[] from, int first, int step, int count, double[] to, int target, int targetStep, int parts) {
        double length = (double) count / parts;
        for (int part = 0; part < parts; part++) {
            double begin = part * length;
            double end = Math.min(count, begin + length);
            double sum = 0;
            for (int i = (int) begin; i < end; i++) {
                double covered = Math.min(end, i + 1) - Math.max(begin, i);
                sum += covered * from[first + i * step];
            }
            to[target + part * targetStep] = sum / (end - begin);
        }
    }

    /** The same with zeros at the right and bottom, up to multiples of the detector's stride. */
    public FittedPlane padded() {
        int height = (rows + Detector.STRIDE - 1) / Detector.STRIDE * Detector.STRIDE;
        int width = (columns + Detector.STRIDE - 1) / Detector.STRIDE * Detector.STRIDE;
        float[] larger = new float[height * width];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(pixels, row * columns, larger, row * width, columns);
        }
        return new FittedPlane(height, width, larger);
    }

    /** What of a padded plane is image. */
    public Detector.Size size() {
        return new Detector.Size(rows, columns);
    }
}
