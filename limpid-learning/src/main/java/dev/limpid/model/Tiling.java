package dev.limpid.model;

import dev.limpid.network.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an image into tiles that can be computed one by one with the same result as the whole.
 *
 * <p>Sizes are first rounded up to the network's stride. A tile's window is its core with the halo around it, cut off at
 * the image's border; cores and windows start at multiples of the stride, so that pooling blocks lie as in the whole.
 */
record Tiling(int rows, int columns, List<Tile> tiles) {
    /** Windows up to this many pixels are computed in one piece. */
    private static final int WINDOW = 1056;

    private static final long WHOLE = (long) WINDOW * WINDOW;

    /** A core and the window around it, in pixels of the rounded-up image. */
    record Tile(int top, int left, int bottom, int right, Window window) {}

    /** What the network sees. */
    record Window(int top, int left, int bottom, int right) {
        int rows() {
            return bottom - top;
        }

        int columns() {
            return right - left;
        }
    }

    /** @param core wanted edge of a core, 0 for automatic */
    static Tiling of(int rows, int columns, int core, int stride, int halo) {
        int height = up(rows, stride);
        int width = up(columns, stride);
        boolean whole = halo >= Network.WHOLE_IMAGE || (core == 0 && (long) height * width <= WHOLE);
        int reach = up(halo, stride);
        int automatic = Math.max(stride, (WINDOW - 2 * reach) / stride * stride);
        int step = whole ? Math.max(height, width) : core == 0 ? automatic : up(core, stride);
        List<Tile> tiles = new ArrayList<>();
        for (int top = 0; top < height; top += step) {
            for (int left = 0; left < width; left += step) {
                int bottom = Math.min(height, top + step);
                int right = Math.min(width, left + step);
                Window window = new Window(
                        Math.max(0, top - reach),
                        Math.max(0, left - reach),
                        Math.min(height, bottom + reach),
                        Math.min(width, right + reach));
                tiles.add(new Tile(top, left, bottom, right, window));
            }
        }
        return new Tiling(height, width, List.copyOf(tiles));
    }

    /**
     * For a network that sees windows of one size: cores with at least a margin around them but at the image's border.
     *
     * @param rows at least {@code window}, as {@code columns}
     * @param window edge of every window
     * @param margin less than half of it
     */
    static Tiling ofWindows(int rows, int columns, int window, int margin) {
        List<Tile> tiles = new ArrayList<>();
        for (Span down : spans(rows, window, margin)) {
            for (Span across : spans(columns, window, margin)) {
                Window seen = new Window(down.start(), across.start(), down.start() + window, across.start() + window);
                tiles.add(new Tile(down.from(), across.from(), down.to(), across.to(), seen));
            }
        }
        return new Tiling(rows, columns, List.copyOf(tiles));
    }

    /** A core from..to of a window that begins at {@code start}, in one direction. */
    private record Span(int from, int to, int start) {}

    private static List<Span> spans(int size, int window, int margin) {
        List<Span> spans = new ArrayList<>();
        int start = 0;
        int from = 0;
        while (start + window < size) {
            int to = start + window - margin;
            spans.add(new Span(from, to, start));
            from = to;
            start = Math.min(to - margin, size - window);
        }
        spans.add(new Span(from, size, start));
        return spans;
    }

    private static int up(int value, int stride) {
        return Math.multiplyExact((value + stride - 1) / stride, stride);
    }
}
