package dev.limpid.image;

/** How a line of pixels goes on beyond its ends: mirrored, the edge pixel repeated, again and again. */
public final class Mirror {
    private Mirror() {}

    /**
     * The pixel at a place.
     *
     * @param place of the line or beyond it, from 0, before it below 0
     * @param size pixels of the line, at least 1
     * @return in 0..size-1
     */
    public static int index(int place, int size) {
        int folded = Math.floorMod(place, 2 * size);
        return folded < size ? folded : 2 * size - 1 - folded;
    }
}
