package dev.limpid.phantom;

/** A body in space, known by its signed distance. */
interface Solid {
    /** Approximate distance to the surface in mm, negative inside; right near the surface, where it counts. */
    double distance(double x, double y, double z);

    /** What of the plane at {@code z} lies within {@code margin} mm of the solid; {@link Extent#NONE} when nothing. */
    Extent extent(double z, double margin);

    /** A rectangle in the axial plane, in mm. */
    record Extent(double left, double right, double front, double back) {
        static final Extent NONE = new Extent(0, -1, 0, -1);

        boolean isEmpty() {
            return right < left;
        }
    }
}
