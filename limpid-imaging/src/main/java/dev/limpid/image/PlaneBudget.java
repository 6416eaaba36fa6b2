package dev.limpid.image;

/**
 * Decides from a declared size alone whether a plane can be held, so that a hostile header costs no memory.
 *
 * <p>A plane of {@code float} pixels may take a quarter of the Java heap: the decoded samples, the plane, the result
 * and a filter's working space then fit together. With {@code -Xmx512m} that is 33 million pixels (5792 x 5792).
 */
public final class PlaneBudget {
    private PlaneBudget() {}

    /**
     * Refuses planes that are empty or too large for this virtual machine.
     *
     * @param what what declares the size, the subject of the message, e.g. {@code the PNG header}
     * @throws ImageFormatException if {@code rows} or {@code columns} is below 1 or the plane does not fit
     */
    public static void check(String what, long rows, long columns) throws ImageFormatException {
        if (rows < 1 || columns < 1) {
            throw new ImageFormatException(what + " declares an image of " + rows + " x " + columns + " pixels");
        }
        long most = Math.min(Runtime.getRuntime().maxMemory() / 4 / Float.BYTES, Integer.MAX_VALUE - 8);
        if (rows > most || columns > most || rows * columns > most) {
            throw new ImageFormatException(what + " declares " + rows + " x " + columns + " pixels, more than the "
                    + most + " that fit into this Java heap; if the file is sound, allow more memory with -Xmx");
        }
    }
}
