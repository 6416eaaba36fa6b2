package dev.limpid.phantom;

/** CT numbers as a function of place. */
@FunctionalInterface
interface Tissue {
    /** HU at a point, in mm. */
    double hu(double x, double y, double z);

    static Tissue of(double hu) {
        return (x, y, z) -> hu;
    }
}
